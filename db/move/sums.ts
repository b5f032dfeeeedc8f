import type Database from 'better-sqlite3'
import type pg from 'pg'
import { Problem } from '../../app/domain/problem'
import { type ColumnType, type MovedColumn, type MovedTable, quoted } from './moved-tables'

/** What is summed of each kind of column, such that a lost or a changed row changes it, written for both dialects. */
const sumOf: Readonly<
  Record<ColumnType, { sqlite(column: string): string; postgres(column: string): string }>
> = {
  integer: alike(column => `sum(${column})`),
  text: alike(column => `sum(octet_length(${column}))`),
  bytea: alike(column => `sum(octet_length(${column}))`),
  uuid: {
    sqlite: column => `lower(hex(max(${column})))`,
    postgres: column => `replace(max(${column}::text), '-', '')`,
  },
  // In seconds: of milliseconds, SQLite's 64 bits hold the sum of five million rows.
  timestamptz: {
    sqlite: column => `sum(${column} / 1000)`,
    postgres: column => `sum(floor(extract(epoch from ${column}))::bigint)`,
  },
  'double precision': alike(() => "''"), // a sum depends on the order
  jsonb: alike(() => "''"), // PostgreSQL orders keys and spaces as it likes
}

function alike(write: (column: string) => string) {
  return { sqlite: write, postgres: write }
}

/**
 * Compares how many rows each side has, how many values, and their sums.
 * @throws Problem `refused` that names what differs
 */
export async function compareSums(
  source: Database.Database,
  target: pg.Client,
  table: MovedTable,
): Promise<void> {
  const ours = source.prepare(sumsOver(table, 'sqlite')).raw().get() as unknown[]
  const { rows } = await target.query<string[]>({ text: sumsOver(table, 'postgres'), rowMode: 'array' })
  const theirs = rows[0] ?? []
  const names = ['rows', ...table.columns.map(({ name }) => name)]
  const different = names.flatMap((name, place) =>
    ours[place] === theirs[place]
      ? []
      : [`${name}: ${ours[place]} in the file, ${theirs[place]} in PostgreSQL`],
  )
  if (different.length > 0)
    throw new Problem(
      'refused',
      `The copy of ${table.name} differs (values, then their sum): ${different.join('; ')}.`,
    )
}

function sumsOver({ name, columns }: MovedTable, dialect: 'sqlite' | 'postgres'): string {
  const sum = ({ name, type }: MovedColumn) => {
    const column = quoted(name)
    return `cast(count(${column}) as text) || ' ' || coalesce(cast(${sumOf[type][dialect](column)} as text), '')`
  }
  return `select cast(count(*) as text), ${columns.map(sum).join(', ')} from ${quoted(name)}`
}
