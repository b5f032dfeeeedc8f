import { crc32, createInflateRaw } from 'node:zlib'
import { type Entry, openPromise } from 'yauzl'
import { Problem } from '../../domain/problem'
import { quote } from './faults'
import { bytesAtMost } from './text-blocks'
import { chunkBytes, unpacked } from './unpacked'

/** Far more than any download of the Office for National Statistics has (about 150). */
const entriesAtMost = 5_000

/**
 * The CSV file in an archive that is meant: the only one there is, or the only one whose name is wanted. Nothing is ever
 * written to disk, and an archive with absolute or climbing names is not read.
 * @throws Problem `invalid`
 */
export async function findEntry(whole: string, path: string, wanted: RegExp): Promise<Entry> {
  const files = await csvEntries(whole, path)
  const meant = files.filter(({ fileName }) => wanted.test(fileName))
  const [only, ...others] = meant.length > 0 ? meant : files
  if (!only) throw new Problem('invalid', `${path} holds no CSV file`)
  if (others.length > 0)
    throw new Problem(
      'invalid',
      `${path} holds ${others.length + 1} CSV files, and any may be meant: ${listed([only, ...others])}. Take the right one out and give that.`,
    )
  if (only.uncompressedSize > bytesAtMost)
    throw new Problem('invalid', `${path} unpacks to more than 4 GB: no file of places is that large`)
  if (only.isEncrypted()) throw new Problem('invalid', `${path} is locked with a password`)
  if (!only.canDecodeFileData())
    throw new Problem(
      'invalid',
      `${path} is packed in a way that is not known here: unpack it and give the CSV`,
    )
  return only
}

/**
 * What an entry holds. Its size and checksum are compared with what the archive says.
 * @throws where it is cut off or damaged
 */
export async function* unzip(whole: string, entry: Entry): AsyncGenerator<Buffer> {
  const archive = await openPromise(whole, { autoClose: false })
  try {
    const raw = await archive.openReadStreamPromise(entry, { decodeFileData: false })
    const packed = entry.compressionMethod === 8
    let [size, sum] = [0, 0]
    for await (const chunk of packed ? unpacked(raw, createInflateRaw({ chunkSize: chunkBytes })) : raw) {
      size += chunk.length
      if (size > entry.uncompressedSize) throw new Error('more is packed than the archive says')
      sum = crc32(chunk, sum)
      yield chunk
    }
    if (size < entry.uncompressedSize) throw new Error('less is packed than the archive says')
    if (sum !== entry.crc32) throw new Error('the checksum differs')
  } finally {
    archive.close()
  }
}

async function csvEntries(whole: string, path: string): Promise<readonly Entry[]> {
  const found: Entry[] = []
  try {
    const archive = await openPromise(whole, { autoClose: false })
    try {
      if (archive.entryCount > entriesAtMost) throw new Error(`it has ${archive.entryCount} entries`)
      for await (const entry of archive.eachEntry()) found.push(entry)
    } finally {
      archive.close()
    }
  } catch (fault) {
    const why = fault instanceof Error ? fault.message.replace(/\.$/, '') : String(fault)
    throw new Problem('invalid', `${path} cannot be read as a ZIP archive (${why}): download it again`)
  }
  if (found.some(({ fileName }) => fileName === 'xl/workbook.xml'))
    throw new Problem('invalid', `${path} is an Excel workbook: save it as “CSV UTF-8” and give that`)
  return found.filter(({ fileName }) => /\.csv$/i.test(fileName) && !/^__MACOSX\/|(^|\/)\._/.test(fileName))
}

function listed(entries: readonly Entry[]): string {
  const names = entries.slice(0, 5).map(({ fileName }) => quote(fileName))
  return [...names, ...(entries.length > 5 ? [`and ${entries.length - 5} more`] : [])].join(', ')
}
