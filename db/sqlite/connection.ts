import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { Problem } from '../../app/domain/problem'
import { type Keyring, wrongSecret } from '../keyring'
import { tables } from './schema'

/** One writer and one reader on the same file; the reader cannot write. */
export interface Connection {
  readonly write: ReturnType<typeof drizzle<typeof tables>>
  readonly read: ReturnType<typeof drizzle<typeof tables>>
  /** Runs work in one transaction that holds the write lock from its start. Nothing is awaited inside. */
  transact<Outcome>(work: () => Outcome): Outcome
  /** Runs reads that see one state of the database. */
  snapshot<Outcome>(work: () => Outcome): Outcome
  /** Moves the log into the file and empties it, so that what was deleted is in neither. */
  truncateLog(): Promise<void>
  close(): void
}

const migrationsFolder = 'db/migrations/sqlite'

/**
 * Opens the file, refuses another installation's, and brings its tables up to date.
 * @throws Problem `refused` for a wrong secret or a file that cannot be used, before anything is written
 */
export function openConnection(file: string, keyring: Keyring): Connection {
  checkSecret(file, keyring)
  const writer = openWriter(file)
  migrate(drizzle(writer), { migrationsFolder })
  const write = drizzle(writer, { schema: tables })
  write
    .insert(tables.installation)
    .values({ name: 'key-fingerprint', value: keyring.fingerprint })
    .onConflictDoNothing()
    .run()
  const reader = new Database(file, { readonly: true })
  reader.pragma('busy_timeout = 5000')
  return {
    write,
    read: drizzle(reader, { schema: tables }),
    transact: work => writer.transaction(work).immediate(),
    snapshot: work => reader.transaction(work).deferred(),
    truncateLog: () => truncateLog(writer),
    close() {
      reader.close()
      writer.close()
    },
  }
}

/** What durability and erasure rest on. Set, then read back: SQLite ignores what it does not know. */
const pragmas: Readonly<Record<string, string | number>> = {
  journal_mode: 'wal',
  synchronous: 2, // FULL: better-sqlite3 sets NORMAL for WAL
  foreign_keys: 1,
  secure_delete: 1, // deleted addresses are overwritten, not only unlinked
  busy_timeout: 5000,
  trusted_schema: 0,
}

function openWriter(file: string): Database.Database {
  mkdirSync(dirname(file), { recursive: true })
  const writer = new Database(file)
  chmodSync(file, 0o600)
  for (const [name, value] of Object.entries(pragmas)) {
    writer.pragma(`${name} = ${value}`)
    const stands = writer.pragma(name, { simple: true })
    if (stands !== value)
      throw new Problem('refused', `SQLite did not take ${name} = ${value}: it says ${stands}.`)
  }
  return writer
}

function checkSecret(file: string, keyring: Keyring): void {
  if (!existsSync(file)) return
  const reader = new Database(file, { readonly: true })
  try {
    const known = reader.prepare("select 1 from sqlite_master where name = 'installation'").get()
    const row = known && reader.prepare("select value from installation where name = 'key-fingerprint'").get()
    const made = (row as { value: string } | undefined)?.value
    if (made && made !== keyring.fingerprint) throw wrongSecret(`${file} was made with another`)
  } finally {
    reader.close()
  }
}

/** A reader in the middle of a page keeps the log from being emptied: wait for it, 5 s at most. */
async function truncateLog(writer: Database.Database): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const [answer] = writer.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
    if (answer?.busy === 0) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}
