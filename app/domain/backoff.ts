/** Forgetting a letter or two of a password is no attack. */
const freeFailures = 5
const firstWaitMs = 30_000
/** Nobody is ever locked out for longer, however often somebody else guesses at their password. */
const longestWaitMs = 15 * 60_000

/**
 * How long no other attempt at an account is looked at, in ms: nothing for the first, then twice as long each time.
 * @param failures since the last that succeeded, this one among them
 */
export function waitAfter(failures: number): number {
  if (failures < freeFailures) return 0
  return Math.min(longestWaitMs, firstWaitMs * 2 ** (failures - freeFailures))
}
