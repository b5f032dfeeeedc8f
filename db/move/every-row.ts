import { isDeepStrictEqual } from 'node:util'
import type Database from 'better-sqlite3'
import type pg from 'pg'
import { idFromBytes } from '../../app/domain/id'
import { Problem } from '../../app/domain/problem'
import { type ColumnType, type MovedColumn, type MovedTable, quoted, type Row } from './moved-tables'
import { pagesOf, rowsAtATime } from './pages'

/**
 * Compares every value of every row, both sides read in the order of their keys. PostgreSQL sorts once and keeps its
 * place (a cursor): its collation may order text otherwise than by bytes, as SQLite does.
 * @param compared told how many rows agree so far, after each page
 * @throws Problem `refused` that names the first row that differs
 */
export async function compareRows(
  source: Database.Database,
  target: pg.Client,
  table: MovedTable,
  compared: (rows: number) => void,
): Promise<void> {
  await target.query(`declare compared no scroll cursor for ${inOrder(table)}`)
  const pages = pagesOf(source, table)
  for (let done = 0; ; ) {
    const asked = fetchNext(target)
    const page: readonly Row[] = pages.next().value ?? [] // read while PostgreSQL reads
    const theirs = await asked
    if (page.length === 0 && theirs.length === 0) break
    comparePage(table, page, theirs)
    done += page.length
    compared(done)
  }
  await target.query('close compared')
}

async function fetchNext(target: pg.Client): Promise<readonly Row[]> {
  const answered = await target.query<unknown[]>({
    text: `fetch ${rowsAtATime} from compared`,
    rowMode: 'array',
    types: { getTypeParser: () => (value: unknown) => value },
  })
  return answered.rows
}

function comparePage(table: MovedTable, page: readonly Row[], theirs: readonly Row[]): void {
  for (let place = 0; place < Math.max(page.length, theirs.length); place++) {
    const [one, other] = [page[place], theirs[place]]
    const different = table.columns.filter(
      ({ type }, column) => !isSame(type, one?.[column], other?.[column]),
    )
    if (different.length > 0) throw differs(table, one ?? other ?? [], different)
  }
}

function differs({ name, columns, key }: MovedTable, row: Row, different: readonly MovedColumn[]): Problem {
  const named = key.map(place => {
    const value = row[place]
    return `${columns[place]?.name} ${value instanceof Buffer ? value.toString('hex') : value}`
  })
  return new Problem(
    'refused',
    `The copy of ${name} differs at ${named.join(', ')}: ${different.map(({ name }) => name).join(', ')}.`,
  )
}

/** @param one as SQLite keeps it @param other as PostgreSQL writes it in the query below */
function isSame(type: ColumnType, one: unknown, other: unknown): boolean {
  if (one === null || other === null || one === undefined || other === undefined) return one === other
  if (type === 'jsonb') return isDeepStrictEqual(JSON.parse(one as string), JSON.parse(other as string))
  if (type === 'double precision') return one === Number(other)
  return textOf(type, one) === other
}

function textOf(type: ColumnType, value: unknown): string {
  if (type === 'uuid') return idFromBytes(value as Buffer)
  return type === 'bytea' ? (value as Buffer).toString('hex') : String(value)
}

function inOrder({ name, columns, key }: MovedTable): string {
  const order = key.flatMap(place => {
    const column = columns[place]
    return column ? [`${quoted(column.name)}${column.type === 'text' ? ' collate "C"' : ''}`] : []
  })
  return `select ${columns.map(written).join(', ')} from ${quoted(name)} order by ${order.join(', ')}`
}

function written({ name, type }: MovedColumn): string {
  if (type === 'bytea') return `encode(${quoted(name)}, 'hex')`
  if (type === 'timestamptz') return `round(extract(epoch from ${quoted(name)}) * 1000)::bigint`
  return quoted(name)
}
