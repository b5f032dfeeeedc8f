/** Failures in a row that mean the other side is away: as many as the mailer has connections, so one round tells. */
const failuresAtMost = 5

/** How long to leave one alone that is away. */
const pauseMs = 30_000

/**
 * Leaves alone whoever does not answer, a relay or a register: after several failures in a row nothing is begun for a
 * while, then one thing at a time until one succeeds.
 */
export interface Breaker {
  /** How many may be begun now, of as many as there is room for. */
  allows(free: number, at: Date): number
  /** One or more were begun. */
  begun(at: Date): void
  /** How one ended; answers where the breaker went over. */
  note(outcome: 'success' | 'failure', at: Date): 'opened' | 'closed' | 'unchanged'
  /** One ended without asking the other side: the next need not wait for what it would have told. */
  unasked(): void
  /** Whether the other side is left alone. */
  isOpen(): boolean
}

export function openBreaker(): Breaker {
  let failures = 0
  let pausedUntil = 0
  const open = () => failures >= failuresAtMost
  return {
    allows(free, at) {
      if (!open()) return free
      return at.getTime() < pausedUntil ? 0 : Math.min(free, 1)
    },
    begun(at) {
      if (open()) pausedUntil = at.getTime() + pauseMs
    },
    note(outcome, at) {
      const wasOpen = open()
      if (outcome === 'success') {
        failures = 0
        return wasOpen ? 'closed' : 'unchanged'
      }
      failures++
      if (open()) pausedUntil = at.getTime() + pauseMs
      return open() && !wasOpen ? 'opened' : 'unchanged'
    },
    unasked() {
      pausedUntil = 0
    },
    isOpen: open,
  }
}
