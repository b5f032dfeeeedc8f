import { and, eq, ne, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { SignatureId } from '../../app/domain/id'
import { type Delta, sumDeltas } from '../../app/domain/tally'
import type { ConfirmedRow, Database, QueuedRow } from '../database'
import { all, ask, first, takeNow } from '../steps'
import { compiled, compiledInsert } from './compiled'
import type { Connection } from './connection'
import { tables } from './schema'

/** What the store stands on where it is one file: it lets one transaction write at a time, so nothing need be locked. */
export function sqliteDatabase(connection: Connection): Database {
  const { read } = connection
  const { tally } = tables
  const statements = compileStatements(connection)
  const isTotal = and(eq(tally.measure, 'signatures'), eq(tally.key, ''))

  return {
    tables,
    async transact(work) {
      return connection.transact(() => takeNow(work(connection.write)))
    },
    async snapshot(work) {
      return connection.snapshot(() => takeNow(work(read)))
    },
    async read(work) {
      return takeNow(work(read))
    },
    prepared(_name, write) {
      const statement = write(read).prepare()
      return async values => statement.all(values)
    },
    locked: query => query,
    unlocked: query => query,

    insertSignatures: (_tx, rows) =>
      ask(() => {
        const inserted = rows.filter(row => statements.insertSignature(row).changes === 1)
        return new Set<SignatureId>(inserted.map(({ id }) => id))
      }),
    insertLetters: (_tx, rows) => each(rows, statements.insertLetter),
    insertOutgoing: (_tx, rows) => each(rows, statements.insertOutgoing),
    confirmSignatures: (_tx, rows) => each(rows, statements.confirmSignature),
    queueLetters: (_tx, rows) => each(rows, statements.queueLetter),
    addToTallies: (_tx, deltas) => each(sumDeltas(deltas), statements.addToTally),

    *counts(from, campaignId) {
      const { measure, key, count } = tally
      const ofCampaign = and(eq(tally.campaignId, campaignId), ne(count, 0))
      return yield* all(from.select({ measure, key, count }).from(tally).where(ofCampaign))
    },
    *totals(from) {
      const { campaignId, count } = tally
      const rows = yield* all(from.select({ campaignId, count }).from(tally).where(isTotal))
      return new Map(rows.map(row => [row.campaignId, row.count]))
    },
    *total(from, campaignId) {
      const { count } = tally
      const ofCampaign = and(eq(tally.campaignId, campaignId), isTotal)
      return (yield* first(from.select({ count }).from(tally).where(ofCampaign)))?.count ?? 0
    },

    forgetDeleted: () => connection.emptyLog(),
    close: () => connection.close(),
  }
}

function each<Row>(rows: readonly Row[], write: (row: Row) => unknown) {
  return ask(() => {
    for (const row of rows) write(row)
  })
}

/** Every write on the way of a signature. */
function compileStatements(connection: Connection) {
  const { write } = connection
  const { signature, letter, outgoing, tally } = tables
  return {
    insertSignature: compiledInsert(connection, signature, [
      signature.campaignId,
      signature.mailbox,
      signature.slot,
    ]),
    insertLetter: compiledInsert(connection, letter),
    insertOutgoing: compiledInsert(connection, outgoing),
    confirmSignature: compiled<ConfirmedRow>(
      connection,
      write
        .update(signature)
        .set({
          state: 'confirmed',
          confirmedAt: given('at', signature.confirmedAt),
          number: given('number', signature.number),
        })
        .where(
          and(
            eq(signature.campaignId, given('campaignId', signature.campaignId)),
            eq(signature.id, given('id', signature.id)),
          ),
        ),
    ),
    queueLetter: compiled<QueuedRow>(
      connection,
      write
        .update(letter)
        .set({ state: 'queued', queuedAt: given('at', letter.queuedAt) })
        .where(eq(letter.id, given('id', letter.id))),
    ),
    addToTally: compiled<Delta>(
      connection,
      write
        .insert(tally)
        .values({
          campaignId: given('campaignId', tally.campaignId),
          measure: given('measure', tally.measure),
          key: given('key', tally.key),
          count: given('by', tally.count),
        })
        .onConflictDoUpdate({
          target: [tally.campaignId, tally.measure, tally.key],
          set: { count: sql`${tally.count} + excluded.count` },
        }),
    ),
  }
}

/** A place for a value that is encoded as its column is. */
function given(name: string, column: SQLiteColumn) {
  return sql`${sql.param(sql.placeholder(name), column)}`
}
