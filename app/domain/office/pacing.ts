/**
 * How many letters an office gets, and when: a bucket that leaks (the generic cell rate algorithm of ITU-T I.371). So many at
 * once after a quiet time, then one at each interval, kept as one instant and not as a list of what went.
 */
export interface Pace {
  readonly atOnce: number
  /** A whole number of ms. */
  readonly everyMs: number
}

const hourMs = 3_600_000

/** A letter may take so long from its turn to the relay, and the hour is kept there too. */
const onTheWayMs = 60_000

/**
 * At most `lettersPerHour` in any hour, wherever it begins: `n` letters in a row take at least `n - atOnce` intervals, and
 * one more than allowed takes longer than an hour. Whatever may come at once is missing from what comes steadily: with a
 * sixth of it, 60 an hour are 10 at once and then one every 72 seconds, 50 an hour for as long as there are some; with half of
 * it a long line would move at 31 an hour.
 * @param lettersPerHour from 1; null where there is no limit
 */
export function paceOf(lettersPerHour: number): Pace | null {
  if (lettersPerHour <= 0) return null
  const atOnce = Math.ceil(lettersPerHour / 6)
  return { atOnce, everyMs: Math.floor((hourMs + onTheWayMs) / (lettersPerHour + 1 - atOnce)) + 1 }
}

/**
 * When the next letter may go.
 * @param freeAt when the office would have had them all, one at each interval
 */
export function nextTurn(pace: Pace, freeAt: Date): Date {
  return new Date(freeAt.getTime() - (pace.atOnce - 1) * pace.everyMs)
}

/** How many may go now. */
export function turnsAt(pace: Pace, freeAt: Date, at: Date): number {
  const room = at.getTime() + pace.atOnce * pace.everyMs - Math.max(freeAt.getTime(), at.getTime())
  return Math.max(0, Math.floor(room / pace.everyMs))
}

/** `freeAt` once so many went now. */
export function afterTurns(pace: Pace, freeAt: Date, at: Date, turns = 1): Date {
  return new Date(Math.max(freeAt.getTime(), at.getTime()) + turns * pace.everyMs)
}
