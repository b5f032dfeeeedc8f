import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { failureOf, watchDisk } from '../../db/sqlite/disk'

const sqlite = (code: string) => new Database.SqliteError('words', code)

test.each(['WRITE', 'FSYNC', 'DIR_FSYNC', 'CORRUPTFS'])(
  'after SQLITE_IOERR_%s nothing that the process remembers of the file holds',
  what => expect(failureOf(sqlite(`SQLITE_IOERR_${what}`)).kind).toBe('disk-broken'),
)

test.each(['FULL', 'IOERR_SHMSIZE', 'IOERR_READ', 'IOERR_TRUNCATE', 'BUSY', 'BUSY_SNAPSHOT', 'READONLY'])(
  'after SQLITE_%s a write may be tried again',
  what => expect(failureOf(sqlite(`SQLITE_${what}`)).kind).toBe('not-now'),
)

test.each([sqlite('SQLITE_CONSTRAINT_UNIQUE'), new Error('ours'), { code: 'EIO' }, null, undefined, 'words'])(
  'what is no failure of the disk is thrown on: %s',
  thrown => expect(failureOf(thrown).kind).toBe('fault'),
)

test('it is found where Drizzle wrapped it', () => {
  const wrapped = new Error('Failed query', { cause: sqlite('SQLITE_IOERR_FSYNC') })
  expect(failureOf(wrapped)).toEqual({ kind: 'disk-broken', code: 'SQLITE_IOERR_FSYNC' })
})

test('a broken disk is told before anybody can answer, a full one is not', () => {
  const told: string[] = []
  const watched = watchDisk(code => told.push(code))
  const failing = (code: string) => () => {
    watched(() => {
      throw sqlite(code)
    })
  }
  expect(failing('SQLITE_FULL')).toThrow('words')
  expect(told).toEqual([])
  expect(failing('SQLITE_IOERR_WRITE')).toThrow('words')
  expect(told).toEqual(['SQLITE_IOERR_WRITE'])
  expect(watched(() => 'written')).toBe('written')
})
