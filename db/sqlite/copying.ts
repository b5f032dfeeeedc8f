import Database from 'better-sqlite3'
import { Problem } from '../../app/domain/problem'

/** 4 MB a step: a step takes about 2 ms, and between two the progress is shown and a stop is heard. */
const pagesAtATime = 1000

/**
 * Copies a database that others go on writing. One read transaction is held all the while: a copy made of many is
 * begun anew whenever another process commits, and at 700 commits a second one of 150 MB was not done after 20 s; held,
 * it took 0.3 s and slowed no commit. The price is a log that cannot be emptied meanwhile.
 * Page by page, so rowids and free pages stay as they are; `secure_delete` has emptied what was erased.
 * `VACUUM INTO` took 0.43 s, cannot be stopped or followed, and its file was no smaller.
 */
export async function copyDatabase(
  file: string,
  copy: string,
  copied: (part: number) => void,
): Promise<void> {
  const source = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 })
  try {
    source.exec('begin')
    source.prepare('select count(*) from sqlite_schema').get() // the transaction begins with its first read
    await source.backup(copy, {
      progress({ totalPages, remainingPages }) {
        copied(1 - remainingPages / totalPages)
        return pagesAtATime
      },
    })
  } finally {
    source.close()
  }
}

/** What a database holds, once it is known to be whole. */
export interface Contents {
  readonly fingerprint: string
  /** Of the last migration that was applied. */
  readonly migration: string
  readonly rows: Readonly<Record<string, number>>
}

/**
 * Checks a copy that nobody else has open, and makes one file of it that needs no log.
 * @throws Problem `refused` where it is damaged
 */
export function checkCopy(copy: string): Contents {
  const database = new Database(copy, { fileMustExist: true })
  try {
    database.pragma('journal_mode = delete')
    refuseDamage(database, 'integrity_check', 'ok')
    refuseDamage(database, 'foreign_key_check', undefined)
    return contentsOf(database)
  } finally {
    database.close()
  }
}

function refuseDamage(database: Database.Database, check: string, sound: string | undefined): void {
  const found = database.pragma(check, { simple: true })
  if (found !== sound)
    throw new Problem(
      'refused',
      `The database is damaged (${check}: ${String(found)}). No backup was made of it: keep the last good one.`,
    )
}

function contentsOf(database: Database.Database): Contents {
  const text = (sql: string) => String(database.prepare(sql).pluck().get())
  const tables = database
    .prepare(
      "select name from sqlite_schema where type = 'table' and name not like '\\_%' escape '\\' and name not like 'sqlite%'",
    )
    .pluck()
    .all() as string[]
  if (!tables.includes('installation') || !tables.includes('signature'))
    throw new Problem('refused', 'DATABASE_URL names a database, but none of Undersigned.')
  return {
    fingerprint: text("select value from installation where name = 'key-fingerprint'"),
    migration: text('select hash from __drizzle_migrations order by created_at desc limit 1'),
    rows: Object.fromEntries(tables.map(name => [name, Number(text(`select count(*) from "${name}"`))])),
  }
}
