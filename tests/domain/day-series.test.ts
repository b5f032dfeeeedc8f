import { describe, expect, test } from 'vitest'
import { londonDay } from '../../app/domain/calendar/london'
import { axisTo } from '../../app/domain/dashboard/axis'
import {
  addedUp,
  barsAtMost,
  bundled,
  countedIn,
  countedOn,
  daysFrom,
  hoursOf,
  londonDays,
} from '../../app/domain/dashboard/day-series'
import { shadeOf, shadesOf } from '../../app/domain/map/shading'
import { type Count, signatureDeltas, sumDeltas } from '../../app/domain/tally/tally'

describe('days', () => {
  test('hours of UTC become days of London, through both changes of clocks, and each adds up to what was signed', () => {
    for (const [from, to] of [
      ['2027-03-26', '2027-03-30'],
      ['2026-10-23', '2026-10-27'],
    ] as const) {
      const { byDay, byHour, byLondon } = talliesOf(signedEveryHour(from, to))
      const days = londonDays(
        byDay,
        byHour.filter(({ key }) => key.endsWith('T23')),
      )
      expect(Object.fromEntries(days), from).toEqual(Object.fromEntries(byLondon))
      expect(sum([...days.values()])).toBe(sum(byDay.map(({ count }) => count)))
    }
  })

  test('the day on which clocks go forward has 23 hours, and the one on which they go back has an hour twice', () => {
    expect(hoursOf(['2027-03-28'])).toHaveLength(23)
    const hours = hoursOf(['2026-10-25'])
    expect(hours).toHaveLength(25)
    expect(hours[0]).toBe('2026-10-24T23') // midnight in London
    const shown = countedIn(hours, [
      { measure: 'by-hour', key: '2026-10-25T00', count: 3 },
      { measure: 'by-hour', key: '2026-10-25T01', count: 4 },
    ])
    expect(shown.slice(0, 4)).toEqual([
      { day: '2026-10-25', hour: 0, count: 0 },
      { day: '2026-10-25', hour: 1, count: 3 },
      { day: '2026-10-25', hour: 1, count: 4 },
      { day: '2026-10-25', hour: 2, count: 0 },
    ])
  })

  test('a day on which nobody signed is there, as nothing', () => {
    const days = countedOn(daysFrom('2026-02-27', '2026-03-02'), new Map([['2026-02-28', 2]]))
    expect(days.map(({ from, count }) => [from, count])).toEqual([
      ['2026-02-27', 0],
      ['2026-02-28', 2],
      ['2026-03-01', 0],
      ['2026-03-02', 0],
    ])
    expect(addedUp(days, 10).map(({ count }) => count)).toEqual([10, 12, 12, 12])
  })

  test('however long it takes, bars are few enough to be told apart, and add up to the same', () => {
    for (const length of [1, 92, 93, 365, 1000, 3000]) {
      const days = countedOn(
        daysFrom('2020-01-01', '2029-12-31').slice(0, length),
        new Map([['2020-01-01', 5]]),
      )
      const bars = bundled(days.map(day => ({ ...day, count: day.count + 1 })))
      expect(bars.length, `${length} days`).toBeLessThanOrEqual(length > 2500 ? 120 : barsAtMost)
      expect(sum(bars.map(({ count }) => count))).toBe(length + 5)
      expect(bars.at(-1)?.to).toBe(days.at(-1)?.to)
    }
  })
})

describe('the axis', () => {
  test('begins at nothing, ends at or above the highest count, in whole steps of 1, 2 or 5 and zeros', () => {
    for (let highest = 0; highest < 3000; highest = highest * 1.1 + 1) {
      const { top, ticks } = axisTo(Math.floor(highest))
      const step = ticks[1] ?? 0
      expect(ticks[0]).toBe(0)
      expect(top).toBeGreaterThanOrEqual(Math.floor(highest))
      expect(top - step, 'no more room than a step').toBeLessThan(Math.max(1, highest))
      expect(ticks.length).toBeLessThanOrEqual(5)
      expect(String(step)).toMatch(/^[125]0*$/)
      expect(ticks).toEqual(ticks.map((_, tick) => tick * step))
    }
  })

  test.each([
    [0, [0, 1]],
    [3, [0, 1, 2, 3]],
    [150, [0, 50, 100, 150]],
    [12_345, [0, 5000, 10_000, 15_000]],
  ])('for %i it is %j', (highest, ticks) => {
    expect(axisTo(highest).ticks).toEqual(ticks)
  })
})

describe('shades', () => {
  test('share places out among five; equal figures have one shade, and nothing has none', () => {
    const figures = [0, 0, 1, 1, 1, 2, 3, 4, 5, 8, 40, 900]
    const shades = shadesOf(figures)
    expect(shades).toEqual([
      { from: 1, to: 1 },
      { from: 2, to: 2 },
      { from: 3, to: 4 },
      { from: 5, to: 8 },
      { from: 40, to: 900 },
    ])
    expect(figures.map(figure => shadeOf(figure, shades))).toEqual([0, 0, 1, 1, 1, 2, 3, 3, 4, 4, 5, 5])
  })

  test('are as few as there are figures', () => {
    expect(shadesOf([])).toEqual([])
    expect(shadesOf([0, 0])).toEqual([])
    expect(shadesOf([7, 0, 7])).toEqual([{ from: 7, to: 7 }])
    expect(shadeOf(7, [{ from: 7, to: 7 }])).toBe(1)
  })
})

/** One signature at half past every hour of these days and of a day around them, in UTC. */
function signedEveryHour(from: string, to: string): readonly Date[] {
  const [start, end] = [Date.parse(from), Date.parse(to)]
  return Array.from(
    { length: (end - start) / 3_600_000 },
    (_, hour) => new Date(start + (hour + 0.5) * 3_600_000),
  )
}

function talliesOf(times: readonly Date[]) {
  const signature = {
    campaignId: 1,
    constituencyCode: null,
    country: 'GB',
    principles: [],
    source: null,
    updates: 'no',
  } as const
  const deltas = sumDeltas(times.flatMap(confirmedAt => signatureDeltas({ ...signature, confirmedAt }, 1)))
  const of = (wanted: Count['measure']) =>
    deltas.flatMap(({ measure, key, by }) => (measure === wanted ? [{ measure, key, count: by }] : []))
  const byLondon = new Map<string, number>()
  for (const at of times) byLondon.set(londonDay(at), (byLondon.get(londonDay(at)) ?? 0) + 1)
  expect(of('by-day-constituency').map(({ key, count }) => [key, count])).toEqual(
    [...byLondon].map(([day, count]) => [`${day}|`, count]),
  )
  return { byDay: of('by-day'), byHour: of('by-hour'), byLondon }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0)
}
