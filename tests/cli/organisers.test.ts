import { expect, test } from 'vitest'
import { openWorld } from '../store/contract/world'
import { signInAs } from '../support/organiser'
import { entryFor, newWebhook } from '../support/organising'
import { testPorts } from '../support/ports'
import { openTestStore } from '../support/store'
import { terminal } from './terminal'

async function open() {
  const world = await openWorld(() => openTestStore().store)
  return { ...world, run: terminal(testPorts(world.store, world.clock)) }
}

test('an invitation prints a link this once, and keeps of it a hash, the role and the campaign', async () => {
  const { run, store, campaign } = await open()
  const { exitCode, out, notes } = await run(
    'organiser',
    'invite',
    'a@example.org',
    '--role',
    'editor',
    '--campaign',
    'safer-crossings',
  )
  expect([exitCode, out]).toEqual([
    0,
    expect.stringMatching(/^http:\/\/localhost:3000\/organise\/join\/[\w-]{43}\n$/),
  ])
  expect(notes).toContain('it cannot be shown again')
  const [invitation] = await store.openInvitations()
  expect(invitation).toMatchObject({
    email: 'a@example.org',
    role: 'editor',
    campaignId: campaign.id,
    browser: null,
  })
  expect((await store.auditAfter(0, 10)).map(({ action, actor }) => [action, actor])).toEqual([
    ['organiser-invited', 'operator'],
  ])
})

test.each([
  ['a role that there is not', ['a@example.org', '--role', 'king'], 2],
  ['no role', ['a@example.org'], 2],
  ['what is no address', ['a', '--role', 'owner'], 1],
  ['a campaign that there is not', ['a@example.org', '--role', 'owner', '--campaign', 'nowhere'], 1],
] as const)('for %s there is no link', async (_, args, code) => {
  const { run, store } = await open()
  expect(await run('organiser', 'invite', ...args)).toMatchObject({ exitCode: code, out: '' })
  expect(await store.openInvitations()).toEqual([])
})

test('organisers are listed with what each may do; one is disabled by address, the last owner is not', async () => {
  const { run, store, clock, campaign } = await open()
  expect((await run('organiser', 'list')).notes).toContain('organiser invite')
  await signInAs(store, clock.now(), 'owner', { email: 'owner@example.org', name: 'Olive Ganiser' })
  const other = { email: 'o.ther@example.org', name: 'Otto Ther', campaignId: campaign.id }
  const { id } = await signInAs(store, clock.now(), 'editor', other)
  await store.saveWebhook(newWebhook({ createdBy: id }), entryFor())
  const disabled = await run('organiser', 'disable', 'O.ther@example.org')
  expect(disabled).toMatchObject({
    exitCode: 0,
    notes: expect.stringMatching(/no more\.\n.*crm\.example goes on/),
  })
  expect((await store.organiserById(id))?.state).toBe('disabled')
  expect((await run('organiser', 'list')).out.split('\n')).toEqual([
    'e-mail              name           state     may',
    'owner@example.org   Olive Ganiser  active    owner of every campaign',
    'o.ther@example.org  Otto Ther      disabled  editor of safer-crossings',
    '',
  ])
  const last = await run('organiser', 'disable', 'owner@example.org')
  expect([last.exitCode, last.notes]).toEqual([1, expect.stringContaining('the last owner')])
  expect((await run('organiser', 'disable', 'nobody@example.org')).exitCode).toBe(1)
})
