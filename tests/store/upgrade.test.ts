import { join } from 'node:path'
import Database from 'better-sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { Client } from 'pg'
import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test } from 'vitest'
import { openKeyring } from '../../db/keyring'
import { openSqliteStore } from '../../db/sqlite/store'
import { openDatabase } from '../support/postgres'
import { openSharing } from '../support/postgres-store'
import { testFolder, testSecret } from '../support/store'

test('a PostgreSQL database of the first release is brought up to date with who sits where and what is counted since', async context => {
  const url = await openDatabase(context)
  await makeFirstRelease(url)
  const { store } = await openSharing(url, testFolder())
  expect(
    (await store.seats()).map(({ name, member, vacancy }) => [name, member?.name, member?.since, vacancy]),
  ).toEqual([
    ['Ashford Vale', 'Asha Grange', '2024-07-04', null],
    ['Empty Seat', undefined, undefined, 'vacant'],
  ])
  expect(await store.member(1)).toMatchObject({ role: 'member', constituencyCode: 'Z14000101' })
  expect(await store.countsBy(1, ['letters-by-state', 'letters-by-member', 'likeness'])).toEqual([
    { measure: 'letters-by-member', key: '1', count: 1 },
    { measure: 'letters-by-state', key: 'accepted', count: 1 },
    { measure: 'letters-by-state', key: 'queued', count: 1 },
    { measure: 'likeness', key: '2', count: 1 },
    { measure: 'likeness', key: '9', count: 1 },
  ])
  expect(await store.countsBy(1, ['by-day-constituency', 'by-month-constituency', 'by-source'])).toEqual([
    { measure: 'by-day-constituency', key: '2026-07-01|Z14000101', count: 1 },
    { measure: 'by-month-constituency', key: '2026-07|Z14000101', count: 1 },
    { measure: 'by-source', key: 'leaflet', count: 1 },
  ])
})

test('a file of the release before is brought up to date with what is counted by London’s day and by source', async () => {
  const store = await ofReleaseBefore([
    '2026-03-29T00:30:00Z',
    '2026-06-30T23:30:00Z',
    '2026-10-24T23:30:00Z',
    '2026-10-25T23:30:00Z',
  ])
  const measures = ['by-day-constituency', 'by-month-constituency', 'by-source'] as const
  expect((await store.countsBy(1, measures)).map(({ key, count }) => [key, count])).toEqual([
    ['2026-03-29|', 1],
    ['2026-07-01|', 1],
    ['2026-10-25|', 2],
    ['2026-03|', 1],
    ['2026-07|', 1],
    ['2026-10|', 2],
    ['', 4],
  ])
  const wrong = await store.recount()
  expect(wrong.filter(({ measure }) => measures.some(one => one === measure))).toEqual([])
})

test('an update that was under way in an earlier release ends there, and nobody gets a second copy of it', async context => {
  const url = await openDatabase(context)
  await makeRelease(url, 5)
  const client = new Client({ connectionString: url })
  await client.connect()
  const columns =
    'id, campaign_id, number, state, subject, body, audience, revision, created_at, saved_at, queued'
  const values = (number: number, state: string) =>
    `gen_random_uuid(), 1, ${number}, '${state}', 'S', 'B', '{"constituencies":[],"principles":[]}', 1, now(), now(), 0`
  await client.query(`
    insert into campaign (id, slug, state, version, consent_version, created_at, updated_at)
      values (1, 'old', 'open', 1, 1, now(), now());
    insert into campaign_update (${columns}, started_at, due_at) values
      (${values(1, 'sending')}, now(), now()), (${values(2, 'paused')}, now(), null),
      (${values(3, 'scheduled')}, null, now())`)
  await client.end()
  const { store } = await openSharing(url, testFolder())
  const states = (await store.updatesBefore(1, null, 10)).map(({ number, state }) => [number, state])
  expect(states).toEqual([
    [3, 'scheduled'],
    [2, 'cancelled'],
    [1, 'cancelled'],
  ])
})

/** With a confirmed signature of each time, in a file as the migrations before the latest left it. */
async function ofReleaseBefore(times: readonly string[]) {
  const folder = testFolder()
  const file = join(folder, 'undersigned.db')
  const database = new Database(file)
  database.pragma('foreign_keys = off')
  database.exec('begin') // as migrations run: what they say of foreign keys is not heard inside one
  database.exec(
    'create table __drizzle_migrations (id integer primary key, hash text not null, created_at numeric)',
  )
  const migrations = readMigrationFiles({ migrationsFolder: 'db/migrations/sqlite' }).slice(0, 4)
  for (const { sql, hash, folderMillis } of migrations) {
    for (const statement of sql) database.exec(statement)
    database
      .prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)')
      .run(hash, folderMillis)
  }
  database.exec('commit')
  database.exec(`insert into campaign (id, slug, state, version, consent_version, created_at, updated_at)
    values (1, 'old', 'open', 1, 1, 0, 0)`)
  const insert =
    database.prepare(`insert into signature (campaign_id, id, version, consent_version, mailbox, slot, state,
      country, domain, principles, updates, sealed, signed_at, confirmed_at, mails, mailed_at)
    values (1, ?, 1, 1, ?, 1, 'confirmed', 'GB', 'example.org', '', 'no', x'', 0, ?, 1, 0)`)
  for (const [number, time] of times.entries())
    insert.run(Buffer.alloc(16, number + 1), Buffer.alloc(16, number + 1), Date.parse(time))
  database.close()
  const keyring = openKeyring(join(folder, 'keys'), testSecret)
  const store = openSqliteStore(file, { keyring, household: 2, newId: uuidv7 })
  onTestFinished(() => store.close())
  return store
}

const signatureId = '01890000-0000-7000-8000-000000000000'

/** Empty, as so many migrations left it. */
async function makeRelease(url: string, migrations: number): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(`create schema drizzle;
    create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`)
  const insert = 'insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)'
  const all = readMigrationFiles({ migrationsFolder: 'db/migrations/postgres' })
  for (const { sql, hash, folderMillis } of all.slice(0, migrations)) {
    for (const statement of sql) await client.query(statement)
    await client.query(insert, [hash, folderMillis])
  }
  await client.end()
}

/** As the first release made it, with two constituencies, one member and three letters. */
async function makeFirstRelease(url: string): Promise<void> {
  await makeRelease(url, 1)
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(`
    insert into constituency (code, name, region, region_code, country) values
      ('Z14000101', 'Ashford Vale', 'Test Region', 'Z12000101', 'Testland'),
      ('Z14000102', 'Empty Seat', 'Test Region', 'Z12000101', 'Testland');
    insert into member (id, constituency_code, name, salutation, full_title, party, since) values
      (1, 'Z14000101', 'Asha Grange', 'Asha Grange', 'Asha Grange MP', 'Independent', '2024-07-04T00:00:00Z');
    insert into campaign (id, slug, state, version, consent_version, created_at, updated_at)
      values (1, 'old', 'open', 1, 1, now(), now());
    insert into signature (campaign_id, id, version, consent_version, mailbox, slot, state, country, domain,
        principles, updates, sealed, signed_at, mails, mailed_at)
      values (1, '${signatureId}', 1, 1, '', 1, 'pending', 'GB', 'example.org', '', 'no', '', now(), 1, now());
    insert into signature (campaign_id, id, version, consent_version, mailbox, slot, state, country, domain,
        principles, updates, sealed, signed_at, confirmed_at, mails, mailed_at, constituency_code, source)
      values (1, gen_random_uuid(), 1, 1, 'two', 1, 'confirmed', 'GB', 'example.org', '', 'no', '', now(),
        '2026-06-30T23:30:00Z', 1, now(), 'Z14000101', 'leaflet');
    insert into letter (id, campaign_id, signature_id, version, state, fingerprint, member_id, likeness, written_at) values
      (gen_random_uuid(), 1, '${signatureId}', 1, 'accepted', '', 1, 0.29, now()),
      (gen_random_uuid(), 1, '${signatureId}', 1, 'queued', '', 1, 1, now()),
      (gen_random_uuid(), 1, '${signatureId}', 1, 'unconfirmed', '', 1, 0.5, now())`)
  await client.end()
}
