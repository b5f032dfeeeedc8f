import type Database from 'better-sqlite3'
import { getTableColumns, is, Param, Placeholder, type Query, sql } from 'drizzle-orm'
import type { IndexColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Connection } from './connection'

type Values = Readonly<Record<string, unknown>>

/**
 * A statement that Drizzle has written and SQLite runs as it is. Drizzle's own `run` asks of each parameter each time what
 * kind it is; here that is known from the start.
 */
export function compiled<Row extends object>(
  { writer }: Connection,
  built: { toSQL(): Query },
): (row: Row) => Database.RunResult {
  const { sql: text, params } = built.toSQL()
  const statement = writer.prepare(text)
  const readers = params.map(readerOf)
  return row => statement.run(readers.map(read => read(row as Values)))
}

/**
 * Inserts a row with every column of its table, encoded as the table says.
 * @param taken the columns of which a second row with the same values is left out
 */
export function compiledInsert<Table extends SQLiteTable>(
  connection: Connection,
  table: Table,
  taken?: IndexColumn[],
): (row: Table['$inferInsert']) => Database.RunResult {
  const places = Object.fromEntries(
    Object.keys(getTableColumns(table)).map(name => [name, sql.placeholder(name)]),
  )
  const insert = connection.write.insert(table).values(places as Table['$inferInsert'])
  return compiled(connection, taken ? insert.onConflictDoNothing({ target: taken }) : insert)
}

function readerOf(param: unknown): (values: Values) => unknown {
  if (is(param, Placeholder)) {
    const { name } = param
    return values => values[name] ?? null
  }
  if (!is(param, Param) || !is(param.value, Placeholder)) return () => param
  const { encoder } = param
  const { name } = param.value
  return values => {
    const value = values[name] ?? null
    return value === null ? null : encoder.mapToDriverValue(value)
  }
}
