import { once } from 'node:events'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openKeyring } from '../../db/keyring'
import { openConnection } from '../../db/sqlite/connection'
import { openCampaign } from '../support/campaign'
import { clockAt } from '../support/clock'
import { openTestStore, testFolder, testSecret } from '../support/store'
import { modeOf, select, snapshot } from './bytes'
import { journey, openAt } from './journey'

describe('the file', () => {
  test('is kept as durability and erasure need it', () => {
    const { write } = openAlone()
    const pragma = (name: string) => Object.values(write.get<object>(sql.raw(`pragma ${name}`)))[0]
    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('synchronous'), 'FULL').toBe(2)
    expect(pragma('secure_delete')).toBe(1)
    expect(pragma('foreign_keys')).toBe(1)
    expect(pragma('busy_timeout'), 'what waits for another process looks every millisecond').toBe(1)
    expect(pragma('trusted_schema')).toBe(0)
  })

  test('is read by a connection that cannot write', () => {
    const { read } = openAlone()
    for (const statement of ["insert into installation values ('a', 'b')", 'create table a (b)', 'vacuum'])
      expect(() => read.run(sql.raw(statement)), statement).toThrow(
        expect.objectContaining({ cause: expect.objectContaining({ code: 'SQLITE_READONLY' }) }),
      )
  })

  test('and its log are for the owner’s eyes alone', () => {
    const folder = testFolder()
    const file = join(folder, 'undersigned.db')
    openAt(file, join(folder, 'keys'))
    expect([modeOf(file), modeOf(`${file}-wal`), modeOf(`${file}-shm`)]).toEqual(['600', '600', '600'])
  })

  test('of each key is for the owner’s eyes alone', async () => {
    const { store, folder } = openTestStore()
    await openCampaign(store, clockAt().now())
    expect(modeOf(join(folder, 'keys'))).toBe('700')
    expect(modeOf(join(folder, 'keys', 'campaign-1.key'))).toBe('600')
    expect(readdirSync(join(folder, 'keys'))).toEqual(['campaign-1.key'])
  })

  test.each([
    ['that is no database', 'not a database at all, but long enough to have a header of 100 bytes'],
    ['that is too short to be one', 'short'],
  ])('%s is refused and left as it is', (_, content) => {
    const folder = testFolder()
    const file = textFile(folder, content)
    const before = snapshot(folder)
    expect(() => openAt(file, join(folder, 'keys'))).toThrow(/no SQLite database/)
    expect(snapshot(folder)).toEqual(before)
  })

  test.each([
    ['a folder', () => testFolder()],
    ['below a file', () => join(textFile(testFolder(), ''), 'undersigned.db')],
  ])('that cannot be one, being %s, is refused with its name', (_, where) => {
    const file = where()
    expect(() => openAt(file, join(testFolder(), 'keys'))).toThrow(
      expect.objectContaining({ code: 'refused', message: expect.stringContaining(file) }),
    )
  })

  test('that another program is just making opens once that is done', async () => {
    const folder = testFolder()
    const file = join(folder, 'undersigned.db')
    const maker = new Worker(halfwayThroughMigrating, {
      eval: true,
      workerData: { file, mark: markOf(openTestStore().file), migrations },
    })
    await once(maker, 'message') // its tables are there, and nobody else sees them yet
    const store = openAt(file, join(folder, 'keys'))
    await store.checkReady()
    expect(await store.campaigns()).toEqual([])
    await maker.terminate()
  })

  test('of the first release is brought up to date with all that is in it', async () => {
    const { store, file, folder } = openTestStore()
    const { id } = await journey(store)
    const before = await store.heldForMailbox('nightingale@zebra.example')
    await store.close()
    const old = join(folder, 'old.db')
    makeFirstRelease(old, file)
    const opened = openAt(old, join(folder, 'keys'))
    expect(await opened.heldForMailbox('nightingale@zebra.example')).toEqual(before)
    expect(await opened.recount()).toEqual([])
    expect(
      (await opened.seats()).map(({ member, vacancy }) => [member?.name, member?.since, vacancy]),
    ).toEqual([
      ['Asha Grange', '2024-07-04', null],
      ['Ben Holt', '2024-07-04', null],
      [undefined, undefined, 'vacant'],
      ['Sil Lent', '2024-07-04', null],
    ])
    await opened.withdrawSignature(id, clockAt().now())
    expect(select(old, 'pragma foreign_key_check')).toEqual([])
  })

  test('opens again and again, by several processes, as it was', async () => {
    const { store, file, folder } = openTestStore()
    const { id } = await journey(store)
    const second = openAt(file, join(folder, 'keys'))
    expect((await second.signature(id))?.state).toBe('confirmed')
    expect(await second.recount()).toEqual([])
    await second.checkReady()
    await second.close()
    await expect(second.checkReady()).rejects.toThrow()
  })
})

describe('another SECRET_KEY is refused before anything is written', () => {
  const otherSecret = Buffer.from('another secret that is long enough: 987654')

  test.each([
    ['beside the keys it was made with', true],
    ['though the keys are not there', false],
  ])('%s', async (_, withKeys) => {
    const { store, folder, file } = openTestStore()
    await journey(store)
    await store.close()
    if (!withKeys) rmSync(join(folder, 'keys'), { recursive: true })
    const before = snapshot(folder)
    expect(() => openAt(file, join(folder, 'keys'), otherSecret)).toThrow(/SECRET_KEY.*Nothing was changed/s)
    expect(snapshot(folder)).toEqual(before)
  })

  test('after a crash that left a log, too', async () => {
    const { store, folder } = openTestStore()
    await journey(store)
    const crashed = join(folder, 'crashed') // as the files lie when the power goes
    mkdirSync(crashed)
    for (const name of readdirSync(folder).filter(name => name.startsWith('undersigned.db')))
      cpSync(join(folder, name), join(crashed, name))
    const before = snapshot(crashed)
    expect(Object.keys(before)).toContain('undersigned.db-wal')
    const copy = join(crashed, 'undersigned.db')
    expect(() => openAt(copy, join(crashed, 'keys'), otherSecret)).toThrow(/SECRET_KEY/)
    expect(snapshot(crashed)).toEqual(before)
  })

  test('from the first opening on, before there is any campaign', async () => {
    const { store, file, folder } = openTestStore()
    await store.close()
    expect(() => openAt(file, join(folder, 'keys'), otherSecret)).toThrow(/SECRET_KEY/)
  })

  test('the right one opens all again', async () => {
    const { store, file, folder } = openTestStore()
    const { id } = await journey(store)
    await store.close()
    expect((await openAt(file, join(folder, 'keys')).signature(id))?.person).toMatchObject({
      name: 'Corrected Marmaduke',
    })
  })
})

function openAlone() {
  const folder = testFolder()
  const connection = openConnection(
    join(folder, 'undersigned.db'),
    openKeyring(join(folder, 'keys'), testSecret),
  )
  onTestFinished(() => connection.close())
  return connection
}

/** A file as the first release made it, with the rows of one of today. */
function makeFirstRelease(old: string, today: string): void {
  const [first] = migrations
  if (!first) throw new Error('no migration')
  const database = new Database(old)
  database.pragma('foreign_keys = 0')
  for (const statement of first.sql) database.exec(statement)
  database.exec('create table __drizzle_migrations (id serial primary key, hash text, created_at numeric)')
  database
    .prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)')
    .run(first.hash, first.folderMillis)
  database.exec(`attach '${today}' as today`)
  const names = database.prepare("select name from main.sqlite_schema where type = 'table'").pluck().all()
  for (const name of names.filter(
    one => one !== '__drizzle_migrations' && one !== 'member' && one !== 'postcode',
  )) {
    const columns = database.prepare(`select name from pragma_table_info('${name}')`).pluck().all()
    database.exec(`insert into main.${name} (${columns}) select ${columns} from today.${name}`)
  }
  // It counted less, and had members and postcodes of another form.
  const uncounted = [
    'letters-by-state',
    'letters-by-member',
    'likeness',
    'by-source',
    'by-day-constituency',
    'by-month-constituency',
  ]
  database.exec(
    `delete from main.tally where measure in ('${uncounted.join("', '")}', 'updates-by-constituency')`,
  )
  database.exec(
    `insert into main.member select id, constituency_code, name, salutation, full_title, party, email, 1720051200000
     from today.member join today.membership on member_id = id where until is null`,
  )
  database.pragma(`application_id = ${markOf(today)}`)
  database.close()
}

function textFile(folder: string, content: string): string {
  writeFileSync(join(folder, 'notes.txt'), content)
  return join(folder, 'notes.txt')
}

/** What the header of a file says of the secret it was made with. */
function markOf(file: string): number {
  return readFileSync(file).readInt32BE(68)
}

const migrations = readMigrationFiles({ migrationsFolder: 'db/migrations/sqlite' })

/** Another program at the moment when two that start together meet: in the middle of the first migration. */
const halfwayThroughMigrating = `
  const { workerData, parentPort } = require('node:worker_threads')
  const database = new (require('better-sqlite3'))(workerData.file)
  database.pragma('application_id = ' + workerData.mark)
  database.pragma('journal_mode = wal')
  database.pragma('foreign_keys = 0')
  database.exec('create table __drizzle_migrations (id serial primary key, hash text not null, created_at numeric)')
  database.exec('begin immediate')
  for (const { sql, hash, folderMillis } of workerData.migrations) {
    for (const statement of sql) database.exec(statement)
    database.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)').run(hash, folderMillis)
  }
  parentPort.postMessage('halfway')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500) // long enough for the other to come and wait
  database.exec('commit')
  database.close()
`
