import type Database from 'better-sqlite3'
import type pg from 'pg'
import type { Comparison, MovedRows } from '../../app/domain/move'
import { binaryEnd, binaryRows, binaryStart } from './binary-rows'
import { copyIn } from './copy-in'
import { compareRows } from './every-row'
import { dropIndexes } from './indexes'
import { columnList, type MovedTable, movedTables, quoted } from './moved-tables'
import { pagesOf } from './pages'
import { compareSums } from './sums'

/** How far a step is, from 0 to 1; throws where it is to stop. */
export type Step = (words: string) => (part: number) => void

/**
 * Begins the transaction that everything is in, and keeps everybody else out of the tables until it ends. Nothing of
 * ours waits on a clock in it; a lock that a server of ours holds is free within seconds.
 */
export async function beginFilling(client: pg.Client): Promise<void> {
  await client.query('begin isolation level read committed read write')
  await client.query(
    "set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set local lock_timeout = '10s'",
  )
  await client.query(
    "select set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') in ('off', 'local')",
  )
  const names = movedTables.map(({ name }) => quoted(name)).join(', ')
  await client.query(`lock table ${names}, tally_delta in access exclusive mode`)
}

/** Fills the empty tables, makes their indexes, and compares. @throws Problem `refused` where the sides differ */
export async function fill(
  source: Database.Database,
  client: pg.Client,
  compare: Comparison,
  step: Step,
): Promise<readonly MovedRows[]> {
  const tables = movedTables.map(table => ({ table, rows: countIn(source, table) }))
  await client.query(`truncate ${movedTables.map(({ name }) => quoted(name)).join(', ')}`)
  const remake = await dropIndexes(client)
  const all = tables.reduce((sum, { rows }) => sum + rows, 0)

  const copied = shareOf(all, step('copying'))
  for (const { table } of tables) {
    // Truncated in this transaction, so its rows may be frozen as they come: no VACUUM need write them again.
    const statement = `copy ${quoted(table.name)} (${columnList(table)}) from stdin (format binary, freeze)`
    await copyIn(client, statement, partsOf(source, table, copied))
  }
  const made = shareOf(remake.length, step('making the indexes'))
  for (const statement of remake) {
    await client.query(statement)
    made(1)
  }
  await client.query(`analyze ${movedTables.map(({ name }) => quoted(name)).join(', ')}`)
  await compareAll(source, client, compare, tables, step)
  return tables.map(({ table, rows }) => ({ table: table.name, rows }))
}

/** Shows how far it is, where parts of a whole are told. */
function shareOf(whole: number, show: (part: number) => void): (more: number) => void {
  let done = 0
  show(0)
  return more => {
    done += more
    show(whole === 0 ? 1 : done / whole)
  }
}

function countIn(source: Database.Database, { name }: MovedTable): number {
  return source
    .prepare(`select count(*) from ${quoted(name)}`)
    .pluck()
    .get() as number
}

function* partsOf(
  source: Database.Database,
  table: MovedTable,
  copied: (rows: number) => void,
): Generator<Buffer> {
  const binary = binaryRows(table)
  yield binaryStart
  for (const page of pagesOf(source, table)) {
    yield binary(page)
    copied(page.length)
  }
  yield binaryEnd
}

async function compareAll(
  source: Database.Database,
  client: pg.Client,
  compare: Comparison,
  tables: readonly { readonly table: MovedTable; readonly rows: number }[],
  step: Step,
): Promise<void> {
  const summed = shareOf(tables.length, step('comparing counts and sums'))
  for (const { table } of tables) {
    await compareSums(source, client, table)
    summed(1)
  }
  if (compare === 'sums') return
  for (const { table, rows } of tables) {
    const show = step(`comparing every row of ${table.name}`)
    show(rows === 0 ? 1 : 0)
    await compareRows(source, client, table, done => show(done / rows))
  }
}
