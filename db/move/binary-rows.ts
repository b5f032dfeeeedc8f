import type { ColumnType, MovedTable, Row } from './moved-tables'

/** A row at most, but for what is as long as it is: a 2-byte count of columns, then each with its 4-byte length. */
const fixedPart = 2 + 64 * 12

/**
 * Writes rows, as SQLite keeps them, in the binary format of PostgreSQL's COPY
 * (postgresql.org/docs/15/sql-copy.html): nothing is escaped on one side and parsed on the other.
 */
export function binaryRows({ columns }: MovedTable): (page: readonly Row[]) => Buffer {
  const writers = columns.map(({ type }) => writerOf[type])
  let buffer: Buffer = Buffer.allocUnsafe(1 << 20)

  return page => {
    let at = 0
    for (const row of page) {
      const needed = at + sizeAtMost(row)
      if (needed > buffer.length) buffer = grown(buffer, at, needed)
      at = buffer.writeInt16BE(row.length, at)
      for (let column = 0; column < row.length; column++) {
        const value = row[column]
        if (value === null) {
          at = buffer.writeInt32BE(-1, at)
          continue
        }
        const end = (writers[column] as Write)(buffer, value, at + 4)
        buffer.writeInt32BE(end - at - 4, at)
        at = end
      }
    }
    return Buffer.from(buffer.subarray(0, at)) // it is still on its way when the next page is written
  }
}

export const binaryStart = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)])
export const binaryEnd = Buffer.from([0xff, 0xff])

/** Writes one value without its length and gives where it ends. */
type Write = (buffer: Buffer, value: unknown, at: number) => number

const writerOf: Readonly<Record<ColumnType, Write>> = {
  integer: (buffer, value, at) => buffer.writeInt32BE(value as number, at),
  'double precision': (buffer, value, at) => buffer.writeDoubleBE(value as number, at),
  text: writeText,
  bytea: writeBytes,
  uuid: writeBytes, // 16 bytes on both sides
  timestamptz: (buffer, value, at) =>
    buffer.writeBigInt64BE(BigInt(((value as number) - year2000) * 1000), at), // µs since then
  jsonb: (buffer, value, at) => writeText(buffer, value, buffer.writeInt8(1, at)), // its version, then its text
}

const year2000 = Date.UTC(2000, 0, 1)

function writeText(buffer: Buffer, value: unknown, at: number): number {
  return at + buffer.write(value as string, at)
}

function writeBytes(buffer: Buffer, value: unknown, at: number): number {
  buffer.set(value as Buffer, at)
  return at + (value as Buffer).length
}

/** A text's UTF-8 is three bytes a UTF-16 unit at most. */
function sizeAtMost(row: Row): number {
  let size = fixedPart
  for (const value of row)
    size += typeof value === 'string' ? value.length * 3 : value instanceof Buffer ? value.length : 0
  return size
}

function grown(buffer: Buffer, used: number, needed: number): Buffer {
  const larger = Buffer.allocUnsafe(needed * 2)
  buffer.copy(larger, 0, 0, used)
  return larger
}
