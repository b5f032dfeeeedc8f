import type pg from 'pg'
import { leaseNamed } from './lease'
import { dropOldCounters } from './limits'
import { rolledAtOnce, rollUp } from './tallies'

const everyMs = 1000

/** If its holder is gone, another takes over after so long; counts stay exact meanwhile. */
const leaseSeconds = 10

/** Rolls the tallies' deltas up and drops old counters, a process at a time of all that share the database. */
export function keepRolling(pool: pg.Pool): { stop(): Promise<void> } {
  const lease = leaseNamed(pool, 'roll-up')
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let rolling = Promise.resolve()

  async function roll(): Promise<void> {
    try {
      if (!(await lease.take(leaseSeconds))) return
      await pool.query(rollUp, [rolledAtOnce])
      await pool.query(dropOldCounters)
    } catch {
      // The database is away or busy: nothing is lost, and the next turn comes.
    } finally {
      if (!stopped) timer = setTimeout(turn, everyMs).unref()
    }
  }

  function turn(): void {
    rolling = roll()
  }

  turn()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await rolling
      await lease.release().catch(() => {}) // else it runs out by itself
    },
  }
}
