import { expect, test } from 'vitest'
import {
  countingLimits,
  type LimitRule,
  type LimitsHere,
  noLimits,
  refuseBeyondHard,
} from '../../app/domain/limit'
import { clockAt, day, hour, minute, second } from '../support/clock'
import fc from '../support/seeded'

/** The kinds of so many answers, one right after the other. */
function take(
  limits: LimitsHere,
  times: number,
  at: Date,
  rule: LimitRule = 'sign',
  key = '7/net',
): string[] {
  return Array.from({ length: times }, () => limits.take(rule, key, at).kind)
}

const rules: readonly [LimitRule, { soft: number; hard: number; longestMs: number }][] = [
  ['sign', { soft: 5, hard: 30, longestMs: day }],
  ['lookup', { soft: 20, hard: 120, longestMs: hour }],
  ['mail', { soft: 10, hard: 10, longestMs: day }],
  ['manage', { soft: 25, hard: 25, longestMs: 5 * minute }],
]

test.each(rules)(
  '%s is ordinary up to its soft limit, marked up to its hard one and refused beyond',
  (rule, limit) => {
    const kinds = take(countingLimits(), limit.hard + 2, clockAt().now(), rule)
    expect(kinds).toEqual([
      ...Array(limit.soft).fill('within'),
      ...Array(limit.hard - limit.soft).fill('soft'),
      'hard',
      'hard',
    ])
  },
)

test.each(rules)(
  '%s begins anew when nothing has come for twice its longest window',
  (rule, { hard, longestMs }) => {
    const [limits, clock] = [countingLimits(), clockAt()]
    take(limits, hard, clock.now(), rule)
    clock.advance(2 * longestMs)
    expect(take(limits, 1, clock.now(), rule)).toEqual(['within'])
  },
)

test('wherever the clock stands, thirty within a moment are not followed by thirty more', () => {
  for (let seconds = 0; seconds <= 300; seconds++) {
    const [limits, clock] = [countingLimits(), clockAt('2026-11-23T12:00:00.000Z')]
    clock.advance(seconds * second)
    take(limits, 30, clock.now())
    clock.advance(second)
    const more = take(limits, 30, clock.now()).filter(kind => kind !== 'hard')
    expect(more.length, `after ${seconds} s`).toBeLessThanOrEqual(1)
  }
})

test('those before leave the window one by one', () => {
  const [limits, clock] = [countingLimits(), clockAt('2026-11-23T12:00:00.000Z')]
  take(limits, 30, clock.now())
  clock.advance(5 * minute) // all thirty are still as near as the window is long
  expect(take(limits, 1, clock.now())).toEqual(['hard'])
  clock.advance(10 * second) // a thirtieth of the window
  expect(take(limits, 2, clock.now())).toEqual(['soft', 'hard'])
})

test('being refused is not counted: who waits as long as told is let in, and not a second earlier', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 400 * second }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(fc.constantFrom(...rules), steps, ([rule], pauses) => {
      const [limits, clock] = [countingLimits(), clockAt()]
      for (const pause of pauses) {
        clock.advance(pause)
        for (let turn = 0; turn < 20; turn++) limits.take(rule, 'net', clock.now())
        const answer = limits.take(rule, 'net', clock.now())
        if (answer.kind !== 'hard') continue
        expect(Number.isInteger(answer.retryAfterSeconds)).toBe(true)
        expect(answer.retryAfterSeconds).toBeGreaterThanOrEqual(1)
        clock.advance((answer.retryAfterSeconds - 1) * second)
        if (answer.retryAfterSeconds > 1) expect(limits.take(rule, 'net', clock.now()).kind).toBe('hard')
        clock.advance(second)
        expect(limits.take(rule, 'net', clock.now()).kind).not.toBe('hard')
      }
    }),
    { numRuns: 300 },
  )
})

test.each<[LimitRule, number, string, number]>([
  ['sign', 100, 'a day', 10 * minute],
  ['lookup', 120, 'an hour', 25 * second],
])('%s is refused beyond %d in %s, however slowly they come', (rule, most, _, pause) => {
  const [limits, clock] = [countingLimits(), clockAt('2026-11-23T00:00:00.000Z')]
  const kinds = Array.from({ length: most + 1 }, () => {
    clock.advance(pause)
    return limits.take(rule, 'net', clock.now()).kind
  })
  expect(kinds.indexOf('hard')).toBe(most)
})

test('who has passed two limits at once is told the longer wait', () => {
  const [limits, clock] = [countingLimits(), clockAt('2026-11-23T00:00:00.000Z')]
  for (let turn = 0; turn < 70; turn++) {
    take(limits, 1, clock.now())
    clock.advance(10 * minute)
  }
  take(limits, 30, clock.now()) // a hundred today, and thirty now

  const answer = limits.take('sign', '7/net', clock.now())
  expect(answer.kind === 'hard' && answer.retryAfterSeconds).toBeGreaterThan(hour / second)
})

test('one campaign does not limit another, nor one network another, nor one rule another', () => {
  const [limits, at] = [countingLimits(), clockAt().now()]
  expect(take(limits, 31, at, 'sign', '7/net').at(-1)).toBe('hard')
  expect(take(limits, 1, at, 'sign', '8/net')).toEqual(['within'])
  expect(take(limits, 1, at, 'sign', '7/other')).toEqual(['within'])
  expect(take(limits, 1, at, 'lookup', '7/net')).toEqual(['within'])
  expect(take(limits, 1, at, 'sign', '__proto__')).toEqual(['within'])
})

test('a flood of keys fills no memory: those longest out of use are forgotten first, of their rule alone', () => {
  const [limits, at] = [countingLimits(3), clockAt().now()]
  take(limits, 10, at, 'mail', 'rosa')
  for (const key of ['one', 'two', 'three']) take(limits, 30, at, 'sign', key)
  take(limits, 1, at, 'sign', 'one') // used last now
  take(limits, 1, at, 'sign', 'four')

  expect(take(limits, 1, at, 'sign', 'one')).toEqual(['hard'])
  expect(take(limits, 1, at, 'sign', 'three')).toEqual(['hard'])
  expect(take(limits, 1, at, 'mail', 'rosa')).toEqual(['hard'])
  expect(take(limits, 1, at, 'sign', 'two')).toEqual(['within'])
})

test('a clock that is set back opens nothing, and shuts nobody out for longer', () => {
  const [limits, clock] = [countingLimits(), clockAt('2026-11-23T12:04:00.000Z')]
  take(limits, 30, clock.now())
  clock.advance(-hour)

  const answer = limits.take('sign', '7/net', clock.now())

  if (answer.kind !== 'hard') throw new Error(`it was ${answer.kind}`)
  expect(answer.retryAfterSeconds).toBeLessThan((10 * minute) / second)
  clock.advance(answer.retryAfterSeconds * second)
  expect(take(limits, 1, clock.now())).toEqual(['soft'])
})

test('a hard answer becomes a refusal that says when to come again; the others go on', () => {
  expect(refuseBeyondHard({ kind: 'within' })).toBe('within')
  expect(refuseBeyondHard({ kind: 'soft' })).toBe('soft')
  expect(() => refuseBeyondHard({ kind: 'hard', retryAfterSeconds: 40 })).toThrow(
    expect.objectContaining({ code: 'too-many', retryAfterSeconds: 40 }),
  )
})

test('for load tests nothing is limited', () => {
  expect(new Set(take(noLimits, 1000, clockAt().now()))).toEqual(new Set(['within']))
})
