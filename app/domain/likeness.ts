/**
 * How alike two letters are, by the measure with which WriteToThem refuses copied letters: CRC-32 of each 32-byte
 * window of the normalised text, of which those with four low zero bits that do not overlap are kept, compared by
 * the Dice coefficient. 0 is nothing shared, 1 the same words; WriteToThem refuses above 0.5. Words too few to keep
 * any window are like the very same words alone.
 */
export function likeness(one: Fingerprint, other: Fingerprint): number {
  if (one.length + other.length === 0) return 0
  const kept = new Set(other)
  const shared = one.reduce((count, crc) => count + (kept.has(crc) ? 1 : 0), 0)
  return (2 * shared) / (one.length + other.length)
}

/** The kept CRC-32 values of a letter's words, each once, ascending. */
export type Fingerprint = readonly number[]

const windowBytes = 32

/** Takes the words alone: salutation, sign-off and address are left out by the caller. */
export function fingerprint(words: string): Fingerprint {
  const bytes = Buffer.from(words.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''))
  const kept = new Set<number>()
  let start = 0
  while (start + windowBytes <= bytes.length) {
    const crc = crc32(bytes.subarray(start, start + windowBytes))
    const keeps = (crc & 0xf) === 0
    if (keeps) kept.add(crc)
    start += keeps ? windowBytes : 1
  }
  if (kept.size === 0 && bytes.length > 0) kept.add(crc32(bytes))
  return [...kept].sort((a, b) => a - b)
}

/** CRC-32 as in ISO 3309 and zlib. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc >>> 0
})
