import type { Store } from '../../app/domain/store'
import type { Keyring } from '../keyring'
import { access } from './access'
import { campaigns } from './campaigns'
import { choosing } from './choosing'
import { confirming } from './confirming'
import { openConnection } from './connection'
import { counting } from './counting'
import { exporting } from './exporting'
import { leaving } from './leaving'
import { outbox } from './outbox'
import { places } from './places'
import { reading } from './reading'
import { recording } from './recording'
import { supporter } from './supporter'

export interface StoreOptions {
  readonly keyring: Keyring
  /** How many people one mailbox may hold. */
  readonly household: number
  /** UUIDv7, as every id is. */
  readonly newId: () => string
  /** Told SQLite's code, within the write that failed. The process should end there: see `db/sqlite/disk.ts`. */
  readonly onDiskBroken?: (code: string) => void
}

/** The store on one SQLite file: one writer connection, one that only reads. */
export function openSqliteStore(file: string, options: StoreOptions): Store {
  const connection = openConnection(file, options.keyring, options.onDiskBroken)
  const parts = { connection, ...options }
  return {
    ...campaigns(parts),
    ...recording(parts),
    ...confirming(parts),
    ...reading(parts),
    ...supporter(parts),
    ...leaving(parts),
    ...choosing(parts),
    ...outbox(parts),
    ...counting(parts),
    ...exporting(parts),
    ...places(parts),
    ...access(parts),
    close: async () => connection.close(),
  }
}

export interface StoreParts extends StoreOptions {
  readonly connection: ReturnType<typeof openConnection>
}
