import Database from 'better-sqlite3'
import { Problem } from '../../app/domain/problem'
import { fenced, isFenced, markIn, markOf } from './header'

/** Where an installation went from its file. */
export interface Move {
  /** This text is a row of both databases: whoever goes on with a move knows its other side by it. */
  readonly text: string
  /** Host, port and database. */
  readonly to: string
  /** Since when it lives there; null while that is not known to be so. */
  readonly since: string | null
}

/** Facts of the installation. An operator who goes back deletes both from the file (`docs/postgres.md`). */
const facts = { move: 'postgres-move', since: 'postgres-since' } as const

/** Null where the file is an installation's own, or none of ours. */
export function moveIn(database: Database.Database): Move | null {
  if (!database.prepare("select 1 from sqlite_schema where name = 'installation'").get()) return null
  const fact = database.prepare('select value from installation where name = ?').pluck()
  const text = fact.get(facts.move) as string | undefined
  if (text === undefined) return null
  const { to } = JSON.parse(text) as { readonly to: string }
  return { text, to, since: (fact.get(facts.since) as string | undefined) ?? null }
}

/** Closes the file from the commit of the transaction under way: two truths cannot live. */
export function raiseFence(
  database: Database.Database,
  fingerprint: string,
  move: { readonly id: string; readonly to: string; readonly begun: Date },
): Move {
  const text = JSON.stringify(move)
  database.prepare('insert into installation (name, value) values (?, ?)').run(facts.move, text)
  database.pragma(`application_id = ${fenced(markOf(fingerprint))}`)
  return { text, to: move.to, since: null }
}

/** PostgreSQL has everything, and serves. */
export function closeForGood(database: Database.Database, since: Date): void {
  const set = 'insert into installation (name, value) values (?, ?) on conflict (name) do nothing'
  database.prepare(set).run(facts.since, since.toISOString())
}

/** Whether PostgreSQL holds this very move. */
export const isThere = `select 1 from installation where name = '${facts.move}' and value = $1`

/**
 * Costs a look at four bytes where there is no fence.
 * @throws Problem `refused` that says where the installation lives
 */
export function refuseFenced(file: string): void {
  if (!isFenced(markIn(file))) return
  const database = new Database(file, { readonly: true, fileMustExist: true })
  try {
    const move = moveIn(database)
    if (move) throw new Problem('refused', whereItIs(file, move))
  } finally {
    database.close()
  }
}

export function whereItIs(file: string, { to, since }: Move): string {
  return since
    ? `This installation lives in PostgreSQL since ${since} (${to}): set DATABASE_URL to that. ${file} is what it was until then, and docs/postgres.md says what to do if it must be opened once more.`
    : `This installation is on its way to PostgreSQL (${to}), and the move was interrupted as it ended: run migrate-to-postgres again with the same URL, which ends it. docs/postgres.md says how to go back instead.`
}
