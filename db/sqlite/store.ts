import type { Store } from '../../app/domain/store'
import type { StoreOptions } from '../store/parts'
import { storeOn } from '../store/store'
import { openConnection } from './connection'
import { sqliteDatabase } from './database'

/** The store on one SQLite file: one writer connection, one that only reads. */
export function openSqliteStore(file: string, options: SqliteOptions): Store {
  return storeOn(sqliteDatabase(openConnection(file, options.keyring, options.onDiskBroken)), options)
}

interface SqliteOptions extends StoreOptions {
  /** Told SQLite's code, within the write that failed. The process should end there: see `disk.ts`. */
  readonly onDiskBroken?: (code: string) => void
}
