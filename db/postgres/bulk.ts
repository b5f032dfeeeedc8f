import { getTableColumns, getTableName, type Table } from 'drizzle-orm'
import type pg from 'pg'
import type { Session } from '../database'
import { ask, type Steps } from '../steps'

/** The connection behind a session of ours. */
export function clientOf(session: Session): pg.PoolClient {
  return (session as unknown as { $client: pg.PoolClient }).$client
}

/** A statement over many rows at once, prepared on each connection: it is the same however many there are. */
type BulkStatement<Row> = (session: Session, rows: readonly Row[]) => Steps<readonly pg.QueryResultRow[]>

interface BulkColumn<Row> {
  readonly type: string
  read(row: Row): unknown
}

/**
 * @param text in which `rows` is a set of rows with these columns, named as they are here
 */
export function bulk<Row>(
  name: string,
  columns: Readonly<Record<string, BulkColumn<Row>>>,
  text: (rows: string) => string,
): BulkStatement<Row> {
  const names = Object.keys(columns)
  const readers = Object.values(columns)
  const arrays = readers.map(({ type }, index) => `$${index + 1}::${type}[]`)
  const statement = text(`unnest(${arrays.join(', ')}) as rows (${names.map(quoted).join(', ')})`)
  return function* (session, rows) {
    if (rows.length === 0) return []
    const values = readers.map(({ read }) => rows.map(read))
    const { rows: answered } = yield* ask(() => clientOf(session).query({ name, text: statement, values }))
    return answered
  }
}

/** Inserts rows with every column of their table, encoded as the table says. */
export function bulkInsert<Insert extends object>(
  name: string,
  table: Table & { readonly $inferInsert: Insert },
  ending = '',
): BulkStatement<Insert> {
  const columns = Object.entries(getTableColumns(table)).map(([key, column]) => {
    const read = (row: Insert) => {
      const value = (row as Record<string, unknown>)[key] ?? null
      return value === null ? null : column.mapToDriverValue(value)
    }
    return [column.name, { type: column.getSQLType().replaceAll('"', ''), read }] as const
  })
  const list = columns.map(([column]) => quoted(column)).join(', ')
  return bulk(
    name,
    Object.fromEntries(columns),
    rows => `insert into ${quoted(getTableName(table))} (${list}) select ${list} from ${rows} ${ending}`,
  )
}

function quoted(name: string): string {
  return `"${name}"`
}
