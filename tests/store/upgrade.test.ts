import { readMigrationFiles } from 'drizzle-orm/migrator'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { openDatabase } from '../support/postgres'
import { openSharing } from '../support/postgres-store'
import { testFolder } from '../support/store'

test('a PostgreSQL database of the first release is brought up to date with who sits where and what is counted of letters', async context => {
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
})

const signatureId = '01890000-0000-7000-8000-000000000000'

/** As the first release made it, with two constituencies, one member and three letters. */
async function makeFirstRelease(url: string): Promise<void> {
  const [first] = readMigrationFiles({ migrationsFolder: 'db/migrations/postgres' })
  if (!first) throw new Error('no migration')
  const client = new Client({ connectionString: url })
  await client.connect()
  for (const statement of first.sql) await client.query(statement)
  await client.query(`
    create schema drizzle;
    create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint);
    insert into drizzle.__drizzle_migrations (hash, created_at) values ('${first.hash}', ${first.folderMillis});
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
    insert into letter (id, campaign_id, signature_id, version, state, fingerprint, member_id, likeness, written_at) values
      (gen_random_uuid(), 1, '${signatureId}', 1, 'accepted', '', 1, 0.29, now()),
      (gen_random_uuid(), 1, '${signatureId}', 1, 'queued', '', 1, 1, now()),
      (gen_random_uuid(), 1, '${signatureId}', 1, 'unconfirmed', '', 1, 0.5, now())`)
  await client.end()
}
