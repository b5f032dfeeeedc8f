import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  readonly text: string
  /** What the archive says of it, where that is not the truth. */
  readonly size?: number
  readonly sum?: number
  readonly flags?: number
}

/** A ZIP archive (APPNOTE.TXT 6.3), also one that lies. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, text, size, sum, flags = 0 } of entries) {
    const data = deflateRawSync(text)
    const about = Buffer.alloc(22)
    about.writeUInt16LE(flags, 0)
    about.writeUInt16LE(8, 2) // deflated
    about.writeUInt16LE(0x5c21, 6) // 2026-01-01
    about.writeUInt32LE(sum ?? crc32(text), 8)
    about.writeUInt32LE(data.length, 12)
    about.writeUInt32LE(size ?? Buffer.byteLength(text), 16)
    about.writeUInt16LE(Buffer.byteLength(name), 20)
    const local = Buffer.concat([bytes('504b03041400'), about, bytes('0000'), Buffer.from(name), data])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([bytes('504b010214001400'), about, bytes('0000'), place, Buffer.from(name)]))
    locals.push(local)
    offset += local.length
  }
  const end = Buffer.alloc(16)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(Buffer.concat(directory).length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, ...directory, bytes('504b0506'), end, bytes('0000')])
}

function bytes(hex: string): Buffer {
  return Buffer.from(hex, 'hex')
}
