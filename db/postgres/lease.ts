import { randomUUID } from 'node:crypto'
import type pg from 'pg'

/**
 * What only one process at a time may do is done under a row: whoever holds it may, until a time that the database's own
 * clock tells. No advisory lock: not every database that speaks PostgreSQL has them.
 */
export interface Lease {
  /** Takes it, or prolongs it where it is held already. */
  take(forSeconds: number): Promise<boolean>
  release(): Promise<void>
}

export function leaseNamed(pool: pg.Pool, name: string): Lease {
  const holder = randomUUID()
  return {
    async take(forSeconds) {
      const { rowCount } = await pool.query(
        `insert into lease (name, holder, until) values ($1, $2, now() + $3 * interval '1 second')
          on conflict (name) do update set holder = excluded.holder, until = excluded.until
          where lease.until < now() or lease.holder = excluded.holder`,
        [name, holder, forSeconds],
      )
      return rowCount === 1
    },
    async release() {
      await pool.query('delete from lease where name = $1 and holder = $2', [name, holder])
    },
  }
}

/** Before any migration, which runs under one. */
export async function makeLeaseTable(pool: pg.Pool): Promise<void> {
  await pool.query(
    'create table if not exists lease (name text primary key, holder uuid not null, until timestamptz not null)',
  )
}
