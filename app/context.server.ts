import { join } from 'node:path'
import { type Logger, pino } from 'pino'
import { uuidv7 } from 'uuidv7'
import { grouping } from '../db/grouping'
import { openKeyring } from '../db/keyring'
import { openSqliteStore } from '../db/sqlite/store'
import type { AnyId } from './domain/id'
import { countingLimits, noLimits } from './domain/limit'
import type { Ports } from './domain/ports'
import { Problem } from './domain/problem'
import type { Visitor } from './domain/sign'
import type { Store } from './domain/store'
import { createTokens } from './domain/token'
import type { Settings } from './env.server'
import { importedPlaces } from './lookup/imported'
import { type EmbeddedMailbox, openMailbox } from './mailer/mailbox'

/** The tools that were chosen, opened. The one place that knows which they are. */
export interface Context {
  readonly ports: Ports
  readonly settings: Settings
  /** Readable mail, where none goes to an SMTP relay. */
  readonly mailbox: EmbeddedMailbox | null
  readonly log: Logger
  /** Calls back after signatures or confirmations were written. */
  onWritten(listener: () => void): void
  close(): Promise<void>
}

/** What `server.ts` hands to every loader and action (`getLoadContext`). */
export interface RequestContext {
  readonly ports: Ports
  readonly visitor: Visitor
  /** Set where mail lands in the embedded mailbox; null in production and where `SMTP_URL` is given. */
  readonly mailbox: EmbeddedMailbox | null
  /** Postcodes to try, where the places are the fictional ones of the demonstration. */
  readonly demo: {
    readonly postcodes: readonly { readonly postcode: string; readonly note: string }[]
  } | null
}

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends RequestContext {}
}

/**
 * Opens the store and all that stands around it.
 * @param publicOrigin what links begin with where `PUBLIC_ORIGIN` is not given
 * @throws Problem `refused` for a wrong secret or a store that cannot be opened
 */
export async function openContext(
  settings: Settings,
  publicOrigin = settings.publicOrigin ?? `http://localhost:${settings.port}`,
): Promise<Context> {
  const listeners: (() => void)[] = []
  const written = () => {
    for (const listener of listeners) listener()
  }
  const log = pino({ level: settings.logLevel }, pino.destination({ fd: 2, sync: false }))
  const store = grouping(openStore(settings, log), written)
  return {
    settings,
    ports: {
      store,
      places: importedPlaces(store),
      tokens: createTokens(settings.secret),
      limits: settings.limits ? countingLimits() : noLimits,
      now: () => new Date(),
      newId: <Id extends AnyId>() => uuidv7() as Id,
      settings: { publicOrigin, formMinMs: settings.formMinMs },
    },
    mailbox: settings.smtpUrl || settings.production ? null : openMailbox(join(settings.dataDir, 'mailbox')),
    log,
    onWritten: listener => listeners.push(listener),
    close: () => store.close(),
  }
}

function openStore(settings: Settings, log: Logger): Store {
  if (settings.database.kind === 'postgres')
    throw new Problem('refused', 'DATABASE_URL: PostgreSQL is not supported yet. Give a file: address.')
  const keyring = openKeyring(join(settings.dataDir, 'keys'), settings.secret)
  return openSqliteStore(settings.database.file, {
    keyring,
    household: settings.household,
    newId: uuidv7,
    /** Nothing is answered any more: whoever restarts it starts on what the disk holds, not on what memory says it does. */
    onDiskBroken(code) {
      log.fatal({ code }, 'the disk did not keep what was written: stopping before anything is acknowledged')
      process.exit(1)
    },
  })
}
