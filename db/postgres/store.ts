import { setTimeout as pause } from 'node:timers/promises'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import type pg from 'pg'
import type { Limits } from '../../app/domain/limit'
import { Problem } from '../../app/domain/problem'
import type { Store } from '../../app/domain/store'
import { type Keyring, wrongSecret } from '../keyring'
import type { StoreOptions } from '../store/parts'
import { storeOn } from '../store/store'
import { followClock } from './clock'
import { openConnection } from './connection'
import { postgresDatabase } from './database'
import { leaseNamed, makeLeaseTable } from './lease'
import { storedLimits } from './limits'
import { keepRolling } from './rolling'

/** What any number of processes share through one database. */
export interface Shared {
  readonly store: Store
  readonly limits: Limits
  /** The database's clock. */
  now(): Date
}

/**
 * Opens a PostgreSQL database.
 * @param limitKey keys what limits are counted by
 * @throws Problem `refused` for a wrong secret or a server that cannot be used, before anything is written
 */
export async function openPostgres(
  url: string,
  options: StoreOptions & { readonly limitKey: Uint8Array },
): Promise<Shared> {
  const connection = openConnection(url)
  const { pool } = connection
  try {
    await prepareDatabase(pool, options.keyring)
  } catch (fault) {
    await connection.close()
    throw fault
  }
  const clock = await followClock(pool)
  const rolling = keepRolling(pool)
  const database = {
    ...postgresDatabase(connection, options.newId),
    async close() {
      clock.stop()
      await rolling.stop()
      await connection.close()
    },
  }
  return {
    store: storeOn(database, options),
    limits: storedLimits(connection, options.limitKey),
    now: clock.now,
  }
}

async function prepareDatabase(pool: pg.Pool, keyring: Keyring): Promise<void> {
  const found = await factIn(pool, fingerprint)
  if (found !== null && found !== keyring.fingerprint)
    throw wrongSecret('the database of DATABASE_URL was made with another')
  if ((await factIn(pool, arriving)) !== null)
    throw new Problem(
      'refused',
      'The database of DATABASE_URL is empty: an installation was to move into it, and did not arrive. Run migrate-to-postgres again, or set DATABASE_URL to where the installation was; for a new one, create another database.',
    )
  await again(() => makeLeaseTable(pool))
  await bringUpToDate(pool)
  await pool.query(
    "insert into installation (name, value) values ('key-fingerprint', $1) on conflict do nothing",
    [keyring.fingerprint],
  )
  if ((await factIn(pool, fingerprint)) !== keyring.fingerprint)
    throw wrongSecret('another program made the database of DATABASE_URL with another')
}

/** Which secret the database was made with. */
const fingerprint = 'key-fingerprint'

/** Since when an installation is on its way into a database that is empty until it is there. */
export const arriving = 'arriving-since'

/** A fact of the installation; null where there is none, as in a new database. */
async function factIn(pool: pg.Pool, name: string): Promise<string | null> {
  try {
    const { rows } = await pool.query('select value from installation where name = $1', [name])
    return (rows[0]?.value as string | undefined) ?? null
  } catch (fault) {
    if ((fault as { code?: string }).code === undefinedTable) return null
    throw new Problem('refused', `DATABASE_URL: the database cannot be used: ${(fault as Error).message}`)
  }
}

const undefinedTable = '42P01'

/** Longer than any migration should take; a process that dies in one is waited for no longer. */
const migrationLeaseSeconds = 300

/** Processes that start together migrate one after the other; all but the first find it done. */
async function bringUpToDate(pool: pg.Pool): Promise<void> {
  const lease = leaseNamed(pool, 'migrate')
  while (!(await lease.take(migrationLeaseSeconds))) await pause(100)
  try {
    await migrate(drizzle(pool), { migrationsFolder: 'db/migrations/postgres' })
  } finally {
    await lease.release()
  }
}

/** `create table if not exists` fails where another creates it in the same moment; then it is there. */
async function again(create: () => Promise<void>): Promise<void> {
  try {
    await create()
  } catch {
    await create()
  }
}
