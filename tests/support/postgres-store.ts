import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { afterAll, onTestFinished } from 'vitest'
import type { Store } from '../../app/domain/store'
import { openKeyring } from '../../db/keyring'
import { openPostgresStore } from '../../db/postgres/store'
import { type PostgresServer, startPostgres } from './postgres-server'
import { testFolder, testSecret } from './store'

/** One server for all tests of a file, and a database that holds the tables, for others to begin from. */
let started: Promise<{ readonly server: PostgresServer; readonly template: string }> | undefined
afterAll(async () => (await started)?.server.close())

/** An empty PostgreSQL store in a database of its own, gone when the test ends. */
export async function openTestPostgres({ household = 2 } = {}): Promise<Store> {
  started ??= start()
  const { server, template } = await started
  const name = await server.createDatabase(template)
  onTestFinished(() => server.dropDatabase(name))
  const store = await openAt(server.url(name), household)
  onTestFinished(() => store.close())
  return store
}

function openAt(url: string, household: number): Promise<Store> {
  const keyring = openKeyring(join(testFolder(), 'keys'), testSecret)
  return openPostgresStore(url, { keyring, household, newId: uuidv7 })
}

async function start() {
  const server = await startPostgres(false)
  const template = await server.createDatabase()
  await (await openAt(server.url(template), 2)).close()
  return { server, template }
}
