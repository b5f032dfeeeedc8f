import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lookalikes } from '../../app/domain/place/lookalike'
import { outsideWestminster, readPostcode } from '../../app/domain/place/postcode'
import fc from '../support/seeded'

test.each([
  'SW1A 1AA',
  'sw1a1aa',
  ' Sw1A-1aA. ',
  's w 1 a 1 a a',
  '(SW1A/1AA)',
  'SW1A\u00a01AA\r\n',
  'ＳＷ１Ａ　１ＡＡ', // as an input method for Japanese types it
])('a postcode is read in any case, spacing and punctuation: %j', typed => {
  expect(readPostcode(typed)).toEqual({ full: 'SW1A 1AA', outward: 'SW1A' })
})

test.each([
  ['m11ae', 'M1 1AE', 'M1'],
  ['m601nw', 'M60 1NW', 'M60'],
  ['cr26xh', 'CR2 6XH', 'CR2'],
  ['dn551pt', 'DN55 1PT', 'DN55'],
  ['w1a0ax', 'W1A 0AX', 'W1A'],
  ['ec1a1bb', 'EC1A 1BB', 'EC1A'],
  ['zz121aa', 'ZZ12 1AA', 'ZZ12'],
  ['gir 0aa', 'GIR 0AA', 'GIR'],
  ['bf1 2at', 'BF1 2AT', 'BF1'],
])('each form that a postcode can have is read: %s', (typed, full, outward) => {
  expect(readPostcode(typed)).toEqual({ full, outward })
})

test.each([
  ['je2 3ab', 'JE2 3AB', 'Jersey'],
  ['gy1-1aa', 'GY1 1AA', 'Guernsey'],
  ['im1 1aa', 'IM1 1AA', 'the Isle of Man'],
  ['bfpo-57', 'BFPO 57', 'a British forces post office'],
  ['BFPO c/o 5701', 'BFPO 5701', 'a British forces post office'],
  ['bf1 2at', 'BF1 2AT', 'a British forces post office'],
  ['gx111aa', 'GX11 1AA', 'Gibraltar'],
  ['ascn1zz', 'ASCN 1ZZ', 'Ascension Island'],
  ['bbnd 1zz', 'BBND 1ZZ', 'the British Indian Ocean Territory'],
  ['biqq 1zz', 'BIQQ 1ZZ', 'the British Antarctic Territory'],
  ['fiqq 1zz', 'FIQQ 1ZZ', 'the Falkland Islands'],
  ['pcrn 1zz', 'PCRN 1ZZ', 'the Pitcairn Islands'],
  ['siqq 1zz', 'SIQQ 1ZZ', 'South Georgia and the South Sandwich Islands'],
  ['sthl 1zz', 'STHL 1ZZ', 'Saint Helena'],
  ['tdcu 1zz', 'TDCU 1ZZ', 'Tristan da Cunha'],
  ['tkca 1zz', 'TKCA 1ZZ', 'the Turks and Caicos Islands'],
  ['ai 2640', 'AI-2640', 'Anguilla'],
  ['ky1 1100', 'KY1-1100', 'the Cayman Islands'],
  ['msr 1110', 'MSR1110', 'Montserrat'],
  ['vg-1110', 'VG1110', 'the British Virgin Islands'],
])('where nobody sits in the Commons for a postcode it is read and told: %s', (typed, full, where) => {
  const postcode = readPostcode(typed)
  expect(postcode?.full).toBe(full)
  expect(postcode && outsideWestminster(postcode)).toBe(where)
})

test.each([
  ['KY1 1AA', 'KY1'], // Kirkcaldy
  ['I1 1AA', 'I1'],
  ['J1 1AA', 'J1'],
  ['M1 1AE', 'M1'],
  ['GIR 0AA', 'GIR'],
  ['BT1 5GS', 'BT1'],
])('all others are for the sources to tell: %s', (typed, outward) => {
  const postcode = readPostcode(typed)
  expect(postcode?.outward).toBe(outward)
  expect(postcode && outsideWestminster(postcode)).toBeNull()
})

test.each(['BFPO', 'BFPO 12345', 'BFPO OO7', 'ASCN 2ZZ', 'HM 12', 'VG2110', 'KY4-1100'])(
  'what only begins like one of them is none: %s',
  typed => {
    expect(readPostcode(typed)).toBeNull()
  },
)

test.each([
  ['letters for digits', 'swia iaa'],
  ['a letter for a nought', 'SW1A OAA'],
  ['a nought for a letter', '0X1 1AA'],
  ['letters that no postcode ends in', 'SW1A 1AO'],
  ['a letter from another alphabet', '\u0405W1A 1AA'], // without it, W1A 1AA is somebody else's
  ['an accent', 'SW1A 1AÅ'],
  ['an accent by itself', 'S\u0338W1A 1AA'],
  ['another alphabet’s digit', 'SW1A ١AA'],
  ['a dotless i', 'G\u0131R 0AA'],
])('what only looks like a postcode is not taken for one: %s', (_, typed) => {
  expect(readPostcode(typed)).toBeNull()
})

test.each([
  '',
  ' ',
  '-',
  'SW1A',
  'SW1A 1',
  'SW1A 1A',
  '1AA',
  'SW1A 1AAA',
  'ASW1A 1AA',
  'SW1A 1AA SW1A 1AA',
  '12345',
])('what is too short or too long is no postcode: %j', typed => {
  expect(readPostcode(typed)).toBeNull()
})

const usualForm =
  /^([A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|GIR 0AA|BFPO \d{1,4}|[A-Z]{4} 1ZZ|AI-2640|KY[1-3]-\d{4}|(MSR|VG)\d{4})$/

test('whatever is typed is a postcode in its usual form, which is read as itself, or none', () => {
  fc.assert(
    fc.property(anything, text => {
      const postcode = readPostcode(text)
      if (!postcode) return
      expect(postcode.full).toMatch(usualForm)
      expect(readPostcode(postcode.full)).toEqual(postcode)
    }),
    { numRuns: 2000 },
  )
})

test('what is read quickly is read as what is looked at closely', () => {
  const character = fc.constantFrom(...'abcgiklmorswxz019ABCGIKLMORSWXZ  .-\u017f\u212a')
  const typed = fc.oneof(
    fc.stringMatching(/^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? {0,2}[0-9][A-Za-z]{2}$/),
    fc.string({ unit: character, maxLength: 9 }),
  )
  const closely = (text: string) => readPostcode(`.${text}.`) // stops are nothing in a postcode
  fc.assert(
    fc.property(typed, text => void expect(readPostcode(text)).toEqual(closely(text))),
    { numRuns: 5000 },
  )
})

test('no mark, blank or invisible character changes what is read, wherever it stands', () => {
  expect(separators.length).toBeGreaterThan(1000)
  for (const one of separators)
    expect(readPostcode(`${one}S${one}W1A${one}${one}1A${one}A`)?.full, codePoint(one)).toBe('SW1A 1AA')
})

test('any mangling of a postcode by case, width, spacing and punctuation is read as that postcode', () => {
  const full = fc.oneof(
    fc.stringMatching(/^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2}$/),
    fc.stringMatching(/^BFPO [0-9]{1,4}$/),
    fc.constantFrom('GIR 0AA', 'STHL 1ZZ', 'AI-2640', 'KY2-2101', 'MSR1350', 'VG1160'),
  )
  fc.assert(
    fc.property(full, manglings, (text, mangling) => {
      expect(readPostcode(mangle(text, mangling))?.full).toBe(text)
    }),
    { numRuns: 5000 },
  )
})

const sample = '../shared/data/postcodes_sample.csv'

test('every real postcode of the sample is read as itself after any mangling', context => {
  if (!existsSync(sample)) return context.skip(`${sample} is missing`)
  const all = samplePostcodes()
  expect(all.length).toBe(13_091)
  const mangled = fc.sample(manglings, all.length).map((one, row) => mangle(all[row] ?? '', one))
  expect(mangled.map(typed => readPostcode(typed)?.full)).toEqual(all)
})

describe('a postcode that looks like another', () => {
  test.each([
    ['swia iaa', 'SW1A 1AA'],
    ['SW1A OAA', 'SW1A 0AA'],
    ['0X1 1AA', 'OX1 1AA'],
    ['ECIA-IBB', 'EC1A 1BB'],
    ['SEl lAA', 'SE1 1AA'],
    ['zzi iaa', 'ZZ1 1AA'],
    ['E1 6A5', 'E1 6AS'],
    ['GU12 4F2', 'GU12 4FZ'],
    ['BFP0 57', 'BFPO 57'],
    ['8FPO S7', 'BFPO 57'],
    ['\u0405W1A 1AA', 'SW1A 1AA'],
    ['SW1A \u0661AA', 'SW1A 1AA'],
    ['SW1A 1A\u00c5', 'SW1A 1AA'],
  ])('is offered, and never taken for it: %s', (typed, meant) => {
    expect(readPostcode(typed)).toBeNull()
    expect(lookalikes(typed)).toEqual([meant])
  })

  test('is one of several where several can be meant, the likeliest first', () => {
    expect(lookalikes('SW1A 1AO')).toEqual(['SW1A 1AQ', 'SW1A 1AD'])
    expect(lookalikes('SW1A 1A1')).toEqual(['SW1A 1AL', 'SW1A 1AJ'])
  })

  test.each([
    'SW1A 1AA',
    'sw1a-1aa',
    'BFPO 57',
    '',
    'SW1A',
    'hello',
    'OOOOOOO',
    '1111111',
    'QX1 1AAA',
    '07700 900123',
  ])('is not looked for where a postcode can be read, or nothing like one: %j', typed => {
    expect(lookalikes(typed)).toEqual([])
  })

  test('is always one that is read as itself, one of three at most, each once', () => {
    fc.assert(
      fc.property(fc.oneof(anything, nearly), text => {
        const offered = lookalikes(text)
        expect(offered.length).toBeLessThanOrEqual(readPostcode(text) ? 0 : 3)
        expect(new Set(offered).size).toBe(offered.length)
        expect(offered.map(one => readPostcode(one)?.full)).toEqual(offered)
      }),
      { numRuns: 5000 },
    )
  })

  test('is found for every real postcode of the sample with one character mistaken', context => {
    if (!existsSync(sample)) return context.skip(`${sample} is missing`)
    const missed = samplePostcodes()
      .flatMap(full => mistakenIn(full).map(typed => ({ full, typed })))
      .filter(({ full, typed }) => !readPostcode(typed) && !lookalikes(typed).includes(full))
    expect(missed).toEqual([])
  })
})

// At 200,000 characters what takes time with their square runs into the limit of a test: NFKC took 10 s.
test.each([
  ...[
    'S',
    '1',
    'O0',
    'SW1A 1AA',
    ' ',
    '-',
    '\u200b',
    '\ud800',
    '\ufdfa',
    '\u0345\u0301',
    'A\u0345\u0301',
    '\u00b4',
    '🏴',
    'İ',
  ],
])('no length of anything is too much to read: %j over and over', unit => {
  const long = unit.repeat(200_000 / unit.length)
  for (const text of [long, `SW1A${long}1AA`, `${long}SW1A 1AA`, `SW1A 1AA${long}`]) {
    expect([null, 'SW1A 1AA']).toContain(readPostcode(text)?.full ?? null)
    expect(lookalikes(text).length).toBeLessThanOrEqual(3)
  }
})

const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'SWZ1A0 aİıſßK²'), maxLength: 9 }),
)

const nearly = fc.string({ unit: fc.constantFrom(...'SWOILZBGQ0125 8bfpo'), minLength: 5, maxLength: 8 })

/** Every character that Unicode calls a mark of punctuation or a blank, or that cannot be seen; planes 2 to 13 have none. */
const separators = [...charactersIn(0, 0x20000), ...charactersIn(0xe0000, 0xe0200)].filter(
  one => /[\p{P}\p{Z}\p{Cc}\p{Cf}\p{Sk}\p{DI}]/u.test(one) || '$+<=>|~'.includes(one),
)

function charactersIn(from: number, to: number): readonly string[] {
  return Array.from({ length: to - from }, (_, at) => String.fromCodePoint(from + at))
}

/** For each character of a postcode: how it is written, and what stands before it. */
const manglings = fc.array(
  fc.record({
    written: fc.constantFrom('upper', 'lower', 'wide'),
    before: fc.array(fc.constantFrom(...separators), { maxLength: 3 }),
  }),
  { minLength: 9, maxLength: 9 },
)

type Mangling = readonly { readonly written: string; readonly before: readonly string[] }[]

function mangle(full: string, mangling: Mangling): string {
  return [...full.replace(/[ -]/, ''), '']
    .map((one, at) => {
      const { written = 'upper', before = [] } = mangling[at] ?? {}
      return (
        before.join('') + (written === 'wide' ? widened(one) : written === 'lower' ? one.toLowerCase() : one)
      )
    })
    .join('')
}

/** As an input method for Japanese types it. */
function widened(one: string): string {
  return one === '' ? '' : String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfee0)
}

function codePoint(one: string): string {
  return `U+${one.codePointAt(0)?.toString(16)}`
}

function samplePostcodes(): readonly string[] {
  const lines = readFileSync(sample, 'utf8').trim().split('\n').slice(1)
  return lines.map(line => line.split(',')[0] ?? '')
}

/** A postcode with each of its characters in turn mistaken for those that it looks like. */
function mistakenIn(full: string): readonly string[] {
  const pairs = ['I1', 'L1', 'O0', 'Q0', 'D0', 'S5', 'Z2', 'B8', 'G6'].flatMap(([one = '', other = '']) => [
    [one, other],
    [other, one],
  ])
  return [...full].flatMap((character, at) =>
    pairs
      .filter(([one]) => one === character)
      .map(([, other]) => full.slice(0, at) + other + full.slice(at + 1)),
  )
}
