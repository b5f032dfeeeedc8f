import { and, asc, eq, gte, inArray, lt, ne, sql } from 'drizzle-orm'
import type { SignatureId } from '../../app/domain/id'
import { type Delta, sumDeltas } from '../../app/domain/tally/tally'
import type { ConfirmedRow, Database, Preparable, QueuedRow, Session } from '../database'
import { all, ask, takeNow } from '../steps'
import { given } from '../store/given'
import { compiled, compiledInsert } from './compiled'
import type { Connection } from './connection'
import { tables } from './schema'

/** What the store stands on where it is one file: it lets one transaction write at a time, so nothing need be locked. */
export function sqliteDatabase(connection: Connection): Database {
  const { read } = connection
  const { tally, campaign } = tables
  const statements = compileStatements(connection)
  const written = new Map<string, ReturnType<Preparable<unknown>['prepare']>>()

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
    statement<Row>(name: string, write: (tx: Session) => Preparable<Row>) {
      const statement = () => {
        const known = written.get(name) ?? write(connection.write as Session).prepare()
        written.set(name, known)
        return known as ReturnType<Preparable<Row>['prepare']>
      }
      return (_tx: Session, values: Readonly<Record<string, unknown>>) => ask(() => statement().all(values))
    },
    oneOf: (id, name) =>
      sql`${id} in (select unhex(value, '-') from json_each(${sql.param(sql.placeholder(name), asJson)}))`,
    locked: query => query,
    kept: query => query,
    skippingLocked: query => query,

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

    *tallied(from, { campaignId, measures, keys }) {
      const { measure, key, count } = tally
      const campaigns = from.select({ id: campaign.id }).from(campaign)
      const query = from
        .select({ campaignId: tally.campaignId, measure, key, count })
        .from(tally)
        .where(
          and(
            // A list, even of all: the index begins with the campaign.
            campaignId ? eq(tally.campaignId, campaignId) : inArray(tally.campaignId, campaigns),
            measures && inArray(measure, [...measures]),
            keys && inArray(key, [...keys]),
            ne(count, 0),
          ),
        )
        .orderBy(asc(tally.campaignId), asc(measure), asc(key))
      return yield* all(query)
    },

    *talliedByPlace(from, campaignId, part) {
      const { measure, key, count } = tally
      const code = sql<string>`substr(${key}, instr(${key}, '|') + 1)`
      const days = and(eq(measure, part.measure), gte(key, part.from), lt(key, part.before))
      return yield* all(
        from
          .select({ code, count: sql<number>`sum(${count})` })
          .from(tally)
          .where(and(eq(tally.campaignId, campaignId), days))
          .groupBy(code)
          .having(sql`sum(${count}) <> 0`)
          .orderBy(code),
      )
    },

    forgetDeleted: () => connection.forgetDeleted(),
    close: () => connection.close(),
  }
}

const asJson = { mapToDriverValue: (ids: unknown) => JSON.stringify(ids) }

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
        .set({ state: given('state', letter.state), queuedAt: given('at', letter.queuedAt) })
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
