import { type Campaign, closedSince } from './campaign'
import {
  addedUp,
  bundled,
  countedIn,
  countedOn,
  type DayCount,
  daysFrom,
  type HourCounted,
  hoursOf,
  lastHourOf,
  londonDays,
} from './day-series'
import type { FigureFilter } from './figure-filter'
import { dayAfter, londonDay } from './london'
import type { Ports } from './ports'

/** What a bar stands for: what was signed in an hour, on a day, or until its end. */
export const spans = ['day', 'hour', 'total'] as const
export type Span = (typeof spans)[number]

/** Signatures over time, as one chart shows them. */
export interface OverTime {
  readonly by: Span
  /** Of everything that the filter lets through. */
  readonly signatures: number
  /** Bars of days; of `hour` it is empty. */
  readonly days: readonly DayCount[]
  readonly hours: readonly HourCounted[]
}

/** Three days of hours are as much as one chart shows. */
const hourDays = 3

/**
 * What was signed and confirmed on London's days, gaps as zero, from the day that it opened or that the filter begins with
 * to today, or when it closed. Hours are not counted by constituency: days are shown then.
 */
export async function overTime(
  ports: Ports,
  campaign: Campaign,
  filter: FigureFilter,
  wanted: Span,
): Promise<OverTime> {
  const { store } = ports
  const { first, last, counts } = await everyDay(ports, campaign, filter.seat?.code ?? null)
  const days = daysFrom(
    later(filter.from ?? first, first),
    filter.to !== null && filter.to < last ? filter.to : last,
  )
  const counted = countedOn(days, counts)
  const by = wanted === 'hour' && filter.seat ? 'day' : wanted
  const signatures = counted.reduce((sum, { count }) => sum + count, 0)
  if (by === 'hour') {
    const hours = hoursOf(days.slice(-hourDays))
    const passed = hours.filter(hour => hour <= ports.now().toISOString().slice(0, 13))
    return {
      ...{ by, signatures, days: [] },
      hours: countedIn(passed, await store.countsAt(campaign.id, 'by-hour', passed)),
    }
  }
  const bars = bundled(counted)
  if (by === 'day') return { by, signatures, days: bars, hours: [] }
  const before = [...counts].reduce((sum, [day, count]) => (day < (days[0] ?? '') ? sum + count : sum), 0)
  return { by, signatures, days: addedUp(bars, before), hours: [] }
}

/** Every day there is, and what was counted on those that counted anything. */
async function everyDay({ store, now }: Ports, campaign: Campaign, code: string | null) {
  const { id } = campaign
  const byDay = await store.countsBy(id, ['by-day'])
  const signed = byDay.map(({ key }) => key)
  const today = londonDay(now())
  const closed = closedSince(campaign, now())
  const last = later(closed ? londonDay(closed) : today, dayAfterUtc(signed.at(-1), today))
  const opened = campaign.openedAt ? londonDay(campaign.openedAt) : last
  const first = [opened, ...signed.slice(0, 1)].sort()[0] ?? last
  if (code === null) {
    const hours = await store.countsAt(id, 'by-hour', signed.map(lastHourOf))
    return { first, last, counts: londonDays(byDay, hours) }
  }
  const keys = daysFrom(first, last).map(day => `${day}|${code}`)
  const there = await store.countsAt(id, 'by-day-constituency', keys)
  return { first, last, counts: new Map(there.map(({ key, count }) => [key.slice(0, 10), count])) }
}

/** The last day that may have been signed on: a day of UTC ends on the next of London's while clocks are forward. */
function dayAfterUtc(day: string | undefined, today: string): string {
  const next = day === undefined ? '' : dayAfter(day)
  return next < today ? next : (day ?? '')
}

function later(one: string, other: string): string {
  return one > other ? one : other
}
