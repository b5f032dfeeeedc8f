import { z } from 'zod'

const day = z.iso.date()

/** Whether it is a day there is, such as 2024-07-04. */
export function isDay(text: string): boolean {
  return day.safeParse(text).success
}

/** How many days one day is after another; negative where it is before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

/** The day of an instant, in UTC, such as 2024-07-04. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
