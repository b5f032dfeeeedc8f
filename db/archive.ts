import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'

/**
 * Plain tar (POSIX.1-2017, pax, "ustar Interchange Format"), so that `tar -tf` and `tar -x` read a backup where this
 * program does not run. Only what backups need: short names, regular files.
 */
export interface Sum {
  readonly bytes: number
  readonly sha256: string
}

export interface Entry {
  readonly name: string
  readonly bytes: number
  /** Where in the archive its content begins. */
  readonly start: number
}

const block = 512
const chunk = 1 << 20

/** Writes an archive, each content once, hashing it as it passes. */
export async function createArchive(file: string) {
  const handle = await open(file, 'wx', 0o600)

  /** @param content has exactly as many bytes as it says */
  async function add(
    name: string,
    bytes: number,
    content: AsyncIterable<Buffer> | Iterable<Buffer>,
  ): Promise<Sum> {
    const hash = createHash('sha256')
    let written = 0
    await handle.writeFile(headerOf(name, bytes))
    for await (const part of content) {
      hash.update(part)
      await handle.writeFile(part)
      written += part.length
    }
    if (written !== bytes)
      throw new Error(`${name} changed while it was copied: ${written} bytes, not ${bytes}`)
    await handle.writeFile(Buffer.alloc(paddingAfter(bytes)))
    return { bytes, sha256: hash.digest('hex') }
  }

  return {
    addBytes: (name: string, content: Buffer) => add(name, content.length, [content]),
    async addFile(name: string, path: string, bytes: number, passed: (bytes: number) => void): Promise<Sum> {
      return add(name, bytes, counted(createReadStream(path, { highWaterMark: chunk }), passed))
    },
    /** On disk when it resolves. */
    async finish(): Promise<void> {
      await handle.writeFile(Buffer.alloc(2 * block))
      await handle.sync()
    },
    close: () => handle.close(),
  }
}

/**
 * What an archive holds, read from its headers alone; null where it is none, or breaks off.
 */
export async function entriesOf(archive: FileHandle): Promise<readonly Entry[] | null> {
  const { size } = await archive.stat()
  const entries: Entry[] = []
  for (let at = 0; at + block <= size; ) {
    const header = await readAt(archive, at, block)
    if (header.every(byte => byte === 0)) return at + 2 * block <= size ? entries : null
    const bytes = sizeIn(header)
    if (!isHeader(header) || !Number.isSafeInteger(bytes)) return null
    const start = at + block
    if (start + bytes > size) return null
    entries.push({ name: header.toString('latin1', 0, 100).replace(/\0.*$/s, ''), bytes, start })
    at = start + bytes + paddingAfter(bytes)
  }
  return null // it ends without the two empty blocks
}

export async function* contentOf(archive: FileHandle, { start, bytes }: Entry): AsyncGenerator<Buffer> {
  for (let read = 0; read < bytes; ) {
    const part = await readAt(archive, start + read, Math.min(chunk, bytes - read))
    if (part.length === 0) return
    read += part.length
    yield part
  }
}

export async function sumOf(
  content: AsyncIterable<Buffer>,
  passed: (bytes: number) => void,
): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of counted(content, passed)) hash.update(part)
  return hash.digest('hex')
}

async function* counted(
  content: AsyncIterable<Buffer>,
  passed: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  for await (const part of content) {
    yield part
    passed(part.length)
  }
}

async function readAt(archive: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await archive.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}

/** Name, mode, size and type are what a reader needs; owner and time are left 0. */
function headerOf(name: string, bytes: number): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`${name} is too long for an archive`)
  const header = Buffer.alloc(block)
  header.write(name, 0)
  header.write('0000600\0', 100) // mode
  header.write('0000000\0', 108) // owner
  header.write('0000000\0', 116) // group
  writeSize(header, bytes)
  header.write('00000000000\0', 136) // time
  header.write('0', 156) // a regular file
  header.write('ustar\x0000', 257)
  header.write(`${checksumOf(header).toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

/** 11 octal digits hold 8 GiB less one byte; beyond, GNU tar's base-256, which every tar of today reads. */
const octalAtMost = 0o77777777777

function writeSize(header: Buffer, bytes: number): void {
  if (bytes <= octalAtMost) header.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124)
  else {
    header[124] = 0x80
    header.writeBigUInt64BE(BigInt(bytes), 128)
  }
}

function sizeIn(header: Buffer): number {
  if (header[124] === 0x80) return Number(header.readBigUInt64BE(128))
  return Number.parseInt(header.toString('latin1', 124, 135), 8)
}

function isHeader(header: Buffer): boolean {
  if (header.length < block || header.toString('latin1', 257, 262) !== 'ustar') return false
  return Number.parseInt(header.toString('latin1', 148, 154), 8) === checksumOf(header)
}

/** The sum of all bytes, those of the checksum itself taken as spaces. */
function checksumOf(header: Buffer): number {
  const spaces = 8 * 0x20
  return header.reduce((sum, byte, place) => (place >= 148 && place < 156 ? sum : sum + byte), spaces)
}

function paddingAfter(bytes: number): number {
  return (block - (bytes % block)) % block
}
