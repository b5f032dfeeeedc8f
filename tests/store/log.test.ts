import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { watchDisk } from '../../db/sqlite/disk'
import { openLog } from '../../db/sqlite/log'
import { testFolder } from '../support/store'

const pageSize = 4096

test('a log that is written to without a pause is moved into the file meanwhile, and does not grow without end', async () => {
  const { writer, file, write } = openWritten(20)
  let written = 0
  while (!startedAnew(file, written)) {
    write()
    written++
    await setImmediate() // the writer's own turn ends, as a server's does between two groups
  }
  expect(writer.prepare('select count(*) as rows from filled').get()).toEqual({ rows: written })
})

test('a log that somebody reads is moved once they are done', async () => {
  const { file, write } = openWritten(20)
  const reader = new Database(file, { readonly: true })
  onTestFinished(() => void reader.close())
  write()
  reader.exec('begin')
  reader.prepare('select count(*) from filled').get()
  let written = 1
  for (; written < 200; written++) write()
  expect(startedAnew(file, written)).toBe(false)
  reader.exec('commit')
  while (!startedAnew(file, written)) {
    write()
    written++
    await setImmediate()
  }
})

/** A database whose log is moved from so many pages on; each write takes some pages of it. */
function openWritten(pagesAtMost: number) {
  const file = join(testFolder(), 'written.db')
  const writer = new Database(file)
  writer.pragma('journal_mode = wal')
  writer.exec('create table filled (bytes)')
  const log = openLog(
    file,
    writer,
    watchDisk(() => {}),
    pagesAtMost,
  )
  onTestFinished(async () => {
    await log.close()
    writer.close()
  })
  const insert = writer.prepare('insert into filled values (zeroblob(10000))')
  return { writer, file, write: () => void insert.run() }
}

/** Each write appends at least three pages to the log, unless it has begun anew. */
function startedAnew(file: string, writes: number): boolean {
  return statSync(`${file}-wal`).size < writes * 3 * pageSize
}
