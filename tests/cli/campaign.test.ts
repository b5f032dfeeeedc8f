import { readFileSync, writeFileSync } from 'node:fs'
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
    notes: expect.stringMatching(/^To let people sign it: campaign open safer-crossings$/m),
  })
  expect((await store.campaign('safer-crossings'))?.state).toBe('draft')
  expect((await run('campaign', 'open', 'safer-crossings')).out).toBe('safer-crossings: open\n')
})

test('import warns of what is weak in the letter, with its line, and saves it all the same', async () => {
  const { importText, file, store } = world()
  const { exitCode, notes } = await importText()
  expect(exitCode).toBe(0)
  const line =
    readFileSync(file, 'utf8')
      .split('\n')
      .findIndex(one => one.includes('I write as your')) + 1
  expect(notes).toContain(`${file}:${line}: letter.openings.0 is said in one way only. Write three more`)
  expect(await store.campaigns()).toHaveLength(1)
})

test('lint names what is weak in a file, without a store, or in a campaign that is stored', async () => {
  const { run, importText, file } = world()
  await importText()
  const { exitCode, out } = await terminal(null)('campaign', 'lint', file)
  expect(exitCode).toBe(0)
  expect(out).toMatch(/^\S+campaign\.yaml:\d+: letter\.subjects is said in one way only\. Write three more/m)
  const stored = await run('campaign', 'lint', 'safer-crossings')
  expect(stored.out.replaceAll('safer-crossings: ', '')).toBe(out.replaceAll(/^\S+: /gm, ''))
  const json = JSON.parse((await run('campaign', 'lint', 'safer-crossings', '--json')).out)
  expect(json).toContainEqual({
    path: ['letter', 'subjects'],
    words: 'is said in one way only',
    advice: expect.stringContaining('Write three more'),
  })
})

test('lint says so where there is nothing to warn of, and refuses what it cannot read', async () => {
  const run = terminal(null)
  expect(await run('campaign', 'lint', 'db/demo/fair-hearing.yaml')).toEqual({
    exitCode: 0,
    out: '',
    notes: 'db/demo/fair-hearing.yaml: nothing to warn of\n',
  })
  expect(await run('campaign', 'lint', 'nowhere.yaml')).toMatchObject({ exitCode: 1, out: '' })
  expect(await world().run('campaign', 'lint', 'nowhere')).toMatchObject({
    exitCode: 1,
    notes: 'There is no campaign nowhere\n',
  })
})

test('sample tells how alike a hundred letters are, which way is the weakest, and shows some of them', async () => {
  const run = terminal(null)
  const demo = 'db/demo/fair-hearing.yaml'
  const { exitCode, out } = await run('campaign', 'sample', demo, '--letters', '2')
  expect(exitCode).toBe(0)
  expect(out).toContain('100 letters to one MP, 4,950 pairs\n')
  expect(out.match(/^0\.\d to \d\.\d +[\d,]+( +#+)?$/gm)).toHaveLength(10)
  expect(out).toMatch(/^The weakest way is [\w.]+ \(db\/demo\/fair-hearing\.yaml:\d+\):$/m)
  expect(out.match(/^--- /gm)).toHaveLength(2)
  expect((await run('campaign', 'sample', demo, '--letters', '2')).out).toBe(out)
  expect((await run('campaign', 'sample', demo, '--letters', '2', '--seed', '2')).out).not.toBe(out)
  expect(JSON.parse((await run('campaign', 'sample', demo, '--json')).out).letters).toHaveLength(100)

  const { importText, run: stored } = world()
  await importText()
  expect((await stored('campaign', 'sample', 'safer-crossings')).out).toMatch(
    /^The weakest way .*safer-crossings/m,
  )
})

test('import says whether anything changed', async () => {
  const { importText } = world()
  await importText()
  expect((await importText()).out).toBe('safer-crossings: unchanged, it already has this text (version 1)\n')
  expect((await importText({ goal: 500 })).out).toBe('safer-crossings: updated as version 2\n')
})

test('import makes a new version, and what somebody has signed stays', async () => {
  const { run, importText, store, clock } = world()
  await importText()
  await run('campaign', 'open', 'safer-crossings')
  const campaign = await store.campaign('safer-crossings')
  if (!campaign) throw new Error('not saved')
  await store.recordSignatures([signatureDraft(campaign, clock.now())])

  const { out, notes } = await importText({ title: 'A crossing at every school' })
  expect(out).toBe('safer-crossings: updated as version 2\n')
  expect(notes).not.toContain('campaign open')
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
