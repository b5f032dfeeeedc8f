import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { AuditAction } from '../../app/domain/audit/audit'
import { clockAt } from '../support/clock'
import { testPorts } from '../support/ports'
import { openTestStore } from '../support/store'
import { terminal } from './terminal'

test('a log that nobody touched is whole, and says what it ends with', async () => {
  const { run } = await open()
  const { exitCode, out } = await run('audit', 'verify')
  expect(exitCode).toBe(0)
  expect(out).toMatch(/^The audit log is whole: 3 events\. The last is 3:[0-9a-f]{64}\n$/)
})

test('a log without events is told as such', async () => {
  const { run } = await open([])
  expect(await run('audit', 'verify')).toMatchObject({ exitCode: 0, out: 'The audit log is empty.\n' })
})

test.each([
  ['update audit_event set reason = ?2 where number = ?1', 'Event 2 was changed after it was written'],
  [
    'update audit_event set detail = \'{"rows":?2}\' where number = ?1',
    'Event 2 was changed after it was written',
  ],
  ['update audit_event set at = at + ?2 where number = ?1', 'Event 2 was changed after it was written'],
  [
    "update audit_event set actor = 'system' where number = ?1 and ?2",
    'Event 2 was changed after it was written',
  ],
  ['delete from audit_event where number = ?1 and ?2', 'Event 2 is missing'],
])('whoever edits the file is found out: %s', async (edit, words) => {
  const { run, tamper } = await open()
  tamper(edit.replace('?1', '2').replace('?2', '7'))
  const { exitCode, notes } = await run('audit', 'verify')
  expect(exitCode).toBe(1)
  expect(notes).toContain(words)
})

test('an event that is taken out, with the rest numbered anew, is missed', async () => {
  const { run, tamper } = await open()
  tamper('delete from audit_event where number = 2; update audit_event set number = 2 where number = 3')
  expect((await run('audit', 'verify')).notes).toContain('Event 2 does not follow the one before it')
})

test('an end that was cut off is missed by whoever kept what it ended with', async () => {
  const { run, tamper } = await open()
  const last = /3:[0-9a-f]{64}/.exec((await run('audit', 'verify')).out)?.[0] ?? ''
  expect((await run('audit', 'verify', '--holds', last)).exitCode).toBe(0)
  tamper('delete from audit_event where number = 3')
  expect((await run('audit', 'verify')).exitCode).toBe(0)
  expect((await run('audit', 'verify', '--holds', last)).notes).toContain('Event 3 is missing')
  expect((await run('audit', 'verify', '--holds', `2:${'0'.repeat(64)}`)).notes).toContain(
    'Event 2 is another',
  )
})

test('what is no event is not understood', async () => {
  const { run } = await open()
  expect((await run('audit', 'verify', '--holds', 'three')).exitCode).toBe(2)
})

test('nobody changes or deletes an event by chance', async () => {
  const { file } = await open()
  const database = new Database(file)
  expect(() => database.exec("update audit_event set reason = 'x'")).toThrow('only ever added to')
  expect(() => database.exec('delete from audit_event')).toThrow('only ever added to')
  database.close()
})

async function open(actions: readonly AuditAction[] = ['organiser-invited', 'exported', 'signed-in']) {
  const { store, file } = openTestStore()
  const clock = clockAt()
  for (const action of actions) {
    const about = { object: 'campaign:1', campaignId: 1, reason: null, detail: { rows: 1 } }
    await store.recordAudit({ actor: 'operator', action, ...about, at: clock.now() })
  }
  /** As somebody with the file in hand would, who knows of the triggers. */
  function tamper(edit: string) {
    const database = new Database(file)
    database.exec('drop trigger audit_event_kept; drop trigger audit_event_unchanged')
    database.exec(edit)
    database.close()
  }
  return { run: terminal(testPorts(store, clock)), tamper, file }
}
