import { setTimeout as pause } from 'node:timers/promises'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { isProblem, Problem } from '../../app/domain/problem'
import type { Database, Session } from '../database'
import { type Steps, takeLater } from '../steps'
import { passing } from './faults'

/** Connections to one PostgreSQL database. */
export interface Connection {
  readonly pool: pg.Pool
  /** Runs reads, each of which sees what is committed. */
  read<Outcome>(work: (from: Session) => Steps<Outcome>): Promise<Outcome>
  /** A read that is written once. */
  prepared: Database['prepared']
  /**
   * Runs work in one transaction, again where another was in its way or the server went away meanwhile. A COMMIT whose
   * answer was lost may have been carried out, so work must be such that doing it twice is doing it once.
   * @throws Problem `busy` where it does not come to an end in time
   */
  transact<Outcome>(mode: keyof typeof begins, work: (tx: Session) => Steps<Outcome>): Promise<Outcome>
  close(): Promise<void>
}

/** A query as Drizzle builds it for PostgreSQL, which keeps what it is prepared under a name. */
export interface Nameable<Row> {
  prepare(name: string): { execute(values: object): Promise<Row[]> }
}

/** Said aloud, since a server may have other defaults. */
const begins = {
  write: 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE',
  snapshot: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
} as const

/** Whoever waits for an answer is told to come back once this is over; a server restarts within it. */
const tryForMs = 8_000

const timeouts = {
  connectionTimeoutMillis: 4_000,
  /** Far above what any statement of ours takes. */
  statement_timeout: 30_000,
  /** A process that hangs must not keep its locks. */
  idle_in_transaction_session_timeout: 30_000,
  lock_timeout: 5_000,
}

/** @param url as `DATABASE_URL` has it */
export function openConnection(url: string): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'undersigned',
    max: 10,
    keepAlive: true,
    ...timeouts,
    onConnect(client) {
      client.on('error', () => {}) // lost while it is lent: whoever has it learns so from their query
      return client.query(durable)
    },
  })
  pool.on('error', () => {}) // one that lay idle and was cut off: whoever needs one next gets a new one
  const sessions = new WeakMap<object, Session>()

  /** Drizzle around a connection, made once for each: it costs more than a query. */
  function sessionOf(client: pg.Pool | pg.PoolClient): Session {
    const session = sessions.get(client) ?? (drizzle(client) as unknown as Session)
    sessions.set(client, session)
    return session
  }

  async function once<Outcome>(begin: string, work: (tx: Session) => Steps<Outcome>): Promise<Outcome> {
    const client = await pool.connect()
    let broken = false
    try {
      await client.query(begin)
      const outcome = await takeLater(work(sessionOf(client)))
      await client.query('COMMIT')
      return outcome
    } catch (fault) {
      broken = await client.query('ROLLBACK').then(
        () => false,
        () => true,
      )
      throw fault
    } finally {
      client.release(broken)
    }
  }

  return {
    pool,
    read: work => persistently(() => takeLater(work(sessionOf(pool)))),
    prepared<Row>(name: string, write: (from: Session) => unknown) {
      const statement = (write(sessionOf(pool)) as Nameable<Row>).prepare(name)
      return values => persistently(() => statement.execute(values))
    },
    transact: (mode, work) => persistently(() => once(begins[mode], work)),
    async close() {
      if (!pool.ending) await pool.end()
    },
  }
}

/** A server may be set not to wait for its disk; what we acknowledge must be on it. */
const durable =
  "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') in ('off', 'local')"

async function persistently<Outcome>(work: () => Promise<Outcome>): Promise<Outcome> {
  const until = Date.now() + tryForMs
  for (let attempt = 0; ; attempt++) {
    try {
      return await work()
    } catch (fault) {
      if (isProblem(fault)) throw fault
      const kind = passing(fault)
      if (kind === 'ours') throw fault
      const waitMs = Math.min(500, 5 * 2 ** attempt) * (0.5 + Math.random() / 2) // never in step with another
      if (kind === 'busy' || Date.now() + waitMs > until) throw busy()
      await pause(waitMs)
    }
  }
}

function busy(): Problem {
  return new Problem(
    'busy',
    'We cannot take this just now. Nothing was recorded. Please try again in a minute.',
    {},
    30,
  )
}
