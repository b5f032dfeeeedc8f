import { readMigrationFiles } from 'drizzle-orm/migrator'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { openDatabase } from '../support/postgres'
import { openSharing } from '../support/postgres-store'
import { testFolder } from '../support/store'

test('a PostgreSQL database of the first release is brought up to date with who sits where', async context => {
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
})

/** As the first release made it, with two constituencies and one member. */
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
      (1, 'Z14000101', 'Asha Grange', 'Asha Grange', 'Asha Grange MP', 'Independent', '2024-07-04T00:00:00Z')`)
  await client.end()
}
