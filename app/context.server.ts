import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'
import { uuidv7 } from 'uuidv7'
import { grouping } from '../db/grouping'
import { fingerprintOf, openKeyring } from '../db/keyring'
import { moveToPostgres } from '../db/move/move'
import { openPostgres, type Shared } from '../db/postgres/store'
import { makeBackup } from '../db/sqlite/backup'
import { restoreBackup } from '../db/sqlite/restore'
import { openSqliteStore } from '../db/sqlite/store'
import { finishSwitch } from '../db/sqlite/switch'
import { openThreadedStore } from '../db/sqlite/threaded'
import type { Backups } from './domain/backup'
import { createWebhook } from './domain/connection/webhook'
import type { AnyId } from './domain/id'
import { earlierLetters } from './domain/likeness/earlier-letters'
import { countingLimits, noLimits } from './domain/limit'
import type { Moving } from './domain/move'
import type { Registers } from './domain/place/register'
import type { Ports } from './domain/ports'
import { Problem } from './domain/problem'
import type { Visitor } from './domain/signature/sign'
import type { Store } from './domain/store'
import { createTokens, deriveKey } from './domain/token'
import type { Settings } from './env.server'
import { rangeNamer } from './front/network'
import { readPaperFile } from './lookup/files/paper-file'
import { readPlaceFiles } from './lookup/files/read-files'
import { importedPlaces } from './lookup/imported'
import { type Missed, openMissed } from './lookup/missed'
import { placesFrom } from './lookup/places'
import { openRegisters } from './lookup/registers/open-registers'
import { senderDomain } from './lookup/txt-records'
import { type EmbeddedMailbox, openMailbox } from './mailer/mailbox'
import { openProving } from './proving/proving'

/** The tools that were chosen, opened. The one place that knows which they are. */
export interface Context {
  readonly ports: Ports
  readonly settings: Settings
  /** Readable mail, where none goes to an SMTP relay. */
  readonly mailbox: EmbeddedMailbox | null
  readonly log: Logger
  /** Postcodes that nobody knew, until they are counted in the store. */
  readonly missed: Missed
  /** Calls back after signatures or confirmations were written. */
  onWritten(listener: () => void): void
  /** Aborted once the server stops: what would be answered for as long as somebody listens ends then. */
  readonly stopping: AbortController
  close(): Promise<void>
}

/** What `server.ts` hands to every loader and action (`getLoadContext`). */
export interface RequestContext {
  readonly ports: Ports
  readonly visitor: Visitor
  /** Whether it comes from this machine and through no proxy: from whoever runs the server. */
  readonly local: boolean
  readonly attempt: SignAttempt
  /** Aborted once the server stops. */
  readonly stopping: AbortSignal
  /** Set where mail lands in the embedded mailbox; null in production and where `SMTP_URL` is given. */
  readonly mailbox: EmbeddedMailbox | null
  /** Postcodes to try, where the places are the fictional ones of the demonstration. */
  readonly demo: {
    readonly postcodes: readonly { readonly postcode: string; readonly note: string }[]
  } | null
}

/**
 * Whether the front has called `sign` already for the form of this request. Then it was counted by the limits, and
 * perhaps recorded: the route throws what `sign` threw in its place and does not call it again.
 */
export type SignAttempt = { readonly kind: 'untried' } | { readonly kind: 'threw'; readonly thrown: unknown }

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends RequestContext {}
}

/** A process that answers many at once lets a thread of its own write to the file; one of a moment does it itself. */
export type Writes = 'in a thread' | 'here'

/**
 * Opens the store and all that stands around it.
 * @param publicOrigin what links begin with where `PUBLIC_ORIGIN` is not given
 * @throws Problem `refused` for a wrong secret or a store that cannot be opened
 */
export async function openContext(
  settings: Settings,
  publicOrigin = settings.publicOrigin ?? `http://localhost:${settings.port}`,
  writes: Writes = 'here',
): Promise<Context> {
  const listeners: (() => void)[] = []
  const written = () => {
    for (const listener of listeners) listener()
  }
  const log = pino({ level: settings.logLevel }, pino.destination({ fd: 2, sync: false }))
  const shared = await openShared(settings, log, writes)
  const store = grouping(shared.store, written)
  const missed = openMissed()
  const registers = openChosenRegisters(settings, log, shared.now)
  return {
    settings,
    ports: {
      store,
      places: placesFrom({
        imported: importedPlaces(store, shared.now),
        files: settings.places.files,
        registers: registers.postcodes,
        ...{ store, missed, log, now: shared.now },
      }),
      registers,
      tokens: createTokens(settings.secret),
      earlierLetters: earlierLetters(store, shared.now),
      limits: settings.limits ? shared.limits : noLimits,
      proving: openProving(publicOrigin),
      readSheet: readPaperFile,
      networksIn: rangeNamer(settings.secret),
      bounceWebhook: createWebhook(settings.secret, 'bounces'),
      // Read when the first is printed: the library alone takes 0.2 s.
      printPack: async pack => (await import('./print/pack')).printPack(pack),
      senderDomain: senderDomain(settings),
      now: shared.now,
      newId: <Id extends AnyId>() => uuidv7() as Id,
      settings: { publicOrigin, formMinMs: settings.formMinMs, reportTo: settings.reportTo },
    },
    mailbox: settings.smtpUrl || settings.production ? null : openMailbox(join(settings.dataDir, 'mailbox')),
    log,
    missed,
    onWritten: listener => listeners.push(listener),
    stopping: new AbortController(),
    close: () => store.close(),
  }
}

function openChosenRegisters(settings: Settings, log: Logger, now: () => Date): Registers {
  const { places: choice, registerUrls: urls, mapitKey } = settings
  return {
    readFiles: readPlaceFiles,
    ...openRegisters({ choice, urls, mapitKey, userAgent: `Undersigned/${versionHere()}`, log, now }),
  }
}

function versionHere(): string {
  return (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version
}

/** The store, and with it the limits and the clock: where processes share a database, they share these too. */
async function openShared(settings: Settings, log: Logger, writes: Writes): Promise<Shared> {
  const { database } = settings
  if (database.kind === 'postgres') return openPostgresAt(settings, database.url)
  finishSwitch(database.file)
  const keys = keysFolder(settings)
  const onLost = (why: string) => endOnLostWrite(log, why)
  const { secret, household } = settings
  const store =
    writes === 'in a thread'
      ? await openThreadedStore({ file: database.file, keys, secret, household, newId: uuidv7, onLost })
      : openSqliteFile(settings, database.file, keys, onLost)
  return { store, limits: countingLimits(), now: () => new Date() }
}

function openPostgresAt(settings: Settings, url: string): Promise<Shared> {
  const { secret, household } = settings
  return openPostgres(url, {
    keyring: openKeyring(keysFolder(settings), secret),
    household,
    newId: uuidv7,
    limitKey: deriveKey(secret, 'limit'),
  })
}

function openSqliteFile(
  { secret, household }: Settings,
  file: string,
  keys: string,
  onDiskBroken: (code: string) => void = () => {},
): Store {
  const keyring = openKeyring(keys, secret)
  return openSqliteStore(file, { keyring, household, newId: uuidv7, onDiskBroken })
}

/** Nothing is answered any more: whoever restarts it starts on what the disk holds, not on what memory says it does. */
function endOnLostWrite(log: Logger, code: string): never {
  const what = code.startsWith('SQLITE_')
    ? 'the disk did not keep what was written'
    : 'the thread that writes has ended'
  log.fatal({ code }, `${what}: stopping before anything is acknowledged`)
  process.exit(1)
}

function keysFolder({ dataDir }: Settings): string {
  return join(dataDir, 'keys')
}

/**
 * Backups of what the settings point to; opens nothing by itself.
 * @throws Problem `refused` where the database is not ours to copy
 */
export function openBackups(settings: Settings): Backups {
  if (settings.database.kind === 'postgres')
    throw new Problem(
      'refused',
      'DATABASE_URL names a PostgreSQL database: back it up with PostgreSQL’s own tools, pg_dump or a base backup with its log. docs/backup.md says how.',
    )
  const installation = {
    file: settings.database.file,
    keys: keysFolder(settings),
    secret: settings.secret,
    version: versionHere(),
    now: () => new Date(),
    openStore: (file: string, keys: string) => openSqliteFile(settings, file, keys),
  }
  return {
    async make(folder, watch) {
      finishSwitch(installation.file)
      return makeBackup(installation, folder, watch)
    },
    restore: (file, where, watch) => restoreBackup(installation, file, where, watch),
  }
}

/**
 * The way from what the settings point to; opens nothing by itself.
 * @throws Problem `refused` where there is no way to go
 */
export function openMoving(settings: Settings): Moving {
  const { database, secret } = settings
  if (database.kind === 'postgres')
    throw new Problem(
      'refused',
      'DATABASE_URL names a PostgreSQL database already. To move an installation there from its file, run this with DATABASE_URL=file:… as it was.',
    )
  const { file } = database
  const installation = {
    file,
    fingerprint: fingerprintOf(secret),
    now: () => new Date(),
    openFile: () => openSqliteFile(settings, file, keysFolder(settings)),
    openPostgres: async (url: string) => (await openPostgresAt(settings, url)).store,
  }
  return {
    async toPostgres(url, compare, watch) {
      finishSwitch(file)
      return moveToPostgres(installation, url, compare, watch)
    },
  }
}
