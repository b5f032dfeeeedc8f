import { expect, test } from 'vitest'
import { creditParts } from '../../app/domain/place/licence'

const government = 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/'
const parliament = 'https://www.parliament.uk/site-information/copyright-parliament/open-parliament-licence/'
const attribution = 'https://creativecommons.org/licenses/by/4.0/'

test.each([
  [
    'Source: Office for National Statistics licensed under the Open Government Licence v.3.0',
    'Open Government Licence v.3.0',
    government,
  ],
  ['Contains data under the Open Government Licence v3.0.', 'Open Government Licence v3.0', government],
  [
    'Contains Parliamentary information licensed under the Open Parliament Licence v3.0',
    'Open Parliament Licence v3.0',
    parliament,
  ],
  ['Welsh names: somebody, CC BY 4.0', 'CC BY 4.0', attribution],
  ['Powered by a register, https://register.example', 'https://register.example', 'https://register.example'],
])('“%s” leads to what it names', (line, text, href) => {
  const parts = creditParts(line)
  expect(parts.filter(part => part.href !== null)).toEqual([{ text, href }])
  expect(parts.map(part => part.text).join('')).toBe(line)
})

test('a line that names several leads to each, one that names none is as it was', () => {
  const both = creditParts('Open Government Licence v3.0; names CC BY 4.0')
  expect(both.map(({ href }) => href)).toEqual([government, null, attribution])
  const plain = 'Contains OS data © Crown copyright and database right 2026'
  expect(creditParts(plain)).toEqual([{ text: plain, href: null }])
})

test('only what begins with https is taken for an address', () => {
  for (const line of ['javascript:alert(1)', 'http://plain.example', '//other.example', ''])
    expect(creditParts(line).filter(({ href }) => href !== null)).toEqual([])
})
