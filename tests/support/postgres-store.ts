import { join } from 'node:path'
import { Pool } from 'pg'
import { uuidv7 } from 'uuidv7'
import { onTestFinished } from 'vitest'
import type { Store } from '../../app/domain/store'
import { openKeyring } from '../../db/keyring'
import { openPostgres, type Shared } from '../../db/postgres/store'
import { type PostgresServer, startPostgres } from './postgres-server'
import { testFolder, testSecret } from './store'

/**
 * One server for all tests of a process, with which its keeper ends it, and a database that holds the tables, for
 * others to begin from.
 */
let started: Promise<{ readonly server: PostgresServer; readonly template: string }> | undefined

/** An empty PostgreSQL store in a database that no other test has meanwhile. */
export async function openTestPostgres({ household = 2 } = {}): Promise<Store> {
  const { store } = await openSharing(await lentDatabase(), testFolder(), household)
  return store
}

/** The address of a database that holds the tables and nothing else; gone when the test ends. */
export async function newDatabase(): Promise<string> {
  started ??= start()
  const { server, template } = await started
  const name = await server.createDatabase(template)
  onTestFinished(() => server.dropDatabase(name))
  return server.url(name)
}

/** Those whose test is over, each with a connection that has emptied it. */
const free: Pool[] = []

/**
 * The address of a database for what does nothing to it but through a store: such a one is as good as new without its
 * rows, which go in 9 ms. To make one anew for each test took 80 ms, and half the time of the whole contract.
 */
async function lentDatabase(): Promise<string> {
  const pool = free.pop() ?? (await makeDatabase())
  onTestFinished(async () => {
    await pool.query(emptying)
    free.push(pool)
  })
  return pool.options.connectionString ?? ''
}

async function makeDatabase(): Promise<Pool> {
  started ??= start()
  const { server, template } = await started
  const connectionString = server.url(await server.createDatabase(template))
  const pool = new Pool({ connectionString, max: 1, idleTimeoutMillis: 0 })
  pool.on('error', () => {}) // the server ends before it
  return pool
}

const emptying = `do $$ begin
  execute (
    select 'truncate ' || string_agg(quote_ident(tablename), ', ') || ' restart identity'
    from pg_tables where schemaname = 'public'
  );
end $$`

/** One of the processes that share a database and a folder of keys; closed when the test ends. */
export async function openSharing(url: string, folder: string, household = 2): Promise<Shared> {
  const keyring = openKeyring(join(folder, 'keys'), testSecret)
  const shared = await openPostgres(url, { keyring, household, newId: uuidv7, limitKey: testSecret })
  onTestFinished(() => shared.store.close())
  return shared
}

async function start() {
  const server = await startPostgres(false)
  const template = await server.createDatabase()
  const keyring = openKeyring(join(testFolder(), 'keys'), testSecret)
  const options = { keyring, household: 2, newId: uuidv7, limitKey: testSecret }
  const { store } = await openPostgres(server.url(template), options)
  await store.close()
  return { server, template }
}
