import { expect, test } from 'vitest'
import { fingerprint, keptWindows, likeness, normalised, tenthOf } from '../../app/domain/likeness/likeness'
import fc from '../support/seeded'

/** CRC-32 bit by bit (ISO 3309), without the table that the product uses. */
function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

/** What is kept of a text that is normalised already, found by going through every window. */
function keptOf(text: string): number[] {
  const bytes = Buffer.from(text)
  const kept: number[] = []
  let end = 0
  for (let start = 0; start + 32 <= bytes.length; start++) {
    const crc = crcOf(bytes.subarray(start, start + 32))
    if (start < end || crc % 16 !== 0) continue
    kept.push(crc)
    end = start + 32
  }
  return [...new Set(kept)].toSorted((one, other) => one - other)
}

const letter = `I write as your constituent about the crossing at Mill Lane School. Last winter a child was knocked down
there, on a morning of fog. Please ask the county to paint the stripes and to put up a lamp, and tell me what it says.`
const lettersAlone = letter.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

test('a window is known by the CRC-32 of ISO 3309', () => {
  expect(crcOf(Buffer.from('123456789')).toString(16)).toBe('cbf43926') // the check value that its catalogues list
  expect(fingerprint('123456789')).toEqual([0xcbf43926])
})

test('of the 32-byte windows those are kept whose CRC ends in four zero bits and that do not overlap', () => {
  const expected = keptOf(lettersAlone)
  expect(expected.length).toBeGreaterThan(2)
  expect(fingerprint(letter)).toEqual(expected)
})

test('the measure is what Python’s zlib.crc32 and its sets make of two letters', () => {
  const other = `${letter.replace('a lamp', 'two lamps')} Großmütter und Enkel gehen dort täglich hinüber, at a quarter to nine and again at three.`
  const [kept, otherKept] = [fingerprint(letter), fingerprint(other)]
  expect(kept).toEqual([2587842512, 2657410960, 3754219264, 3896216224])
  expect(otherKept).toEqual([1229534352, 1420680944, 2657410960, 3754219264, 3896216224])
  expect(likeness(kept, otherKept)).toBe(6 / 9)
})

test('any text of letters and digits has the fingerprint that the long way finds', () => {
  const words = fc.string({
    unit: fc.constantFrom(...'abcdefghij0123456789'),
    minLength: 200,
    maxLength: 600,
  })
  fc.assert(
    fc.property(words, text => {
      const expected = keptOf(text)
      expect(fingerprint(text)).toEqual(expected.length > 0 ? expected : [crcOf(Buffer.from(text))])
    }),
  )
})

test.each([
  ['in capitals', letter.toUpperCase()],
  ['with other punctuation', letter.replaceAll(/[.,]/g, ' – ')],
  ['on one line', letter.replaceAll(/\s+/g, ' ')],
  ['with blanks around it', `\n\n  ${letter}\t`],
])('the same words %s are wholly alike', (_, other) => {
  expect(likeness(fingerprint(letter), fingerprint(other))).toBe(1)
})

test('words too few to fill a window are like the very same words alone', () => {
  expect(likeness(fingerprint('Please help.'), fingerprint('please, HELP'))).toBe(1)
  expect(likeness(fingerprint('Please help.'), fingerprint('Please help me.'))).toBe(0)
  expect(likeness(fingerprint('Please help.'), fingerprint(letter))).toBe(0)
})

test('letters that share nothing are not alike, and neither are two without a word', () => {
  const other =
    'Buses to the hospital stop at six, and nurses who finish at eight have to walk home over the moor road.'
  expect(likeness(fingerprint(letter), fingerprint(other))).toBe(0)
  expect(likeness(fingerprint(''), fingerprint(' … '))).toBe(0)
  expect(likeness(fingerprint(''), fingerprint(letter))).toBe(0)
})

test('likeness is twice what is shared over all that was kept', () => {
  expect(likeness([1, 2, 3], [2, 3, 4])).toBeCloseTo(4 / 6)
  expect(likeness([1], [1, 2, 3])).toBe(0.5)
})

test('a letter with one sentence of its writer’s own is nearer to its model than half, and less than the same', () => {
  const alike = likeness(fingerprint(letter), fingerprint(edited))
  expect(alike).toBeGreaterThan(0.5)
  expect(alike).toBeLessThan(1)
})

test('likeness is the same from either side, from 0 to 1, and 1 to itself', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 400 })
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [kept, kept2] = [fingerprint(one), fingerprint(one + other)]
      expect(likeness(kept, kept2)).toBe(likeness(kept2, kept))
      expect(likeness(kept, kept2)).toBeGreaterThanOrEqual(0)
      expect(likeness(kept, kept2)).toBeLessThanOrEqual(1)
      expect(likeness(kept, kept)).toBe(kept.length > 0 ? 1 : 0)
    }),
  )
})

test('a fingerprint holds each value once, ascending', () => {
  const twice = fingerprint(letter.repeat(2))
  expect(twice).toEqual([...new Set(twice)].toSorted((one, other) => one - other))
})

/*
 * Worked out by a program of twenty lines in another language, on zlib's crc32: lower case, letters and digits alone, UTF-8; from
 * the left, each window of 32 bytes whose CRC-32 is a multiple of 16 is kept and the next begins after its end.
 */
const copied = `DEAR neighbours say it louder: Last winter a child was knocked down there -- on a morning of fog! Please ask the
County to paint the stripes, and to put up a lamp... and tell me what it says. Nobody here drives at twenty, & 3 lorries
an hour pass the gate.`
const edited = `${letter} My own daughter crosses there twice a day, and I hold my breath each time that she does.`
const welsh = `Mae’r afon yn llwyd ar ôl y glaw, a’r plant yn gofyn pam. Rwy’n ysgrifennu atoch fel un o’ch etholwyr – “Pa bryd,”
gofynnodd fy merch, “y cawn ni nofio?” Ŵyr neb. Gofynnwch i’r cyngor, os gwelwch yn dda, am £500 ac am 2 arwydd ar y bont.`

test.each([
  ['a letter', letter, [0x9a3f57d0, 0x9e64df90, 0xdfc4d700, 0xe83b8aa0]],
  ['the same with a sentence more', edited, [0x9a3f57d0, 0x9e64df90, 0xdfc4d700, 0xe83b8aa0, 0xeaeefb30]],
  ['one that copies it in part', copied, [0x9a3f57d0, 0xb2aa6990, 0xe83b8aa0, 0xffd9a2f0]],
  ['one in Welsh', welsh, [0x0ffb0330, 0x7de0bbb0]],
])('%s keeps the windows that were worked out independently', (_, words, kept) => {
  expect(fingerprint(words)).toEqual(kept)
})

test.each([
  ['with a sentence more', letter, edited, 8 / 9],
  ['copied in part', letter, copied, 1 / 2],
  ['copied in part, with a sentence more', edited, copied, 4 / 9],
  ['in Welsh', letter, welsh, 0],
])('the likeness of a letter to one %s is as worked out independently', (_, one, other, expected) => {
  expect(likeness(fingerprint(one), fingerprint(other))).toBeCloseTo(expected, 12)
})

test('each window that is kept is told with the byte where it begins, none before the end of the last', () => {
  const windows = keptWindows(edited)
  expect(windows.map(({ crc }) => crc).toSorted((one, other) => one - other)).toEqual(fingerprint(edited))
  const bytes = normalised(edited)
  for (const { crc, start } of windows) expect(crcOf(bytes.subarray(start, start + 32))).toBe(crc)
  for (const [index, { start }] of windows.slice(1).entries())
    expect(start).toBeGreaterThanOrEqual((windows[index]?.start ?? 0) + 32)
})

test.each([
  [0, 0],
  [0.0999, 0],
  [0.1, 1],
  [0.5, 5],
  [0.99, 9],
  [1, 9],
])('a likeness of %d falls in tenth %i', (value, tenth) => {
  expect(tenthOf(value)).toBe(tenth)
})
