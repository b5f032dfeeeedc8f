import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { foldName } from '../../app/domain/place/name'

test.each([
  ['Ynys Môn', 'YNYS MON'],
  ['Montgomeryshire and Glyndŵr', 'montgomeryshire & glyndwr'],
  ['Queen’s Park and Maida Vale', "Queen's  Park&Maida Vale"],
  ['Weston-super-Mare', 'weston super mare'],
  ['Brecon, Radnor and Cwm Tawe', 'Brecon Radnor and Cwm Tawe.'],
  ['Na h-Eileanan an Iar', ' na h\u2011eileanan an iar '],
  ['Gŵyr', 'Gw\u0302yr'],
])('names of one place fold alike: %s, %s', (one, other) => {
  expect(foldName(one)).toBe(foldName(other))
})

test.each([
  ['Stoke-on-Trent North', 'Stoke-on-Trent South'],
  ['Newcastle upon Tyne North', 'Newcastle-under-Lyme'],
  ['Perth and Kinross-shire', 'Perth'],
])('names of two places never do: %s, %s', (one, other) => {
  expect(foldName(one)).not.toBe(foldName(other))
})

const real = '../shared/data/constituencies.csv'

test('all real constituencies fold apart', context => {
  if (!existsSync(real)) return context.skip(`${real} is missing`)
  const names = readFileSync(real, 'utf8')
    .split('\n')
    .slice(1)
    .flatMap(line => /^[A-Z]\d{8},("[^"]+"|[^,]+)/.exec(line)?.[1] ?? [])
  expect(names.length).toBe(650)
  expect(new Set(names.map(foldName)).size).toBe(650)
})
