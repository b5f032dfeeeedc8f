import type Database from 'better-sqlite3'
import { columnList, type MovedTable, quoted, type Row } from './moved-tables'

/** 0.6 MB of signatures: what PostgreSQL takes while the next page is read. */
export const rowsAtATime = 2000

/** Every row of a table as SQLite keeps it, in the order of its key: page after page, in memory that stays flat. */
export function* pagesOf(database: Database.Database, table: MovedTable): Generator<readonly Row[]> {
  const keys = table.key.map(place => quoted(table.columns[place]?.name ?? '')).join(', ')
  const select = (where: string) =>
    database
      .prepare(
        `select ${columnList(table)} from ${quoted(table.name)} ${where} order by ${keys} limit ${rowsAtATime}`,
      )
      .raw()
  const next = select(`where (${keys}) > (${table.key.map(() => '?').join(', ')})`)
  let page = select('').all() as Row[]
  while (page.length > 0) {
    yield page
    const last = page.at(-1) ?? []
    page = page.length < rowsAtATime ? [] : (next.all(...table.key.map(place => last[place])) as Row[])
  }
}
