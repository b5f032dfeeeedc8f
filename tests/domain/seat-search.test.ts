import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findSeats, pickedOver, type SeatName, searchProblem } from '../../app/domain/place/seat-search'
import fc from '../support/seeded'

const names = [
  ['Pellbridge Central', null],
  ['Pellbridge North and Starling Moor', null],
  ['Porthelôn and the Islands', 'Porthelôn a’r Ynysoedd'],
  ['Lyde, Dunmarsh and the Sands', null],
  ["St Orrin's and Coldwell", null],
  ['Coldwell', null],
] as const
const seats: readonly SeatName[] = names.map(([name, nameCy], at) => ({
  ...{ code: `Z1400000${at + 1}`, name, nameCy, region: 'Tarn and Tide' },
}))

function found(typed: string, among = seats): readonly string[] | string {
  const search = findSeats(among, typed)
  if (search.kind === 'some') return search.seats.map(({ name }) => name)
  return search.kind === 'one' ? search.seat.name : search.kind
}

test.each([
  ['Pellbridge Central', 'Pellbridge Central'],
  ['  pellbridge   central ', 'Pellbridge Central'],
  ['PELLBRIDGE NORTH & STARLING MOOR', 'Pellbridge North and Starling Moor'],
  ['porthelon and the islands', 'Porthelôn and the Islands'],
  ["Porthelon a'r ynysoedd", 'Porthelôn and the Islands'],
  ['Lyde Dunmarsh and the Sands', 'Lyde, Dunmarsh and the Sands'],
  ['St. Orrins and Coldwell', "St Orrin's and Coldwell"],
  ['Coldwell', 'Coldwell'], // another has the word too
  ['Z14000004', 'Lyde, Dunmarsh and the Sands'],
])('a whole name is one seat, in English or Welsh, however it is written: %j', (typed, name) => {
  expect(found(typed)).toBe(name)
})

test.each([
  ['pellbridge', ['Pellbridge Central', 'Pellbridge North and Starling Moor']],
  ['moor starling', ['Pellbridge North and Starling Moor']],
  ['cold', ['Coldwell', "St Orrin's and Coldwell"]],
  ['the and', ['Lyde, Dunmarsh and the Sands', 'Porthelôn and the Islands']],
  ['marsh', ['Lyde, Dunmarsh and the Sands']], // no word begins so
  ['ynysoedd', ['Porthelôn and the Islands']],
])('every word of a part must match, and even one that matches is only offered: %j', (typed, matching) => {
  expect(found(typed)).toEqual(matching)
})

test.each([
  'Pellbridge South',
  'Z14000099',
  'Z1400001',
  '&',
  '???',
  'x'.repeat(10_000),
  '\u0345\u0301'.repeat(5_000),
])('what matches no seat is none: %j', typed => {
  expect(found(typed)).toBe('none')
})

test.each(['', '  '])('nothing typed is nothing asked: %j', typed => {
  expect(found(typed)).toBe('not-asked')
})

test('two seats of one name are both offered', () => {
  const twice = [...seats, { code: 'Z14000009', name: 'COLDWELL', nameCy: null, region: 'Elsewhere' }]
  expect(found('Coldwell', twice)).toEqual(['Coldwell', 'COLDWELL', "St Orrin's and Coldwell"])
})

test('at most twelve are shown, by name, and it is said how many there are', () => {
  const many = Array.from({ length: 40 }, (_, at) => ({
    ...{ code: `Z140001${String(at).padStart(2, '0')}`, name: `Mill ${40 - at}`, nameCy: null, region: '' },
  }))
  const search = findSeats(many, 'mill')
  expect(search).toMatchObject({ kind: 'some', total: 40 })
  expect(found('mill', many)).toHaveLength(12)
  expect(searchProblem(search, 'mill')).toBe(
    '40 constituencies match “mill”. Choose yours, or type more of its name to see others',
  )
})

test.each([
  ['', null],
  ['Coldwell', null],
  ['pellbridge', '2 constituencies match “pellbridge”. Choose yours'],
  ['starling', 'Is Pellbridge North and Starling Moor your constituency? Choose it, or type another name'],
  ['Nowhere', 'We know no constituency called “Nowhere”. Check the spelling, or type a part of its name'],
  ['Z14000099', 'Choose your constituency from the list'],
  ['x'.repeat(10_000), 'Choose your constituency from the list'],
])('what a search came to is said in words: %j', (typed, words) => {
  expect(searchProblem(findSeats(seats, typed), typed)).toBe(words)
})

test('whatever is typed, what is offered is among the seats, and nothing throws', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'pelbridgcntaZ140 &'), maxLength: 12 }),
  )
  fc.assert(
    fc.property(typed, text => {
      const search = findSeats(seats, text)
      if (search.kind === 'one') expect(seats).toContain(search.seat)
      if (search.kind === 'some') for (const seat of search.seats) expect(seats).toContain(seat)
      expect(search.kind === 'some' || search.kind === 'none').toBe(searchProblem(search, text) !== null)
    }),
    { numRuns: 1000 },
  )
})

test.each([
  ['', 'Coldwell', 'Coldwell'],
  ['Coldwell', '', 'Coldwell'],
  ['cold', 'Z14000006', 'Z14000006'],
  ['Z14000006', 'cold', 'Z14000006'],
  ['Z14000006', 'Z14000001', null],
  ['cold', 'well', null],
])('what was picked from the list outranks what was typed beside it: %j, %j', (one, other, chosen) => {
  expect(pickedOver(one, other)).toBe(chosen)
})

const real = '../shared/data/constituencies.csv'

test('each real constituency is found by its own name, in both languages, and in capitals without accents', context => {
  if (!existsSync(real)) return context.skip(`${real} is missing`)
  const all = readFileSync(real, 'utf8')
    .split('\n')
    .slice(1)
    .flatMap(line => {
      const [, code, quoted, nameCy] = /^([A-Z]\d{8}),("[^"]+"|[^,]+),("[^"]+"|[^,]*)/.exec(line) ?? []
      if (!code || !quoted) return []
      return [
        { code, name: quoted.replaceAll('"', ''), nameCy: nameCy?.replaceAll('"', '') || null, region: '' },
      ]
    })
  expect(all.length).toBe(650)
  expect(all.filter(({ nameCy }) => nameCy).length).toBe(32)
  for (const { code, name, nameCy } of all)
    for (const typed of [
      code,
      name,
      nameCy ?? name,
      name.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase(),
    ])
      expect(findSeats(all, typed), typed).toMatchObject({ kind: 'one', seat: { code } })
})
