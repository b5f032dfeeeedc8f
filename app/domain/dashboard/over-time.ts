import { londonDay } from '../calendar/london'
import { type Campaign, closedSince } from '../campaign/campaign'
import type { Ports } from '../ports'
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
  const days = daysFrom(later(filter.from ?? first, first), earlier(filter.to ?? last, last))
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

/** The first and the last day there is, and what was counted on those that counted anything. */
async function everyDay({ store, now }: Ports, campaign: Campaign, code: string | null) {
  const { id } = campaign
  const byDay = await store.countsBy(id, ['by-day'])
  const lastHours = await store.countsAt(
    id,
    'by-hour',
    byDay.map(({ key }) => lastHourOf(key)),
  )
  const counts = londonDays(byDay, lastHours)
  const signed = [...counts].flatMap(([day, count]) => (count > 0 ? [day] : [])).sort()
  const ended = londonDay(closedSince(campaign, now()) ?? now())
  const last = later(ended, signed.at(-1) ?? '')
  const opened = campaign.openedAt ? londonDay(campaign.openedAt) : last
  const first = earlier(opened, signed[0] ?? last)
  if (code === null) return { first, last, counts }
  const keys = daysFrom(first, last).map(day => `${day}|${code}`)
  const there = await store.countsAt(id, 'by-day-constituency', keys)
  return { first, last, counts: new Map(there.map(({ key, count }) => [key.slice(0, 10), count])) }
}

function later(one: string, other: string): string {
  return one > other ? one : other
}

function earlier(one: string, other: string): string {
  return one < other ? one : other
}
