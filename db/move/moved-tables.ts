import { getTableColumns, getTableName } from 'drizzle-orm'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import { tables } from '../postgres/schema'

/** A table as both dialects have it: the same names in the same order. */
export interface MovedTable {
  readonly name: string
  readonly columns: readonly MovedColumn[]
  /** Its primary key's columns, by their place among `columns`. */
  readonly key: readonly number[]
}

export interface MovedColumn {
  readonly name: string
  readonly type: ColumnType
}

/** As PostgreSQL names it; `kits.ts` says what each is in SQLite. */
export type ColumnType = 'integer' | 'double precision' | 'text' | 'bytea' | 'uuid' | 'timestamptz' | 'jsonb'

/** One row, a value a column. */
export type Row = readonly unknown[]

/** Every table of the store. What PostgreSQL alone has (deltas, limits, leases) begins empty there. */
export const movedTables: readonly MovedTable[] = Object.values(tables).map(table => {
  const columns = Object.values(getTableColumns(table))
  const { primaryKeys } = getTableConfig(table as unknown as PgTable)
  const key = primaryKeys[0]?.columns ?? columns.filter(({ primary }) => primary)
  const names = columns.map(({ name }) => name)
  return {
    name: getTableName(table),
    columns: columns.map(column => ({ name: column.name, type: typeOf(column.getSQLType()) })),
    key: key.map(({ name }) => names.indexOf(name)),
  }
})

function typeOf(written: string): ColumnType {
  return (written.startsWith('timestamp') ? 'timestamptz' : written.replaceAll('"', '')) as ColumnType
}

export function quoted(name: string): string {
  return `"${name}"`
}

export function columnList({ columns }: MovedTable): string {
  return columns.map(({ name }) => quoted(name)).join(', ')
}
