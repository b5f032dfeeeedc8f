import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { createGunzip } from 'node:zlib'
import { Problem } from '../../domain/problem'
import { whyUnreadable } from '../../domain/text/unreadable'
import { chunkBytes, unpacked } from './unpacked'
import { findEntry, unzip } from './zip'

/** A file of places: read as it is, or unpacked while it is read. */
export interface OpenedFile {
  /** How the operator named it. */
  readonly path: string
  /** What may tell which release it is: its own name, and that of the entry in an archive. */
  readonly names: readonly string[]
  /** When it was last changed. */
  readonly changed: Date
  /** What it holds, to be read once. */
  chunks(): AsyncIterable<Buffer>
  /** How much of it was read so far, 0 to 1. */
  part(): number
}

/**
 * Opens a plain, gzipped or zipped file, told apart by what is in it and not by its name.
 * @param folder the one that a relative path begins in
 * @param wanted the name of the entry that is meant, in an archive with several CSV files
 * @throws Problem `refused` where it cannot be read, `invalid` for an archive that does not say which entry is meant
 */
export async function openFile(path: string, folder: string, wanted: RegExp): Promise<OpenedFile> {
  const whole = resolve(folder, path)
  const { size, changed, magic } = await lookAt(whole, path)
  if (magic.readUInt16BE() === zipMagic) return openEntry(whole, path, wanted)
  let read = 0
  return {
    path,
    names: [basename(path)],
    changed,
    async *chunks() {
      const source = createReadStream(whole, { highWaterMark: chunkBytes })
      const gzip = magic.readUInt16BE() === gzipMagic
      for await (const chunk of gzip ? unpacked(source, createGunzip({ chunkSize: chunkBytes })) : source) {
        read = source.bytesRead
        yield chunk
      }
    },
    part: () => read / Math.max(size, 1),
  }
}

const zipMagic = 0x504b // PK
const gzipMagic = 0x1f8b

/** Only a file has a size, an end and a beginning to come back to: no folder, no device, no pipe. */
async function lookAt(whole: string, path: string) {
  const magic = Buffer.alloc(4)
  try {
    const found = await stat(whole)
    if (!found.isFile()) throw new Problem('refused', `${path} is not a file`)
    const file = await open(whole)
    await file.read(magic, 0, magic.length, 0).finally(() => file.close())
    return { size: found.size, changed: found.mtime, magic }
  } catch (fault) {
    throw fault instanceof Problem ? fault : new Problem('refused', `${path} ${whyUnreadable(fault)}`)
  }
}

async function openEntry(whole: string, path: string, wanted: RegExp): Promise<OpenedFile> {
  const entry = await findEntry(whole, path, wanted)
  let read = 0
  return {
    path,
    names: [basename(path), basename(entry.fileName)],
    changed: entry.getLastModDate(),
    async *chunks() {
      for await (const chunk of unzip(whole, entry)) {
        read += chunk.length
        yield chunk
      }
    },
    part: () => read / Math.max(entry.uncompressedSize, 1),
  }
}
