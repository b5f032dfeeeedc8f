import { type Duplex, pipeline, type Readable } from 'node:stream'

/** What is read at once: less costs more turns, more no longer pays. */
export const chunkBytes = 256 * 1024

/** What comes out of an unpacker; both end when either fails, or when nobody reads on. */
export function unpacked(source: Readable, unpacker: Duplex): AsyncIterable<Buffer> {
  return pipeline(source, unpacker, () => {}) // its fault is met by whoever reads
}
