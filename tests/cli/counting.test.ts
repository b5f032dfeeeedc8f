import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openWorld } from '../store/contract/world'
import { testPorts } from '../support/ports'
import { openTestStore } from '../support/store'
import { terminal } from './terminal'

test('export prints CSV alone on standard output', async () => {
  const { run, world } = await open()
  await world.signAndConfirm()
  expect(await run('export', 'by-day', 'safer-crossings')).toEqual({
    exitCode: 0,
    out: 'date,signatures,letters_accepted\r\n2026-11-23,1,0\r\n',
    notes: '',
  })
})

test('export takes a profile', async () => {
  const { run, world } = await open()
  await world.sign({ name: '=1+1' })
  const safe = await run('export', 'signatures', 'safer-crossings')
  const excel = await run('export', 'signatures', 'safer-crossings', '--profile', 'excel')
  const raw = await run('export', 'signatures', 'safer-crossings', '--profile=machine')
  expect(safe.out).toContain(",'=1+1,")
  expect(excel.out).toBe(`\uFEFF${safe.out}`)
  expect(raw.out).toContain(',=1+1,')
})

test('tally verify agrees after signing, confirming, writing, withdrawing and invalidating', async () => {
  const { run, world } = await open()
  await world.signAndConfirm({ email: 'a@example.org' })
  const gone = await world.signAndConfirm({ email: 'b@example.org' })
  const bad = await world.signAndConfirm({ email: 'c@example.org' })
  await world.collect()
  await world.store.withdrawSignature(gone.id, world.clock.now())
  await run('signature', 'invalidate', bad.id)
  expect(await run('tally', 'verify')).toEqual({
    exitCode: 0,
    out: 'Every tally agrees with a recount.\n',
    notes: '',
  })
})

test('tally verify names each tally that disagrees and is refused', async () => {
  const { run, world, file } = await open()
  await world.signAndConfirm()
  const database = new Database(file)
  database.exec("update tally set count = 8 where measure = 'signatures'")
  database.exec("delete from tally where measure = 'by-country'")
  database.close()

  const { exitCode, out, notes } = await run('tally', 'verify')
  expect({ exitCode, notes }).toEqual({ exitCode: 1, notes: '2 tallies are wrong.\n' })
  expect(out.split('\n').sort()).toEqual([
    '',
    'safer-crossings by-country GB: the tally says 0, a recount 1',
    'safer-crossings signatures: the tally says 8, a recount 1',
  ])
})

test('token create prints a new token each time, alone on standard output', async () => {
  const { run } = await open()
  const { exitCode, out, notes } = await run('token', 'create', '--scope', 'export')
  expect(exitCode).toBe(0)
  expect(out).toMatch(/^und_[\w-]{43}\n$/)
  expect(notes).not.toContain(out.trim())
  expect((await run('token', 'create', '--scope', 'export')).out).not.toBe(out)
})

test('an invalidated signature no longer counts, and its mailbox cannot sign that campaign again', async () => {
  const { run, world } = await open()
  const { id } = await world.signAndConfirm()
  expect(await run('signature', 'invalidate', id)).toEqual({
    exitCode: 0,
    out: `${id}: invalidated\n`,
    notes: '',
  })
  expect((await run('signature', 'invalidate', id)).out).toBe(`${id}: already invalidated\n`)
  expect(await world.store.signatureCount(world.campaign.id)).toBe(0)
  expect((await world.sign({ name: 'Another Name' })).answer).toBe('ignored')
})

test('what was taken off the count is put back, one or all of an order, with a reason in the audit log', async () => {
  const { run, world } = await open()
  const { store, campaign } = world
  const { id } = await world.signAndConfirm()
  await run('signature', 'invalidate', id, '--reason', 'Somebody else’s name')
  expect((await run('signature', 'restore', id)).exitCode).toBe(2)
  expect((await run('signature', 'restore', id, '--reason', ' ')).notes).toContain('Say why')
  expect((await run('signature', 'restore', id, '--reason', 'It was theirs')).out).toBe(`${id}: restored\n`)
  expect((await run('signature', 'restore', id, '--reason', 'Again')).notes).toContain('was not taken off')
  expect(await store.signatureCount(campaign.id)).toBe(1)

  await run('signature', 'invalidate', id, '--reason', 'Signed twice')
  const [latest] = await store.invalidationsBefore(campaign.id, null, 1)
  const listed = await run('invalidation', 'list', 'safer-crossings')
  expect(listed.out.split('\n')[1]).toMatch(new RegExp(`^${latest?.id} .* done +1 +Signed twice$`))
  const undo = ['invalidation', 'undo', latest?.id ?? '', '--reason', 'They did not'] as const
  expect((await run(...undo)).out).toBe(`${latest?.id}: 1 put back\n`)
  expect((await run(...undo)).exitCode).toBe(1)
  expect(await store.signatureCount(campaign.id)).toBe(1)
  const log = await store.auditAfter(0, 100)
  expect(log.map(({ actor, action, reason }) => [actor, action, reason])).toEqual([
    ['operator', 'signature-invalidated', 'Somebody else’s name'],
    ['operator', 'signature-restored', 'It was theirs'],
    ['operator', 'signature-invalidated', 'Signed twice'],
    ['operator', 'invalidation-undone', 'They did not'],
  ])
})

test('a campaign is taken off the site and put back, each once and with a reason', async () => {
  const { run, world } = await open()
  const { store, campaign } = world
  const state = async () => (await store.campaignById(campaign.id))?.state
  const turn = (word: string) => run('campaign', word, 'safer-crossings', '--reason', 'A complaint')
  expect((await turn('put-back')).notes).toContain('not taken off the site')
  expect((await turn('take-down')).out).toBe('safer-crossings: taken off the site\n')
  expect(await state()).toBe('taken-down')
  expect((await turn('take-down')).notes).toContain('already')
  expect((await turn('put-back')).out).toBe('safer-crossings: put back\n')
  expect(await state()).toBe('paused')
  expect((await store.auditAfter(0, 100)).map(({ action, reason }) => [action, reason])).toEqual([
    ['campaign-taken-down', 'A complaint'],
    ['campaign-put-back', 'A complaint'],
  ])
})

test.each(['7', '01890000-0000-7000-8000-000000000000'])(
  'there is no signature %s to invalidate',
  async id => {
    const { run } = await open()
    expect(await run('signature', 'invalidate', id)).toEqual({
      exitCode: 1,
      out: '',
      notes: `There is no signature ${id}\n`,
    })
  },
)

async function open() {
  const { store, file } = openTestStore()
  const world = await openWorld(() => store)
  return { world, file, run: terminal(testPorts(store, world.clock)) }
}
