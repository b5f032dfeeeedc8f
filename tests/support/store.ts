import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { uuidv7 } from 'uuidv7'
import { onTestFinished } from 'vitest'
import type { Store } from '../../app/domain/store'
import { openKeyring } from '../../db/keyring'
import { openSqliteStore } from '../../db/sqlite/store'

/** At least 32 bytes, as every installation's. */
export const testSecret = Buffer.from('a secret that only the tests know: 0123456789')

export interface TestStore {
  readonly store: Store
  readonly file: string
  readonly folder: string
}

/** An empty SQLite store in a folder of its own, closed when the test ends. */
export function openTestStore({ household = 2 } = {}): TestStore {
  const folder = testFolder()
  const file = join(folder, 'undersigned.db')
  const keyring = openKeyring(join(folder, 'keys'), testSecret)
  if (tables) writeFileSync(file, tables, { mode: 0o600 })
  const store = openSqliteStore(file, { keyring, household, newId: uuidv7 })
  onTestFinished(() => store.close())
  tables ??= contentsOf(file)
  return { store, file, folder }
}

/**
 * The first store of a process, for others to begin from: to make the tables takes 25 ms of a processor and waits for the
 * disk at each migration; to write them, 9 ms. What makes them is tested where a file is opened (`tests/store/file.test.ts`).
 */
let tables: Buffer | undefined

function contentsOf(file: string): Buffer {
  const reader = new Database(file, { readonly: true })
  try {
    return reader.serialize()
  } finally {
    reader.close()
  }
}

/** A folder of the test's own, gone when it ends. */
export function testFolder(): string {
  mkdirSync('.prepare/tests', { recursive: true })
  const folder = mkdtempSync('.prepare/tests/')
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}
