import { expect, test } from 'vitest'
import { afterTurns, nextTurn, type Pace, paceOf, turnsAt } from '../../app/domain/office/pacing'
import { hour, minute } from '../support/clock'
import fc from '../support/seeded'

const began = Date.parse('2026-11-23T12:00:00.000Z')

/** When letters went that came at these times, each as soon as it might. */
function sent(pace: Pace, comes: readonly number[]): number[] {
  let freeAt = new Date(began)
  return comes
    .toSorted((one, other) => one - other)
    .map(ms => {
      const at = new Date(Math.max(began + ms, nextTurn(pace, freeAt).getTime()))
      expect(turnsAt(pace, freeAt, at), 'at its turn one may go').toBeGreaterThan(0)
      expect(turnsAt(pace, freeAt, new Date(nextTurn(pace, freeAt).getTime() - 1)), 'and not before').toBe(0)
      freeAt = afterTurns(pace, freeAt, at)
      return at.getTime()
    })
}

const limits = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 3600 }))

test('no hour, wherever it begins, has more letters than allowed, be they a minute late', () => {
  fc.assert(
    fc.property(
      limits,
      fc.array(fc.nat(6 * hour), { minLength: 1, maxLength: 300 }),
      fc.infiniteStream(fc.nat(minute)),
      (limit, comes, lates) => {
        const pace = paceOf(limit)
        if (!pace) throw new Error('no pace')
        const times = sent(pace, comes)
          .map(at => at + (lates.next().value ?? 0))
          .toSorted((one, other) => one - other)
        for (const [index, at] of times.entries())
          expect((times[index + limit] ?? Number.POSITIVE_INFINITY) - at).toBeGreaterThan(hour)
      },
    ),
  )
})

test('of any number of letters each goes, and at most a fifth slower than allowed where many may', () => {
  for (const limit of [1, 2, 10, 60, 3600]) {
    const pace = paceOf(limit)
    if (!pace) throw new Error('no pace')
    const times = sent(pace, Array(limit * 10).fill(0))
    const hours = ((times.at(-1) ?? 0) - began) / hour
    expect(hours, `${limit} an hour`).toBeLessThan(limit < 10 ? 21 : 12.5)
  }
})

test('after a quiet hour a sixth goes at once', () => {
  const pace = paceOf(60)
  if (!pace) throw new Error('no pace')
  expect(sent(pace, Array(11).fill(0)).filter(at => at === began)).toHaveLength(10)
  const later = afterTurns(pace, new Date(began), new Date(began), 10)
  expect(turnsAt(pace, later, new Date(began))).toBe(0)
  expect(turnsAt(pace, later, new Date(began + hour))).toBe(10)
})

test('one letter an hour is one letter an hour', () => {
  const pace = paceOf(1)
  if (!pace) throw new Error('no pace')
  const [first = 0, second = 0] = sent(pace, [0, 0])
  expect(first).toBe(began)
  expect(second - first).toBeGreaterThan(hour)
  expect(second - first).toBeLessThan(hour + 2 * minute)
})

test('no limit is no pace', () => {
  expect(paceOf(0)).toBeNull()
})
