import { expect, test } from 'vitest'
import { goalNow, milestonesUpTo, stepAbove } from '../../app/domain/campaign/goal'
import fc from '../support/seeded'

test.each([
  [0, 100],
  [99, 100],
  [100, 250],
  [249, 250],
  [250, 500],
  [500, 1000],
  [999, 1000],
  [1000, 2500],
  [2500, 5000],
  [5000, 10_000],
  [24_999, 25_000],
  [1_000_000, 2_500_000],
])('the step above %i is %i', (count, step) => {
  expect(stepAbove(count)).toBe(step)
})

test('a goal stays what it was given, unless it raises itself and is reached', () => {
  expect(goalNow({ goal: 300 }, 1000)).toBe(300)
  expect(goalNow({ goal: 300, goal_steps: 'none' }, 1000)).toBe(300)
  const rising = { goal: 300, goal_steps: 'automatic' } as const
  expect(goalNow(rising, 299)).toBe(300)
  expect(goalNow(rising, 300)).toBe(500)
  expect(goalNow(rising, 500)).toBe(1000)
})

test('a goal that raises itself is always ahead, and never falls as the count grows', () => {
  const counts = fc.integer({ min: 0, max: 50_000_000 })
  fc.assert(
    fc.property(counts, counts, fc.integer({ min: 1, max: 100_000 }), (one, other, goal) => {
      const shown = (count: number) => goalNow({ goal, goal_steps: 'automatic' }, count)
      expect(shown(one)).toBeGreaterThan(one)
      expect(shown(Math.min(one, other))).toBeLessThanOrEqual(shown(Math.max(one, other)))
    }),
  )
})

test.each([
  [99, 1000, []],
  [100, 1000, [100]],
  [600, 300, [100, 250, 300, 500]],
  [500, 500, [100, 250, 500]],
  [7, 5, [5]],
])('%i signatures of a goal of %i have passed %j', (count, goal, passed) => {
  expect(milestonesUpTo(count, goal)).toEqual(passed)
})
