import { expect, test } from 'vitest'
import { seatsNamed } from '../../app/domain/place/seats-named'

const seat = (name: string, member: string | null, nameCy: string | null = null) => ({
  name,
  nameCy,
  member: member === null ? null : { name: member },
})
const seats = [
  seat('Ashford Vale', 'Asha Grange'),
  seat('Brookside & Fenn', 'Órla Ó Dubh'),
  seat('Môr Isle', 'Gwen Marsh', 'Ynys y Môr'),
  seat('Empty Seat', null),
]
const found = (typed: string) => seatsNamed(seats, typed).map(({ name }) => name)

test.each([
  ['a name', 'ashford vale', ['Ashford Vale']],
  ['the beginning of one', 'ashf', ['Ashford Vale']],
  ['its words in another order', 'vale ash', ['Ashford Vale']],
  ['a name without its accents', 'MOR', ['Môr Isle']],
  ['a Welsh name', 'ynys y môr', ['Môr Isle']],
  ['an ampersand or a word for it', 'brookside and fenn', ['Brookside & Fenn']],
  ['a member’s name', 'orla o dubh', ['Brookside & Fenn']],
  ['one member’s first name', 'gwen', ['Môr Isle']],
  ['what no name begins with, and one holds', 'ookside', ['Brookside & Fenn']],
  ['what nobody is called', 'nowhere', []],
  ['a name of one place and a member of another', 'ashford gwen', []],
])('%s is found: %s', (_, typed, names) => {
  expect(found(typed)).toEqual(names)
})

test('a beginning is meant before what stands within', () => {
  expect(seatsNamed([seat('Westford', null), seat('Ford', null)], 'ford').map(({ name }) => name)).toEqual([
    'Ford',
  ])
})

test('no word at all is no seat', () => {
  for (const typed of ['', '  ', '–', 'and', '&']) expect(found(typed)).toEqual([])
})

test('what stands beyond the length of any name is not read: folding it could take long', () => {
  expect(found(`ashford${' '.repeat(100)}nowhere`)).toEqual(['Ashford Vale'])
})
