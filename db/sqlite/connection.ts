import { chmodSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { Problem } from '../../app/domain/problem'
import { type Keyring, wrongSecret } from '../keyring'
import { failureOf, watchDisk } from './disk'
import { refuseFenced } from './fence'
import { markIn, markOf, unfenced } from './header'
import { openLog } from './log'
import { tables } from './schema'
import { inTurn, lookAgainMs } from './turn'

/** One writer and one reader on the same file; the reader cannot write. */
export interface Connection {
  /** The driver's own, for statements that are compiled once. */
  readonly writer: Database.Database
  readonly write: ReturnType<typeof drizzle<typeof tables>>
  readonly read: ReturnType<typeof drizzle<typeof tables>>
  /** Runs work in one transaction that holds the write lock from its start. Nothing is awaited inside. */
  transact<Outcome>(work: () => Outcome): Promise<Outcome>
  /** Runs reads that see one state of the database. */
  snapshot<Outcome>(work: () => Outcome): Outcome
  /** Moves the log into the file and empties it, so that what was deleted is in neither. */
  emptyLog(): Promise<void>
  close(): Promise<void>
}

export const migrationsFolder = 'db/migrations/sqlite'

/**
 * Opens the file, refuses another installation's or one that went to PostgreSQL, and brings its tables up to date.
 * @param onDiskBroken told SQLite's code, within the write that failed; nothing must be written after it
 * @throws Problem `refused` for a wrong secret or a file that cannot be used, before anything is written
 */
export function openConnection(
  file: string,
  keyring: Keyring,
  onDiskBroken: (code: string) => void = () => {},
): Connection {
  const writer = openWriter(file, markOf(keyring.fingerprint))
  const watched = watchDisk(onDiskBroken)
  writer.pragma('foreign_keys = 0') // a table that is made anew is dropped for a moment
  bringUpToDate(writer)
  setPragmas(writer)
  const write = drizzle(writer, { schema: tables })
  write
    .insert(tables.installation)
    .values({ name: 'key-fingerprint', value: keyring.fingerprint })
    .onConflictDoNothing()
    .run()
  writer.pragma(`busy_timeout = ${lookAgainMs}`)
  const log = openLog(file, writer, watched)
  const reader = new Database(file, { readonly: true, timeout: busyMs })
  return {
    writer,
    write,
    read: drizzle(reader, { schema: tables }),
    transact: work => orBusy(inTurn(() => watched(() => writer.transaction(work).immediate()), busyMs)),
    snapshot: work => reader.transaction(work).deferred(),
    emptyLog: () => log.empty(),
    async close() {
      if (!writer.open) return
      await log.close()
      reader.close()
      writer.close()
    },
  }
}

/** A connection that only reads, beside another of this process that writes. */
export function openReading(file: string): Connection {
  const reader = new Database(file, { readonly: true, timeout: busyMs })
  const read = drizzle(reader, { schema: tables })
  const refuse = () => {
    throw new Error('this connection only reads')
  }
  return {
    writer: reader,
    write: read,
    read,
    transact: refuse,
    snapshot: work => reader.transaction(work).deferred(),
    emptyLog: refuse,
    close: async () => void reader.close(),
  }
}

/** @throws Problem `busy` where nothing was written and trying again may help */
async function orBusy<Outcome>(written: Promise<Outcome>): Promise<Outcome> {
  try {
    return await written
  } catch (fault) {
    if (failureOf(fault).kind === 'fault') throw fault
    throw new Problem(
      'busy',
      'We cannot take this just now. Nothing was recorded. Please try again in a minute.',
      {},
      30,
    )
  }
}

/** How long a statement waits for another process that writes. */
const busyMs = 5000

/** What durability and erasure rest on. Set, then read back: SQLite ignores what it does not know. */
const pragmas: Readonly<Record<string, string | number>> = {
  journal_mode: 'wal',
  synchronous: 2, // FULL: better-sqlite3 sets NORMAL for WAL
  foreign_keys: 1,
  secure_delete: 1, // deleted addresses are overwritten, not only unlinked
  busy_timeout: busyMs,
  trusted_schema: 0,
}

function openWriter(file: string, mark: number): Database.Database {
  const found = markIn(file)
  if (found !== 0 && unfenced(found) !== mark) throw wrongSecret(`${file} was made with another`)
  refuseFenced(file)
  const writer = create(file)
  if (found !== mark) writer.pragma(`application_id = ${mark}`) // before there is a log: it must be in the file itself
  writer.pragma(`busy_timeout = ${busyMs}`)
  return writer
}

function setPragmas(writer: Database.Database): void {
  for (const [name, value] of Object.entries(pragmas)) {
    writer.pragma(`${name} = ${value}`)
    const stands = writer.pragma(name, { simple: true })
    if (stands !== value)
      throw new Problem('refused', `SQLite did not take ${name} = ${value}: it says ${stands}.`)
  }
}

function create(file: string): Database.Database {
  try {
    mkdirSync(dirname(file), { recursive: true })
    const writer = new Database(file)
    chmodSync(file, 0o600)
    return writer
  } catch (fault) {
    throw new Problem('refused', `DATABASE_URL: ${file} cannot be opened: ${(fault as Error).message}`)
  }
}

/** A web process and a mailer may start at once: the second then finds its work done when it tries again. */
function bringUpToDate(writer: Database.Database): void {
  const database = drizzle(writer)
  try {
    migrate(database, { migrationsFolder })
  } catch {
    migrate(database, { migrationsFolder })
  }
}
