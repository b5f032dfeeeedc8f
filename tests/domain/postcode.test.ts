import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPostcode } from '../../app/domain/postcode'

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

test('a number of the forces’ post office is taken, and lies in no constituency', () => {
  expect(readPostcode('bfpo-57')).toEqual({ full: 'BFPO 57', outward: 'BFPO' })
  expect(readPostcode('BFPO')).toBeNull()
  expect(readPostcode('BFPO 12345')).toBeNull()
})

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

test('whatever is typed is a postcode in its usual form, which is read as itself, or none', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'SWZ1A0 aİıſßK²'), maxLength: 9 }),
  )
  fc.assert(
    fc.property(typed, text => {
      const postcode = readPostcode(text)
      if (!postcode) return
      expect(postcode.full).toMatch(/^([A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|GIR 0AA|BFPO \d{1,4})$/)
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
