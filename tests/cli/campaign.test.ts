import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { campaignText } from '../support/campaign'
import { clockAt, day } from '../support/clock'
import { signatureDraft } from '../support/drafts'
import { testPorts } from '../support/ports'
import { openTestStore } from '../support/store'
import { terminal } from './terminal'

test('import makes a draft and says how to open it', async () => {
  const { run, importText, store } = world()
  expect(await importText()).toEqual({
    exitCode: 0,
    out: 'safer-crossings: created as a draft, campaign 1\n',
    notes: 'To let people sign it: campaign open safer-crossings\n',
  })
  expect((await store.campaign('safer-crossings'))?.state).toBe('draft')
  expect((await run('campaign', 'open', 'safer-crossings')).out).toBe('safer-crossings: open\n')
})

test('import says whether anything changed', async () => {
  const { importText } = world()
  await importText()
  expect((await importText()).out).toBe('safer-crossings: unchanged, it already has this text (version 1)\n')
  expect((await importText({ goal: 500 })).out).toBe('safer-crossings: updated (version 1)\n')
})

test('import makes a new version once somebody has signed', async () => {
  const { run, importText, store, clock } = world()
  await importText()
  await run('campaign', 'open', 'safer-crossings')
  const campaign = await store.campaign('safer-crossings')
  if (!campaign) throw new Error('not saved')
  await store.recordSignatures([signatureDraft(campaign, clock.now())])

  const { out, notes } = await importText({ title: 'A crossing at every school' })
  expect(out).toBe('safer-crossings: updated as version 2, because the version before it has signatures\n')
  expect(notes).toBe('')
  expect((await store.campaignVersion(1, 1))?.title).toBe('A safe crossing at every school')
})

test('a wrong file is refused with every line that is wrong, and nothing is saved', async () => {
  const { run, store, file } = world()
  writeFileSync(file, 'slug: Wrong Slug\ngoal: 0\n')
  const { exitCode, out, notes } = await run('campaign', 'import', file)
  expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' })
  expect(notes).toContain(`${file}:1: slug: must be lower-case letters, digits and hyphens\n`)
  expect(notes).toContain(`${file}:1: title: is required\n`)
  expect(notes).toContain(`${file}:2: goal: must be 1 or more\n`)
  expect(await store.campaigns()).toEqual([])
})

test('a campaign is opened, paused, opened again and closed', async () => {
  const { run, importText } = world()
  await importText({ closes: '2026-12-31' })
  const said: string[] = []
  for (const verb of ['open', 'open', 'pause', 'open', 'close', 'close'])
    said.push((await run('campaign', verb, 'safer-crossings')).out)
  expect(said).toEqual([
    'safer-crossings: open until 2026-12-31\n',
    'safer-crossings: already open until 2026-12-31\n',
    'safer-crossings: paused\n',
    'safer-crossings: open until 2026-12-31\n',
    'safer-crossings: closed\n',
    'safer-crossings: already closed\n',
  ])
})

test('a campaign opened before its first day says when it opens', async () => {
  const { run, importText } = world()
  await importText({ opens: '2026-12-01' })
  expect((await run('campaign', 'open', 'safer-crossings')).out).toBe(
    'safer-crossings: open from 2026-12-01\n',
  )
})

test.each(['pause', 'close'])('a draft is not to be %sd', async verb => {
  const { run, importText, store } = world()
  await importText()
  const { exitCode, notes } = await run('campaign', verb, 'safer-crossings')
  expect({ exitCode, notes }).toEqual({ exitCode: 1, notes: 'safer-crossings is a draft: open it first\n' })
  expect((await store.campaign('safer-crossings'))?.state).toBe('draft')
})

test('a campaign whose last day has passed is not opened', async () => {
  const { run, importText, clock, store } = world()
  await importText({ closes: '2026-12-31' })
  clock.advance(60 * day)
  const { exitCode, notes } = await run('campaign', 'open', 'safer-crossings')
  expect(exitCode).toBe(1)
  expect(notes).toContain('closed on 2026-12-31')
  expect((await store.campaign('safer-crossings'))?.state).toBe('draft')
})

test.each([
  ['campaign', 'open', 'nowhere'],
  ['export', 'counts', 'nowhere'],
])('%s %s of an unknown campaign is refused', async (...argv) => {
  const { run } = world()
  expect(await run(...argv)).toEqual({ exitCode: 1, out: '', notes: 'There is no campaign nowhere\n' })
})

test('list has a line for each campaign, and says what to do while there is none', async () => {
  const { run, importText } = world()
  expect((await run('campaign', 'list')).notes).toContain('campaign import FILE')
  await importText()
  await importText({ slug: 'bus', title: 'A bus' })
  expect((await run('campaign', 'list')).out.split('\n').map(line => line.split(/ {2,}/))).toEqual([
    ['id', 'slug', 'state', 'signatures', 'version', 'title'],
    ['2', 'bus', 'draft', '0', '1', 'A bus'],
    ['1', 'safer-crossings', 'draft', '0', '1', 'A safe crossing at every school'],
    [''],
  ])
})

function world() {
  const { store, folder } = openTestStore()
  const clock = clockAt()
  const run = terminal(testPorts(store, clock))
  const file = join(folder, 'campaign.yaml')
  return {
    store,
    clock,
    run,
    file,
    importText(odd: Readonly<Record<string, unknown>> = {}) {
      writeFileSync(file, stringify(campaignText(odd)))
      return run('campaign', 'import', file)
    },
  }
}
