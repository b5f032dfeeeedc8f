import { expect, test } from 'vitest'
import { countries, countryName } from '../../app/domain/place/country'

test('there are the 249 countries of ISO 3166-1, and Kosovo', () => {
  expect(countries).toHaveLength(250)
  expect(new Set(countries.map(({ code }) => code)).size).toBe(250)
  expect(new Set(countries.map(({ name }) => name)).size).toBe(250)
  expect(countryName('XK')).toBe('Kosovo')
})

test('the United Kingdom comes first, and the others by name', () => {
  expect(countries[0]).toEqual({ code: 'GB', name: 'United Kingdom' })
  const names = countries.slice(1).map(({ name }) => name)
  expect(names).toEqual(names.toSorted((one, other) => one.localeCompare(other, 'en-GB')))
  expect(names.slice(0, 3)).toEqual(['Afghanistan', 'Åland Islands', 'Albania'])
})

test.each([
  ['the European Union and its currency', ['EU', 'EZ']],
  ['the United Nations', ['UN']],
  ['the world, and what is not known', ['QO', 'ZZ', 'XA', 'XB', '001']],
  ['parts of a country that have no code of their own', ['AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA']],
  ['a second code of the United Kingdom', ['UK']],
  ['countries that are no more', ['YU', 'SU', 'DD', 'CS', 'AN', 'TP', 'ZR', 'BU', 'NT', 'FX', 'VD', 'YD']],
  ['what is no code', ['', 'gb', 'G', 'GBR', '__proto__', 'constructor', 'toString']],
])('%s cannot be chosen', (_, codes) => {
  expect(codes.filter(code => countryName(code) !== undefined)).toEqual([])
})

test.each([
  ['IE', 'Ireland'],
  ['JE', 'Jersey'],
  ['IM', 'Isle of Man'],
  ['GI', 'Gibraltar'],
  ['CI', 'Côte d’Ivoire'],
  ['PS', 'Palestinian Territories'],
  ['SS', 'South Sudan'],
])('%s is %s', (code, name) => {
  expect(countryName(code)).toBe(name)
})
