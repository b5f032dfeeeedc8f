import { closeSync, openSync, readSync } from 'node:fs'
import { Problem } from '../../app/domain/problem'

/**
 * What a file's header says of it (bytes 68 to 71, SQLite's `application_id`); 0 where there is no file yet. Read as
 * bytes, for SQLite writes beside a file that it only reads.
 */
export function markIn(file: string): number {
  const header = Buffer.alloc(72)
  const length = readStart(file, header)
  if (length > 0 && !header.toString('latin1').startsWith('SQLite format 3\0'))
    throw new Problem('refused', `DATABASE_URL: ${file} is no SQLite database. Nothing was changed.`)
  return header.readInt32BE(68)
}

function readStart(file: string, into: Buffer): number {
  let handle: number
  try {
    handle = openSync(file, 'r')
  } catch {
    return 0 // not there yet; if it is and cannot be read, opening it says why
  }
  try {
    return readSync(handle, into)
  } catch {
    return 0 // a folder
  } finally {
    closeSync(handle)
  }
}

/** Of an installation's own file: which secret it was made with. Above 0. */
export function markOf(fingerprint: string): number {
  return (Number.parseInt(fingerprint.slice(0, 8), 16) >>> 1) | 1
}

/** The sign: a program that knows of no fence takes the file for another secret's, and leaves it alone, too. */
const fenceBit = 1 << 31

export function fenced(mark: number): number {
  return mark | fenceBit
}

export function isFenced(mark: number): boolean {
  return mark < 0
}

export function unfenced(mark: number): number {
  return mark & ~fenceBit
}
