import type { MissedPostcode } from '../domain/place/store'

/** Postcodes that nobody knew, until they are written down: never more of one than its outward code. */
export interface Missed {
  note(outward: string): void
  /** What was noted since it was last taken. */
  take(): readonly MissedPostcode[]
}

/** More than there are outward codes: made-up ones fill no memory. */
const outwardsAtMost = 5_000

export function openMissed(): Missed {
  const counts = new Map<string, number>()
  return {
    note(outward) {
      const times = counts.get(outward)
      if (times !== undefined || counts.size < outwardsAtMost) counts.set(outward, (times ?? 0) + 1)
    },
    take() {
      const taken = [...counts].map(([outward, times]) => ({ outward, times }))
      counts.clear()
      return taken
    },
  }
}
