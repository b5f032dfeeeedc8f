import { dayAfter, inLondon, londonInstant } from '../calendar/london'

/**
 * When the offices of MPs are staffed: Monday to Friday from nine to five in London. A letter on a bank holiday waits in an
 * empty office: no source tells them a year ahead for every part of the country, and a wrong one would hold letters back.
 */
const opens = 9
const closes = 17

export function isOfficeOpen(at: Date): boolean {
  const { weekday, hour } = inLondon(at)
  return isWorkingDay(weekday) && hour >= opens && hour < closes
}

/** This instant while it is open, else the next at which it opens. */
export function officeOpens(at: Date): Date {
  if (isOfficeOpen(at)) return at
  const { day, hour } = inLondon(at)
  return londonInstant(workingDayFrom(hour < opens ? day : dayAfter(day)), opens)
}

function workingDayFrom(day: string): string {
  return isWorkingDay(new Date(`${day}T00:00:00Z`).getUTCDay()) ? day : workingDayFrom(dayAfter(day))
}

function isWorkingDay(weekday: number): boolean {
  return weekday >= 1 && weekday <= 5
}
