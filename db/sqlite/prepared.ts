import { getTableColumns, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Connection } from './connection'

/** An insert prepared once for every column of a table; unprepared, Drizzle costs 16 to 21 times raw SQLite. */
export function preparedInsert<Table extends SQLiteTable>(
  write: Connection['write'],
  table: Table,
): (row: Table['$inferInsert']) => void {
  const columns = Object.entries(getTableColumns(table))
  const places = Object.fromEntries(columns.map(([name]) => [name, sql`${sql.placeholder(name)}`]))
  const statement = write
    .insert(table)
    .values(places as Table['$inferInsert'])
    .prepare()
  return row => {
    const values = row as Readonly<Record<string, unknown>>
    statement.run(
      Object.fromEntries(
        columns.map(([name, column]) => [
          name,
          toDriver(values[name], value => column.mapToDriverValue(value)),
        ]),
      ),
    )
  }
}

function toDriver(value: unknown, map: (value: unknown) => unknown): unknown {
  return value === null || value === undefined ? null : map(value)
}
