import { dayAfter, inLondon, londonInstant } from '../calendar/london'
import type { Count } from '../tally/tally'

/** What was counted on a day, or on some that follow each other, both included. */
export interface DayCount {
  readonly from: string
  readonly to: string
  readonly count: number
}

/** What was counted in an hour. */
export interface HourCounted {
  /** London's day. */
  readonly day: string
  /** 0 to 23. */
  readonly hour: number
  readonly count: number
}

/** Every day from one to another, both included; none where the second is earlier. */
export function daysFrom(from: string, to: string): readonly string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = dayAfter(day)) days.push(day)
  return days
}

/** Each of some days with what it counted, 0 where nothing did. */
export function countedOn(days: readonly string[], counts: ReadonlyMap<string, number>): readonly DayCount[] {
  return days.map(day => ({ from: day, to: day, count: counts.get(day) ?? 0 }))
}

/**
 * Days of London from days of UTC: while clocks are forward a day ends an hour earlier, so its last hour of UTC belongs to
 * the next. Reads two tallies a day, where adding up hours reads twenty-four.
 * @param lastHours `by-hour` of each day's last hour of UTC, as `lastHourOf` names it
 */
export function londonDays(
  byDay: readonly Count[],
  lastHours: readonly Count[],
): ReadonlyMap<string, number> {
  const days = new Map(byDay.map(({ key, count }) => [key, count]))
  for (const { key, count } of lastHours) {
    const day = key.slice(0, 10)
    const shown = inLondon(new Date(`${key}:00:00Z`)).day
    if (shown === day) continue
    days.set(day, (days.get(day) ?? 0) - count)
    days.set(shown, (days.get(shown) ?? 0) + count)
  }
  return days
}

/** As `by-hour` names it. */
export function lastHourOf(day: string): string {
  return `${day}T23`
}

/** As `by-hour` names them: every hour of some days of London; 23 or 25 of a day on which clocks change. */
export function hoursOf(days: readonly string[]): readonly string[] {
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return []
  const [start, end] = [londonInstant(first, 0).getTime(), londonInstant(dayAfter(last), 0).getTime()]
  return Array.from({ length: Math.round((end - start) / hourMs) }, (_, hour) =>
    new Date(start + hour * hourMs).toISOString().slice(0, 13),
  )
}

/** Each of some hours as London's clocks showed it, with what it counted; one that came twice is there twice. */
export function countedIn(hours: readonly string[], counts: readonly Count[]): readonly HourCounted[] {
  const counted = new Map(counts.map(({ key, count }) => [key, count]))
  return hours.map(key => {
    const { day, hour } = inLondon(new Date(`${key}:00:00Z`))
    return { day, hour, count: counted.get(key) ?? 0 }
  })
}

/** Each day with all that was counted until its end. */
export function addedUp(days: readonly DayCount[], before: number): readonly DayCount[] {
  let sum = before
  return days.map(day => {
    sum += day.count
    return { ...day, count: sum }
  })
}

/** As many days in one, 1, 7 or 28, as leave no more bars than can be told apart; the last ends with the last day. */
export function bundled(days: readonly DayCount[]): readonly DayCount[] {
  const size = bundles.find(one => days.length <= one * barsAtMost) ?? bundles.at(-1) ?? 1
  if (size === 1) return days
  const first = days.length % size
  const starts = first === 0 ? [] : [0]
  for (let start = first; start < days.length; start += size) starts.push(start)
  return starts.map((start, bar) => {
    const some = days.slice(start, starts[bar + 1])
    const { from = '' } = some[0] ?? {}
    return {
      from,
      to: some.at(-1)?.to ?? from,
      count: some.reduce((sum, { count }) => sum + count, 0),
    }
  })
}

const bundles = [1, 7, 28] as const

/** A bar is 3 px wide on a phone then. */
export const barsAtMost = 92

const hourMs = 3_600_000
