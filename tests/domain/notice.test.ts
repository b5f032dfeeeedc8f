import { expect, test } from 'vitest'
import { nextSummaryAt } from '../../app/domain/notice/notice'

test.each([
  ['a Monday before eight', '2026-11-23T07:59:59Z', '2026-11-23T08:00:00.000Z'],
  ['a Monday at eight', '2026-11-23T08:00:00Z', '2026-11-30T08:00:00.000Z'],
  ['a Sunday night', '2026-11-29T23:59:00Z', '2026-11-30T08:00:00.000Z'],
  ['summer, an hour before UTC', '2026-07-01T12:00:00Z', '2026-07-06T07:00:00.000Z'],
  ['the week in which clocks go forward', '2026-03-23T08:00:00Z', '2026-03-30T07:00:00.000Z'],
  ['the week in which they go back', '2026-10-19T07:00:00Z', '2026-10-26T08:00:00.000Z'],
  [
    'the last minutes of a London Sunday that is Monday nowhere yet',
    '2026-07-05T22:59:00Z',
    '2026-07-06T07:00:00.000Z',
  ],
])('after %s the next summary is at eight by London’s clocks', (_, after, next) => {
  expect(nextSummaryAt(new Date(after)).toISOString()).toBe(next)
})
