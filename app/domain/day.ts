import { z } from 'zod'

const day = z.iso.date()

/** Whether it is a day there is, such as 2024-07-04. */
export function isDay(text: string): boolean {
  return day.safeParse(text).success
}

/** The day of an instant, in UTC, such as 2024-07-04. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
