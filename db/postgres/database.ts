import { sql } from 'drizzle-orm'
import type { SignatureId } from '../../app/domain/id'
import type { ConfirmedRow, Database, NewSignature, QueuedRow, Session, Tables } from '../database'
import { ask } from '../steps'
import { bulk, bulkInsert } from './bulk'
import type { Connection, Nameable } from './connection'
import { tables } from './schema'
import { tallies } from './tallies'

/** What the store stands on where many processes share one PostgreSQL: rows are locked, many are written by one statement. */
export function postgresDatabase(connection: Connection, newId: () => string): Omit<Database, 'close'> {
  return {
    tables: tables as unknown as Tables,
    transact: work => connection.transact('write', work),
    snapshot: work => connection.transact('snapshot', work),
    read: work => connection.read(work),
    prepared: (name, write) => connection.prepared(name, write),
    statement<Row>(name: string, write: (tx: Session) => unknown) {
      return (tx: Session, values: object) =>
        ask(() => (write(tx) as Nameable<Row>).prepare(name).execute(values))
    },
    oneOf: (id, name) => sql`${id} = any(${sql.placeholder(name)}::uuid[])`,
    locked: query => lock(query, 'update'),
    kept: query => lock(query, 'key share'),
    skippingLocked: query => lock(query, 'update', { skipLocked: true }),

    *insertSignatures(tx, rows) {
      const recorded = yield* insertSignatures(tx, rows.toSorted(byMailbox))
      return new Set(recorded.map(({ id }) => id as SignatureId))
    },
    *insertLetters(tx, rows) {
      yield* insertLetters(tx, rows)
    },
    *insertOutgoing(tx, rows) {
      yield* insertOutgoing(tx, rows)
    },
    *confirmSignatures(tx, rows) {
      yield* confirmSignatures(tx, rows)
    },
    *queueLetters(tx, rows) {
      yield* queueLetters(tx, rows)
    },
    ...tallies(newId),

    /** What was deleted is gone from the tables once VACUUM has been there, and from the log when it is recycled. */
    forgetDeleted: async () => {},
  }
}

type Strength = 'update' | 'key share'

function lock<Query extends object>(
  query: Query,
  strength: Strength,
  how?: { readonly skipLocked: true },
): Query {
  const select = query as unknown as { for(strength: Strength, config?: { skipLocked?: boolean }): unknown }
  return select.for(strength, how) as Query
}

/** In one order, so that of two groups that hold the same mailboxes one waits for the other, and never each for each. */
function byMailbox(one: NewSignature, other: NewSignature): number {
  return one.campaignId - other.campaignId || Buffer.compare(one.mailbox, other.mailbox)
}

const insertSignatures = bulkInsert(
  'insert-signatures',
  tables.signature,
  'on conflict (campaign_id, mailbox, slot) do nothing returning id',
)
const insertLetters = bulkInsert('insert-letters', tables.letter)
const insertOutgoing = bulkInsert('insert-outgoing', tables.outgoing)

const confirmSignatures = bulk<ConfirmedRow>(
  'confirm-signatures',
  {
    campaign_id: { type: 'integer', read: row => row.campaignId },
    id: { type: 'uuid', read: row => row.id },
    at: { type: 'timestamptz', read: row => row.at },
    number: { type: 'integer', read: row => row.number },
  },
  rows => `update signature set state = 'confirmed', confirmed_at = rows.at, number = rows.number
    from ${rows} where signature.campaign_id = rows.campaign_id and signature.id = rows.id`,
)

const queueLetters = bulk<QueuedRow>(
  'queue-letters',
  {
    id: { type: 'uuid', read: row => row.id },
    at: { type: 'timestamptz', read: row => row.at },
    state: { type: 'text', read: row => row.state },
  },
  rows => `update letter set state = rows.state, queued_at = rows.at from ${rows} where letter.id = rows.id`,
)
