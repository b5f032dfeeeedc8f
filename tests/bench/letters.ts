import { type Benchmark, CannotRun, type Figure, type Missing } from './figure'
import { likenessFigures } from './letters-likeness'
import { lettersQueueing } from './letters-queueing'
import { lettersSending } from './letters-sending'

/** What letters cost: comparing each with those before it, writing them, and sending them. */
export const letters: Benchmark = async say => [
  ...(await likenessFigures(say)),
  ...(await lettersQueueing(say)),
  ...(await orWhyNot('letters sent over SMTP', () => lettersSending(say))),
]

/** What this machine has no tools for is a line of its own, and the others are measured all the same. */
async function orWhyNot(
  what: string,
  measure: () => Promise<readonly Figure[]>,
): Promise<readonly (Figure | Missing)[]> {
  try {
    return await measure()
  } catch (thrown) {
    if (!(thrown instanceof CannotRun)) throw thrown
    return [{ benchmark: 'letters', what, why: thrown.message }]
  }
}
