import type { Store } from '../../app/domain/store'
import type { StoreOptions } from '../store/parts'
import { storeOn } from '../store/store'
import { openConnection } from './connection'
import { sqliteDatabase } from './database'

/** The store on one SQLite file: one writer connection, one that only reads. */
export function openSqliteStore(file: string, options: StoreOptions): Store {
  return storeOn(sqliteDatabase(openConnection(file, options.keyring)), options)
}
