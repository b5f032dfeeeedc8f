import type { SQL } from 'drizzle-orm'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { LetterId, SignatureId } from '../app/domain/id'
import type { StretchPart } from '../app/domain/tally/stretch'
import type { Count, Delta, Measure, PlaceCount } from '../app/domain/tally/tally'
import type { Steps } from './steps'
import type { defineTables } from './tables'

export type Tables = ReturnType<typeof defineTables>

/**
 * What builds queries, inside a transaction or outside. Typed as SQLite's: Drizzle builds the same queries for both
 * dialects, and `steps.ts` runs them.
 */
export type Session = BetterSQLite3Database<Tables>

export type IdColumn = Tables['signature' | 'letter']['id'] | Tables['outgoing']['letterId']

export type NewSignature = Tables['signature']['$inferInsert']
export type NewLetter = Tables['letter']['$inferInsert']
export type NewOutgoing = Tables['outgoing']['$inferInsert']

/** What differs between SQLite and PostgreSQL: transactions, locks, bulk writes and the tallies. The store stands on this. */
export interface Database {
  readonly tables: Tables
  /**
   * Runs work in one transaction.
   * @throws Problem `busy` where nothing was written and trying again may help
   */
  transact<Outcome>(work: (tx: Session) => Steps<Outcome>): Promise<Outcome>
  /** Runs reads that all see one state of the database. */
  snapshot<Outcome>(work: (from: Session) => Steps<Outcome>): Promise<Outcome>
  /** Runs reads, each of which sees what is committed. */
  read<Outcome>(work: (from: Session) => Steps<Outcome>): Promise<Outcome>

  /**
   * A read on a hot path: written once, and then only filled in. Writing a query anew costs ten times what SQLite takes to
   * answer it.
   */
  prepared<Row>(name: string, write: (from: Session) => Preparable<Row>): Prepared<Row>

  /**
   * The same for a statement inside a transaction, which writes or reads what it must not miss; it gives its rows, so what
   * writes must say what it returns. Whoever asks for it again by its name is given the one that was written.
   */
  statement<Row>(name: string, write: (tx: Session) => Preparable<Row>): Statement<Row>

  /** Whether an id is one of a list, however long, that a statement which is written once is given under a name. */
  oneOf(id: IdColumn, name: string): SQL

  /** The same rows, kept from other transactions until this one ends. SQLite lets only one write at all. */
  locked<Query extends object>(query: Query): Query
  /** The same rows, which nobody deletes until this transaction ends; whoever else keeps them so does not wait. */
  kept<Query extends object>(query: Query): Query
  /** The same rows but for those that another transaction holds. */
  skippingLocked<Query extends object>(query: Query): Query

  /** Inserts those whose place (campaign, mailbox, slot) is free; gives the ids of these. */
  insertSignatures(tx: Session, rows: readonly NewSignature[]): Steps<ReadonlySet<SignatureId>>
  insertLetters(tx: Session, rows: readonly NewLetter[]): Steps<void>
  insertOutgoing(tx: Session, rows: readonly NewOutgoing[]): Steps<void>
  /** Confirms pending signatures, each with its number. */
  confirmSignatures(tx: Session, rows: readonly ConfirmedRow[]): Steps<void>
  queueLetters(tx: Session, rows: readonly QueuedRow[]): Steps<void>

  /** Adds to the maintained tallies, each count once, in the transaction of what is counted. */
  addToTallies(tx: Session, deltas: readonly Delta[]): Steps<void>
  /** What the tallies say, in the order of campaign, measure and key; what is zero is left out. */
  tallied(from: Session, which: Tallied): Steps<TallyRow[]>
  /** What a part of a stretch of days says, added up by constituency. */
  talliedByPlace(from: Session, campaignId: number, part: StretchPart): Steps<PlaceCount[]>

  /** Sees to it that what was deleted is in none of the files that are ours. */
  forgetDeleted(): Promise<void>
  close(): Promise<void>
}

/** Which tallies: everything where nothing is said. */
export interface Tallied {
  readonly campaignId?: number
  readonly measures?: readonly Measure[]
  readonly keys?: readonly string[]
}

export interface TallyRow extends Count {
  readonly campaignId: number
}

export interface Preparable<Row> {
  prepare(): { all(values?: Readonly<Record<string, unknown>>): Row[] }
}

/** Takes a value for each placeholder. */
export type Prepared<Row> = (values: Readonly<Record<string, unknown>>) => Promise<Row[]>

/** Takes a value for each placeholder. */
export type Statement<Row> = (tx: Session, values: Readonly<Record<string, unknown>>) => Steps<Row[]>

export interface ConfirmedRow {
  readonly id: SignatureId
  readonly campaignId: number
  readonly at: Date
  readonly number: number
}

export interface QueuedRow {
  readonly id: LetterId
  readonly at: Date
  readonly state: 'queued' | 'held'
}
