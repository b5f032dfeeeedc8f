import type pg from 'pg'

/** A server that takes over from another may have a clock of its own, and clocks drift. */
const askEveryMs = 60_000

/** The database's clock, which every process that shares it follows: leases, limits and links mean the same time to all. */
export async function followClock(pool: pg.Pool): Promise<{ now(): Date; stop(): void }> {
  let aheadMs = await askedAhead(pool)
  const timer = setInterval(async () => {
    try {
      aheadMs = await askedAhead(pool)
    } catch {
      // It is away: its clock goes on.
    }
  }, askEveryMs).unref()
  return { now: () => new Date(Date.now() + aheadMs), stop: () => clearInterval(timer) }
}

/** By how much it is ahead of ours; taken to have been asked half-way between question and answer. */
async function askedAhead(pool: pg.Pool): Promise<number> {
  const asked = Date.now()
  const { rows } = await pool.query('select extract(epoch from clock_timestamp()) * 1000 as ms')
  return Math.round(Number(rows[0]?.ms) - (asked + Date.now()) / 2)
}
