import { randomUUID } from 'node:crypto'
import type Database from 'better-sqlite3'
import pg from 'pg'
import type { Watch } from '../../app/domain/backup'
import type { Comparison, Moved, MovedRows } from '../../app/domain/move'
import { Problem } from '../../app/domain/problem'
import type { Store } from '../../app/domain/store'
import { wrongSecret } from '../keyring'
import { passing } from '../postgres/faults'
import { closeForGood, type Move, moveIn, raiseFence, whereItIs } from '../sqlite/fence'
import { seize } from '../sqlite/seizing'
import { beginFilling, fill } from './filling'
import { look, prepare, reach, type Target, wordsOf } from './target'

/** The installation that moves, and how the product opens its file and its new home. */
export interface MovedInstallation {
  readonly file: string
  /** Of `SECRET_KEY`. */
  readonly fingerprint: string
  now(): Date
  openFile(): Store
  openPostgres(url: string): Promise<Store>
}

/**
 * Moves an installation. All of PostgreSQL's side is one transaction, and nobody else has the file meanwhile: whoever
 * is interrupted has changed neither. At the end the file is closed before PostgreSQL commits, so that at no moment
 * both can be served from; a crash between the two leaves neither, and moving again ends it.
 */
export async function moveToPostgres(
  installation: MovedInstallation,
  url: string,
  compare: Comparison,
  watch: Watch,
): Promise<Moved> {
  const { file, fingerprint } = installation
  const move = await firstLook(installation)
  const target = await reach(url)
  const { to } = target
  try {
    if (move && move.to !== to) throw new Problem('refused', whereItIs(file, move))
    if ((await look(target, fingerprint, move)) === 'empty') {
      if (!move) await installation.openFile().close() // its tables are brought up to date
      await prepare(target, () => installation.openPostgres(url), installation.now())
    }
    return { to, tables: await carryOver(installation, target, compare, watch) }
  } finally {
    await target.close().catch(() => {}) // and what was not committed is undone
  }
}

/** What can be told from the file alone, before anything is touched. */
function firstLook(installation: MovedInstallation): Promise<Move | null> {
  return withFile(installation, async ({ move }) => {
    if (move?.since) throw new Problem('refused', whereItIs(installation.file, move))
    return move
  })
}

interface Found {
  /** Inside a transaction that keeps everybody else out. */
  readonly database: Database.Database
  readonly move: Move | null
}

/** @throws Problem `refused` where somebody has the file open, or it is not this installation's */
async function withFile<Outcome>(
  { file, fingerprint }: MovedInstallation,
  work: (found: Found) => Promise<Outcome>,
): Promise<Outcome> {
  const { state, database, release } = seize(file)
  try {
    if (state === 'damaged')
      throw new Problem('refused', `${file} is damaged: restore the last good backup, and move that.`)
    const ours = database && fingerprintIn(database)
    if (!ours) throw new Problem('refused', `There is nothing to move: ${file} holds no installation.`)
    if (ours !== fingerprint) throw wrongSecret(`${file} was made with another`)
    return await work({ database, move: moveIn(database) })
  } finally {
    release()
  }
}

function fingerprintIn(database: Database.Database): string | null {
  const table = database.prepare("select 1 from sqlite_schema where name = 'installation'").get()
  if (!table) return null
  const fact = database.prepare("select value from installation where name = 'key-fingerprint'").pluck()
  return (fact.get() as string | undefined) ?? null
}

/** Gives what was copied; nothing where an earlier call was cut off when only the file did not know of its end. */
function carryOver(
  installation: MovedInstallation,
  target: Target,
  compare: Comparison,
  { report, stop }: Watch,
): Promise<readonly MovedRows[]> {
  const { fingerprint, now } = installation
  const { client, to } = target
  return withFile(installation, async ({ database, move }) => {
    const ours = move ?? raiseFence(database, fingerprint, { id: randomUUID(), to, begun: now() })
    const step = (words: string) => (part: number) => {
      stop.throwIfAborted()
      report(words, part)
    }
    const moved = await orUnchanged(to, async () => {
      await beginFilling(client)
      if ((await look(target, fingerprint, ours)) === 'moved') return []
      return fill(database, client, compare, step)
    })
    database.exec('commit') // from here on nobody serves from the file, …
    await commit(target) // … and from here on everybody from PostgreSQL
    closeForGood(database, now())
    return moved
  })
}

async function orUnchanged<Outcome>(to: string, work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work()
  } catch (fault) {
    if (passing(fault) === 'ours' && !(fault instanceof pg.DatabaseError)) throw fault
    throw new Problem('refused', `${to}: ${wordsOf(fault)}. Nothing was changed: mend that, and move again.`)
  }
}

async function commit({ client, to }: Target): Promise<void> {
  try {
    await client.query('commit')
  } catch (fault) {
    throw new Problem(
      'refused',
      `${to} did not say whether it kept everything: ${wordsOf(fault)}. Neither side can be served from until that is known: run the same command again, which ends it.`,
    )
  }
}
