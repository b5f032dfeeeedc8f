import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { Problem } from '../../app/domain/problem'
import { diskProblem } from '../durable'

const unchanged = 'Nothing was changed.'

/** Of the database that is to be replaced. */
export type OldState = 'none' | 'sound' | 'damaged'

export interface Seized {
  readonly state: OldState
  /** Inside a transaction that keeps everybody else out; null where there is nothing to read. */
  readonly database: Database.Database | null
  /** Undoes what was not committed. */
  release(): void
}

/**
 * Takes the database for ourselves, so that none starts on it meanwhile: a server, a mailer or a command that has it
 * open holds a lock for as long, and leaving the log is refused then. What the log held is in the file afterwards.
 */
export function seize(file: string): Seized {
  if (!statSync(file, { throwIfNoEntry: false })?.size) return { state: 'none', database: null, release() {} }
  const old = new Database(file, { fileMustExist: true, timeout: 0 })
  try {
    old.pragma('journal_mode = delete')
    old.pragma('synchronous = full')
    old.exec('begin exclusive')
    return { state: 'sound', database: old, release: () => void old.close() }
  } catch (fault) {
    const { code = '' } = fault as { code?: string }
    if (/^SQLITE_(NOTADB|CORRUPT)/.test(code))
      return { state: 'damaged', database: null, release: () => void old.close() }
    old.close()
    if (/^SQLITE_(BUSY|LOCKED)/.test(code))
      throw new Problem(
        'refused',
        `${file} is in use: stop the server, the mailer and every command that uses it, then try again. ${unchanged}`,
      )
    throw diskProblem(fault, file, unchanged)
  }
}
