import * as pg from 'drizzle-orm/pg-core'
import * as sqlite from 'drizzle-orm/sqlite-core'
import { type AnyId, idBytes, idFromBytes } from '../app/domain/id'

/** What a table is made of, in SQLite: ids as 16 bytes, times as ms since 1970, JSON as text. */
export const sqliteKit = {
  table: sqlite.sqliteTable,
  index: sqlite.index,
  uniqueIndex: sqlite.uniqueIndex,
  primaryKey: sqlite.primaryKey,
  foreignKey: sqlite.foreignKey,
  id: <Id extends AnyId>(name: string) =>
    sqlite.customType<{ data: Id; driverData: Uint8Array }>({
      dataType: () => 'blob',
      toDriver: idBytes,
      fromDriver: bytes => idFromBytes<Id>(bytes),
    })(name),
  whole: (name: string) => sqlite.integer(name),
  real: (name: string) => sqlite.real(name),
  text: <Value extends string = string>(name: string) => sqlite.text(name).$type<Value>(),
  bytes: (name: string) => sqlite.blob(name, { mode: 'buffer' }),
  time: (name: string) => sqlite.integer(name, { mode: 'timestamp_ms' }),
  json: <Value>(name: string) => sqlite.text(name, { mode: 'json' }).$type<Value>(),
}

export type Kit = typeof sqliteKit

export const bytea = pg.customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** The same in PostgreSQL: ids as `uuid`, times as `timestamptz`, JSON as `jsonb`. The one cast between dialects. */
export const postgresKit = {
  table: pg.pgTable,
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
  foreignKey: pg.foreignKey,
  id: (name: string) => pg.uuid(name),
  whole: (name: string) => pg.integer(name),
  real: (name: string) => pg.doublePrecision(name),
  text: (name: string) => pg.text(name),
  bytes: (name: string) => bytea(name),
  time: (name: string) => pg.timestamp(name, { withTimezone: true, precision: 3, mode: 'date' }),
  json: (name: string) => pg.jsonb(name),
} as unknown as Kit
