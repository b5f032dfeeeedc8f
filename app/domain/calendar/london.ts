import { dayOf } from './day'

/** What London's clocks and calendar show. */
export interface LondonTime {
  /** Such as 2027-03-28. */
  readonly day: string
  /** 0 is Sunday. */
  readonly weekday: number
  /** 0 to 23. */
  readonly hour: number
}

export function inLondon(at: Date): LondonTime {
  const day = londonDay(at)
  return { day, weekday: new Date(`${day}T00:00:00Z`).getUTCDay(), hour: Number(londonHour.format(at)) }
}

/** The day that London's calendar shows, such as 2027-03-28. */
export function londonDay(at: Date): string {
  const hour = Math.floor(at.getTime() / hourMs)
  if (hour !== latest.hour) latest = { hour, day: londonDayFormat.format(at) }
  return latest.day
}

/** Those who confirm at once do so in one hour, which has one day everywhere: asking `Intl` for each took 2 µs. */
let latest = { hour: Number.NaN, day: '' }

/**
 * The instant at which London's clocks show a full hour of a day: an hour before UTC does while they are forward. They change
 * at 01:00 UTC, so every hour but that one is there once.
 */
export function londonInstant(day: string, hour: number): Date {
  const utc = Date.parse(`${day}T00:00:00Z`) + hour * hourMs
  const ahead = (Number(londonHour.format(utc)) - hour + 24) % 24 // 0 in winter, 1 while clocks are forward
  return new Date(utc - ahead * hourMs)
}

/** The day after, such as 2027-03-01 after 2027-02-28, or so many days after. */
export function dayAfter(day: string, days = 1): string {
  return dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * hourMs))
}

const hourMs = 3_600_000

const londonDayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' })

const londonHour = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: 'numeric',
  hourCycle: 'h23',
})
