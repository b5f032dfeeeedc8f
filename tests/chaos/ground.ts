import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openContext } from '../../app/context.server'
import type { Store } from '../../app/domain/store'
import { readSettings } from '../../app/env.server'
import type { Later } from '../support/closing'
import { type PostgresServer, postgresMissing, startPostgres } from '../support/postgres-server'
import { productEnv } from '../support/product-process'
import type { Outcome, Skipped } from './outcome'

/** A store for products to be killed on. */
export interface Ground {
  readonly store: Outcome['store']
  /** `DATA_DIR`. */
  readonly folder: string
  /** Names the store; for products. */
  readonly env: Readonly<Record<string, string>>
  /** Works on the store through connections of our own; whichever product ran on it before is gone or runs beside. */
  look<Seen>(work: (store: Store) => Promise<Seen>): Promise<Seen>
}

/** @param databaseFolder where the file lies, if not beside the keys */
export function sqliteGround(later: Later, databaseFolder?: string): Ground {
  const folder = newFolder(later)
  const database = join(databaseFolder ?? folder, 'undersigned.db')
  return groundOn('SQLite', folder, `file:${database}`)
}

export interface PostgresGround extends Ground {
  readonly server: PostgresServer
}

/** A database on a PostgreSQL server of its own. */
export async function postgresGround(later: Later): Promise<PostgresGround | Skipped> {
  const missing = postgresMissing()
  if (missing) return { skipped: missing }
  const server = await startPostgres()
  later(() => server.close())
  const url = server.url(await server.createDatabase())
  return { ...groundOn('PostgreSQL', newFolder(later), url), server }
}

function groundOn(store: Ground['store'], folder: string, url: string): Ground {
  const env = { DATABASE_URL: url }
  return {
    store,
    folder,
    env,
    async look(work) {
      const away = { SMTP_URL: 'smtp://127.0.0.1:1', LOG_LEVEL: 'silent' }
      const context = await openContext(readSettings({ ...productEnv(folder), ...env, ...away }))
      try {
        return await work(context.ports.store)
      } finally {
        await context.close()
      }
    },
  }
}

/** On the disk that the project is on; gone when the work ends, or the process. */
export function newFolder(later: Later): string {
  mkdirSync('.prepare/tests', { recursive: true })
  const folder = mkdtempSync('.prepare/tests/')
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  const removeAtExit = () => {
    try {
      remove()
    } catch {} // a disk is still mounted on it: whoever mounted it removes it
  }
  process.once('exit', removeAtExit)
  later(async () => {
    process.off('exit', removeAtExit)
    remove()
  })
  return folder
}
