/** A clock that moves only when it is told to: the one thing that tests fake. */
export interface Clock {
  now(): Date
  advance(ms: number): void
}

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

export function clockAt(iso = '2026-11-23T12:00:00.000Z'): Clock {
  let ms = Date.parse(iso)
  return {
    now: () => new Date(ms),
    advance(by) {
      ms += by
    },
  }
}
