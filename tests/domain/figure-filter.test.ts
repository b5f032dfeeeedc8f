import { expect, test } from 'vitest'
import { everyFigure, filterQuery, readFigureFilter } from '../../app/domain/dashboard/figure-filter'
import { ashford, brookside } from '../support/campaign'

const seats = [ashford, brookside, { ...brookside, code: 'Z14000109', name: 'Brookside West' }]
const read = (query: string) => readFigureFilter(new URLSearchParams(query), seats)

test('a filter that is read and written again is the same', () => {
  const query = 'from=2026-11-01&to=2026-11-30&constituency=Z14000101'
  const { filter, problems } = read(query)
  expect(problems).toEqual({})
  expect(filter).toEqual({
    from: '2026-11-01',
    to: '2026-11-30',
    seat: { code: 'Z14000101', name: 'Ashford Vale' },
  })
  expect(filterQuery(filter)).toBe(query)
  expect(read('').filter).toEqual(everyFigure)
  expect(filterQuery(everyFigure)).toBe('')
})

test('a constituency may be given by its name, and shows as that', () => {
  expect(read('constituency=ashford%20vale')).toMatchObject({
    filter: { seat: { code: 'Z14000101' } },
    typed: { constituency: 'Ashford Vale' },
  })
})

test.each([
  ['from=2026-02-30', 'from', 'The first day must be a day such as 2026-11-23'],
  ['to=tomorrow', 'to', 'The last day must be a day such as 2026-11-30'],
  ['from=2026-11-02&to=2026-11-01', 'to', 'The last day is before the first: swap them'],
  [
    'constituency=Nowhere',
    'constituency',
    'We know no constituency called “Nowhere”. A part of its name will do',
  ],
  ['constituency=brook', 'constituency', '“brook” may be more than one constituency. Choose one below'],
])('%s is refused kindly, and everything is shown', (query, field, words) => {
  const { filter, problems } = read(query)
  expect(problems).toEqual({ [field]: words })
  expect(filter).toEqual(everyFigure)
})

test('constituencies that may be meant are offered', () => {
  expect(read('constituency=brook').choices.map(({ name }) => name)).toEqual(['Brookside', 'Brookside West'])
})
