import { setImmediate } from 'node:timers/promises'
import { failureOf } from './disk'

/**
 * How long SQLite itself waits for another process that writes. Left to itself it looks again after 1, 2, 5, 10 and up to
 * 100 ms, asleep with the whole process: beside a mailer, one BEGIN in a hundred took 18 to 232 ms, though the mailer's
 * writes take half of one. Looking every millisecond, ours is seldom more than two away.
 */
export const lookAgainMs = 1

/**
 * Does work that begins by taking the lock for writing, again and again while another process holds it. Everybody
 * else in this process gets their turn in between.
 * @throws what SQLite says of a lock that does not come free within `atMostMs`, and whatever the work throws
 */
export async function inTurn<Outcome>(work: () => Outcome, atMostMs: number): Promise<Outcome> {
  const until = performance.now() + atMostMs
  for (;;) {
    try {
      return work()
    } catch (fault) {
      if (!failureOf(fault).code.startsWith('SQLITE_BUSY') || performance.now() >= until) throw fault
    }
    await setImmediate()
  }
}
