import { isUtf8 } from 'node:buffer'
import { isProblem } from '../../domain/problem'
import type { Faults } from './faults'

/** Whole lines that stand below each other, without their line ends. */
export interface TextBlock {
  readonly lines: readonly string[]
  /** The number of the first, from 1. */
  readonly first: number
}

/** In bytes. The longest line of any file of places has about 600. */
export const lineAtMost = 64 * 1024

/** What unpacks may go on for ever; the postcode directory of May 2026 has 1.3 GB. */
export const bytesAtMost = 4_000_000_000

const newline = 10

/**
 * A file's text, in pieces of whole lines.
 * @throws Problem `invalid`, through `faults`, for what is no text in UTF-8, is cut off, damaged, or without an end
 */
export async function* textBlocks(chunks: AsyncIterable<Buffer>, faults: Faults): AsyncGenerator<TextBlock> {
  let rest: Buffer = Buffer.alloc(0)
  let [first, bytes] = [1, 0]
  try {
    for await (const chunk of chunks) {
      bytes += chunk.length
      if (bytes > bytesAtMost)
        faults.end(first, 'has more than 4 GB before it: no file of places is that large')
      const end = chunk.lastIndexOf(newline)
      if (end < 0) rest = Buffer.concat([rest, chunk])
      else {
        const block = readBlock(Buffer.concat([rest, chunk.subarray(0, end)]), first, faults)
        yield block
        first += block.lines.length
        rest = chunk.subarray(end + 1)
      }
      if (rest.length > lineAtMost) refuseLongLine(rest, first, faults)
    }
  } catch (fault) {
    if (isProblem(fault)) throw fault
    faults.end(first, whyEnded(fault))
  }
  if (rest.length > 0) yield readBlock(rest, first, faults)
}

function readBlock(bytes: Buffer, first: number, faults: Faults): TextBlock {
  const lineAt = (end: number) => first + bytes.subarray(0, end).toString('latin1').split('\n').length - 1
  const nul = bytes.indexOf(0)
  if (nul >= 0) faults.end(lineAt(nul), 'holds NUL bytes: this is not a text file')
  if (!isUtf8(bytes)) faults.end(lineAt(endOfUtf8(bytes)), notUtf8)
  const lines = bytes.toString('utf8').split('\n')
  if (first > 1) return { lines, first }
  const [top = '', ...others] = lines
  const head = top.replace(/^\uFEFF/, '')
  if (/^\s*(<!doctype|<html|<\?xml)/i.test(head))
    faults.end(1, 'this is a web page that was saved, not a CSV: download the file itself')
  return { lines: [head, ...others], first }
}

const notUtf8 = 'is not in UTF-8: save the file as “CSV UTF-8” and try again'

/** Where the first line ends that is not in UTF-8; a newline is never part of another character. */
function endOfUtf8(bytes: Buffer): number {
  let start = 0
  for (;;) {
    const end = bytes.indexOf(newline, start)
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return end < 0 ? bytes.length : end
    start = end + 1
  }
}

function refuseLongLine(line: Buffer, at: number, faults: Faults): never {
  if (line.includes(0)) faults.end(at, 'holds NUL bytes: this is not a text file')
  faults.end(at, 'is longer than 64 KB: this is no CSV of places')
}

function whyEnded(fault: unknown): string {
  const { message, code } = fault as NodeJS.ErrnoException
  if (code === 'Z_BUF_ERROR' || /unexpected EOF|not enough bytes|less is packed/.test(message))
    return 'the file is cut off here: download it again'
  if (code?.startsWith('Z_') || code === undefined)
    return `the file is damaged here (${message}): download it again`
  return `cannot be read on from here (${code})`
}
