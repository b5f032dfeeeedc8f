import type { Database, Tables } from '../database'
import type { Keyring } from '../keyring'

export interface StoreOptions {
  readonly keyring: Keyring
  /** How many people one mailbox may hold. */
  readonly household: number
  /** UUIDv7, as every id is. */
  readonly newId: () => string
}

/** What every part of the store works through. */
export interface StoreParts extends StoreOptions {
  readonly database: Database
  readonly tables: Tables
}
