import type { Outcome } from './smtp'

/** Failures in a row that mean the relay is away: as many as there are connections, so one round tells. */
const failuresAtMost = 5

/** How long to leave a relay alone that is away. */
const pauseMs = 30_000

/**
 * Keeps a dead relay from pushing every mail far into its schedule: after several failures that were no answer to a
 * mail it pauses claiming, then lets one mail through at a time until the relay answers.
 */
export interface Breaker {
  /** How many mails may be claimed now, of as many as there are connections free. */
  allows(free: number, at: Date): number
  /** One or more were claimed. */
  claimed(at: Date): void
  /** How an attempt ended; answers where the breaker went over. */
  note(outcome: Outcome, at: Date): 'opened' | 'closed' | 'unchanged'
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
    claimed(at) {
      if (open()) pausedUntil = at.getTime() + pauseMs
    },
    note(outcome, at) {
      if (outcome.kind === 'lease-lost') return 'unchanged'
      const wasOpen = open()
      if (!isTrouble(outcome)) {
        failures = 0
        return wasOpen ? 'closed' : 'unchanged'
      }
      failures++
      if (open()) pausedUntil = at.getTime() + pauseMs
      return open() && !wasOpen ? 'opened' : 'unchanged'
    },
  }
}

/** A mail lost inside DATA counts too: a relay that does so to one will do it to the next. */
function isTrouble(outcome: Outcome): boolean {
  return outcome.kind === 'unknown' || (outcome.kind === 'deferred' && outcome.relay === 'trouble')
}
