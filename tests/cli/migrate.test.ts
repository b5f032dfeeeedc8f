import { rmSync } from 'node:fs'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { openMoving } from '../../app/context.server'
import { verifyAudit } from '../../app/domain/audit/verify'
import { readSettings } from '../../app/env.server'
import { movedTables } from '../../db/move/moved-tables'
import { installationAt } from '../store/backup'
import { change, select, snapshot } from '../store/bytes'
import { openCampaign } from '../support/campaign'
import { clockAt, minute } from '../support/clock'
import { signatureDraft } from '../support/drafts'
import { killedSaying } from '../support/killed'
import { entryFor } from '../support/organising'
import { openDatabase, ownPostgres } from '../support/postgres'
import { productEnv } from '../support/product-process'
import { testFolder } from '../support/store'
import { everyAnswer, installed } from './moving'
import { terminal } from './terminal'

describe('migrate-to-postgres', () => {
  test('moves all that the store can tell, and says what it moved and what to do next', async context => {
    const { url, file, before, run, openMoved } = await installed(context)
    const rows = movedTables.map(({ name }) => [name, select(file, `select * from ${name}`).length] as const)
    for (const [name, many] of rows) expect(many, name).toBeGreaterThan(0)
    const { exitCode, out, notes } = await run('migrate-to-postgres', url, '--verify')
    expect({ exitCode, notes }).toEqual({ exitCode: 0, notes: expect.stringContaining('Set DATABASE_URL') })
    for (const [name, many] of rows)
      expect(out).toMatch(
        new RegExp(`^${name} +${name === 'installation' ? many + 1 : many}  .*every row`, 'm'),
      )
    expect(notes + out).not.toContain(new URL(url).password)
    const moved = await openMoved()
    expect(await everyAnswer(moved)).toEqual(before)
    expect(before.recount).toEqual([])
    await moved.checkReady()
    await moved.recordAudit(entryFor()) // goes on where the log ended
    expect(await verifyAudit({ store: moved }, null)).toMatchObject({ kind: 'whole' })
    await expect(ask(url, 'delete from audit_event')).rejects.toThrow('only ever added to')
  })

  test('leaves a mail that is being sent to the mailer that claimed it', async context => {
    const { move, openMoved, claimed } = await installed(context)
    await move()
    const moved = await openMoved()
    const at = new Date(+clockAt().now() + 2 * minute)
    await moved.setSending('running', at)
    const others = await moved.claimOutgoing(1000, at, new Date(+at + minute))
    expect(others.map(({ id }) => id)).not.toContain(claimed.id)
    expect(await moved.settleOutgoing(claimed, { state: 'accepted', reply: '250 taken' }, at)).toBe(true)
  })

  test('makes every key, index and reference that a new database has', async context => {
    const { url, move, openMoved } = await installed(context)
    const empty = await openDatabase(context)
    await (await openMoved(empty)).close()
    await move()
    const made = `select indexdef as made from pg_indexes where schemaname = 'public' union
      select conrelid::regclass || conname || pg_get_constraintdef(oid) from pg_constraint where contype <> 'n' order by 1`
    expect(await ask(url, made)).toEqual(await ask(empty, made))
  })

  test('closes the file: the product, a backup and another move refuse it and say where it lives', async context => {
    const { url, file, folder, move, open, run } = await installed(context)
    await move()
    const to = new URL(url).host
    const where = new RegExp(`since 2026-11-24T09:00:00.000Z \\(${to}.*undersigned\\.db is what it was`)
    const before = snapshot(folder)
    expect(open).toThrow(where)
    await expect(installationAt(folder).backup()).rejects.toThrow(where)
    const again = await run('migrate-to-postgres', url)
    expect(again).toMatchObject({ exitCode: 1, out: '', notes: expect.stringMatching(where) })
    await expect(move()).rejects.toThrow(where)
    expect(Object.keys(snapshot(folder))).toEqual(Object.keys(before))

    change(file, "delete from installation where name like 'postgres-%'") // as docs/postgres.md says
    await open().checkReady()
  })

  test('a backup made before can be restored over the closed file, and says that two must not run', async context => {
    const { folder, move } = await installed(context)
    const one = installationAt(folder)
    const { file } = await one.backup()
    await move()
    const { moved } = await one.restore(file, 'in-place')
    expect(moved).toContain('/database_')
    expect((await one.open().sending()).state).toBe('paused')
  })
})

describe('is refused, and neither side changes,', () => {
  test('where the configuration is on PostgreSQL already', async () => {
    const env = { ...productEnv(testFolder()), DATABASE_URL: 'postgres://localhost/undersigned' }
    const run = terminal(null, undefined, () => openMoving(readSettings(env)))
    expect(await run('migrate-to-postgres', 'postgres://localhost/other')).toMatchObject({
      exitCode: 1,
      notes: expect.stringContaining('a PostgreSQL database already'),
    })
  })

  test('while somebody has the file open', async context => {
    const { url, move, open } = await installed(context)
    const store = open()
    await expect(move()).rejects.toThrow(/is in use: stop the server/)
    await store.checkReady()
    expect(await tablesAt(url)).toEqual([])
  })

  test('where there is nothing to move, or it was made with another secret', async context => {
    const { url, file, move } = await installed(context)
    await expect(move({ fingerprint: 'f'.repeat(16) })).rejects.toThrow(/SECRET_KEY is not the one/)
    for (const left of ['', '-wal', '-shm']) rmSync(file + left, { force: true })
    await expect(move()).rejects.toThrow(/nothing to move/)
    expect(await tablesAt(url)).toEqual([])
  })

  test('where nobody answers, or there is no such database', async context => {
    const { url, folder, move, open } = await installed(context)
    const before = snapshot(folder)
    await expect(move({}, {}, 'postgres://undersigned:secret@127.0.0.1:1/x')).rejects.toThrow(
      /^127\.0\.0\.1:1\/x cannot be reached: .*ECONNREFUSED.*Nothing was changed/,
    )
    await expect(move({}, {}, `${url}_gone`)).rejects.toThrow(/cannot be reached: .*does not exist/)
    expect(Object.keys(snapshot(folder))).toEqual(
      Object.keys(before).filter(name => !/-(wal|shm)$/.test(name)),
    )
    await open().checkReady()
  })

  test('where the database holds another installation, or data of its own', async context => {
    const { url, folder, move, open, openMoved } = await installed(context)
    const theirs = await openMoved()
    const at = clockAt().now()
    await theirs.recordSignatures([signatureDraft(await openCampaign(theirs, at), at)])
    await theirs.close()
    const before = snapshot(folder)
    await expect(move()).rejects.toThrow(
      /holds data of its own already \(rows: .*signature 1.*Nothing was changed/,
    )
    await ask(url, "update installation set value = 'ffffffffffffffff'")
    await expect(move()).rejects.toThrow(/SECRET_KEY is not the one .* is another installation's/)
    expect(await ask(url, 'select count(*)::text as made from signature')).toEqual(['1'])
    expect(Object.keys(snapshot(folder))).toEqual(
      Object.keys(before).filter(name => !/-(wal|shm)$/.test(name)),
    )
    await open().checkReady()
  })

  test('where the database has a table of the same name that is not ours', async context => {
    const { url, move, open } = await installed(context)
    await ask(url, 'create table campaign as select 1 as id')
    await expect(move()).rejects.toThrow(/holds data of its own already \(rows: campaign 1\)/)
    await open().checkReady()
  })

  test('where the database can only be read, or keeps text in another encoding than UTF-8', async context => {
    const { url, move, open } = await installed(context)
    const name = new URL(url).pathname.slice(1)
    await ask(url, `alter database ${name} set default_transaction_read_only = on`)
    await expect(move()).rejects.toThrow(/can only be read/)
    await ask(
      url.replace(name, 'postgres'),
      `create database ${name}_ascii encoding 'SQL_ASCII' template template0`,
    )
    await expect(move({}, {}, `${url}_ascii`)).rejects.toThrow(/keeps text in SQL_ASCII, and UTF8 is needed/)
    await open().checkReady()
  })
})

describe('interrupted, it simply runs again', () => {
  test('after it was stopped at any of its steps', async context => {
    const { url, move, open, openMoved, before } = await installed(context)
    const steps = [
      'copying',
      'making the indexes',
      'comparing counts and sums',
      'comparing every row of signature',
    ]
    for (const last of steps) {
      const stopping = new AbortController()
      const report = (step: string) => void (step === last && stopping.abort(new Error('enough')))
      await expect(move({}, { report, stop: stopping.signal }), last).rejects.toThrow('enough')
      await open().close()
      expect(await ask(url, 'select count(*)::text as made from campaign'), last).toEqual(['0'])
      await expect(openMoved(), last).rejects.toThrow(/was to move into it, and did not arrive/)
    }
    await move()
    expect(await everyAnswer(await openMoved())).toEqual(before)
  })

  test('after the command was killed at any of its steps', async context => {
    const { url, folder, move, open, openMoved, before } = await installed(context)
    for (const moment of [
      'copying …',
      'making the indexes …',
      'comparing counts',
      'comparing every row of tally',
    ]) {
      const printed = await killedSaying(moment, folder, 'migrate-to-postgres', url, '--verify')
      expect(printed).toContain(moment)
      await open().close()
      expect(await ask(url, 'select count(*)::text as made from campaign'), moment).toEqual(['0'])
    }
    await move()
    expect(await everyAnswer(await openMoved())).toEqual(before)
  })

  test('after the server of the database went away', async context => {
    const server = await ownPostgres(context)
    const { move, open, openMoved, before } = await installed(context)
    const url = server.url(await server.createDatabase())
    const steps = ['copying', 'making the indexes', 'comparing counts and sums']
    for (const last of steps) {
      let stopped: Promise<void> | undefined
      const report = (step: string, part: number) => {
        if (step === last && part < 1) stopped ??= server.stop('killed')
      }
      await expect(move({}, { report }, url), last).rejects.toThrow(
        /Nothing was changed: mend that, and move again/,
      )
      await stopped
      await open().close()
      await server.start()
    }
    await move({}, {}, url)
    const moved = await openMoved(url)
    expect(await everyAnswer(moved)).toEqual(before)
    await moved.close()
  })

  test('after PostgreSQL did not commit: until then neither side can be served from', async context => {
    const { url, file, move, open, openMoved, before } = await installed(context)
    await (await openMoved()).close()
    await ask(url, refusesToCommit)
    await expect(move()).rejects.toThrow(/did not say whether it kept everything: no room/)
    expect(open).toThrow(/on its way to PostgreSQL .*run migrate-to-postgres again/)
    expect(await ask(url, 'select count(*)::text as made from campaign')).toEqual(['0'])
    const elsewhere = await openDatabase(context)
    await expect(move({}, {}, elsewhere)).rejects.toThrow(/run migrate-to-postgres again with the same URL/)
    await ask(url, 'drop trigger noted on campaign')
    expect((await move()).tables).toContainEqual({ table: 'campaign', rows: 2 })
    expect(open).toThrow(/lives in PostgreSQL since/)
    expect(select(file, "select 1 from installation where name = 'postgres-since'")).toHaveLength(1)
    expect(await everyAnswer(await openMoved())).toEqual(before)
  })

  test('after PostgreSQL committed and the file was not told: nothing is copied over what came since', async context => {
    const { move, open, openMoved } = await installed(context)
    let asked = 0
    const now = () => {
      if (++asked === 3) throw new Error('killed')
      return clockAt().now()
    }
    await expect(move({ now })).rejects.toThrow('killed')
    expect(open).toThrow(/on its way to PostgreSQL/)
    const moved = await openMoved()
    await moved.setSending('running', clockAt().now())
    expect((await move()).tables).toEqual([])
    expect(open).toThrow(/lives in PostgreSQL since/)
    expect((await moved.sending()).state).toBe('running')
  })
})

describe('a copy that differs is found, and then neither side changes', () => {
  test.for([
    [
      'a row that is missing',
      'sums',
      "if new.part = 'members' then return null; end if;",
      'place_source',
      /The copy of place_source differs .*rows: 3 in the file, 2 in PostgreSQL/,
    ],
    [
      'a count that is another',
      'sums',
      'new.count := new.count + 1;',
      'tally',
      /The copy of tally differs .*count:/,
    ],
    [
      'a value that is as long',
      'every-row',
      "new.domain := translate(new.domain, 'e', 'f');",
      'signature',
      /The copy of signature differs at campaign_id 1, id [0-9a-f]{32}: domain\./,
    ],
    [
      'a time that is 1 ms later',
      'every-row',
      "new.written_at := new.written_at + interval '1 millisecond';",
      'letter',
      /The copy of letter differs at id [0-9a-f]{32}: written_at\./,
    ],
    [
      'a word in a text',
      'every-row',
      `new.text := jsonb_set(new.text, '{title}', '"Another title"');`,
      'campaign_version',
      /The copy of campaign_version differs at campaign_id 1, version 1: text/,
    ],
  ] as const)('%s, by comparing %s', async ([_, compare, change, table, words], context) => {
    const { url, run, open, openMoved } = await installed(context)
    await (await openMoved()).close()
    await ask(
      url,
      `create function odd() returns trigger language plpgsql as $$ begin ${change} return new; end $$`,
    )
    await ask(url, `create trigger odd before insert on ${table} for each row execute function odd()`)
    const { exitCode, out, notes } = await run(
      'migrate-to-postgres',
      url,
      ...(compare === 'sums' ? [] : ['--verify']),
    )
    expect({ exitCode, out, notes }).toEqual({ exitCode: 1, out: '', notes: expect.stringMatching(words) })
    expect(await ask(url, 'select count(*)::text as made from campaign')).toEqual(['0'])
    await open().checkReady()
  })
})

/** A database that takes everything and then refuses its end. */
const refusesToCommit = `
  create table note (of integer);
  create function note() returns trigger language plpgsql as $$ begin insert into note values (1); return new; end $$;
  create function refuse() returns trigger language plpgsql as $$ begin raise 'no room'; end $$;
  create trigger noted before insert on campaign for each row execute function note();
  create constraint trigger refused after insert on note deferrable initially deferred
    for each row execute function refuse()`

/** The first column of what a statement gives. */
async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows = [] } = await client.query<unknown[]>({ text: statement, rowMode: 'array' })
    return rows.map(row => row[0])
  } finally {
    await client.end()
  }
}

function tablesAt(url: string): Promise<unknown[]> {
  return ask(url, "select tablename from pg_tables where schemaname = 'public'")
}
