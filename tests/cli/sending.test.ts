import { expect, test } from 'vitest'
import { openWorld } from '../store/contract/world'
import { letterDraft } from '../support/drafts'
import { testPorts } from '../support/ports'
import { openTestStore } from '../support/store'
import { terminal } from './terminal'

test('sending is paused, told so, and resumed with how many mails of each kind go out', async () => {
  const { run, world } = await open()
  await world.signAndConfirm({ letter: letterDraft() })
  await world.sign({ email: 'two@example.org' })
  const kinds = '  2 to confirm a signature\n  1 with a letter to an MP or another target\n'
  const waits = `These mails wait:\n${kinds}`
  const paused = 'Sending is paused since 2026-11-23T12:00:00.000Z.\n'
  expect(await run('sending', 'status')).toEqual(said(`Sending is running.\n${waits}`))
  expect(await run('sending', 'pause')).toEqual(said(paused))
  expect(await run('sending', 'pause')).toEqual(said(paused))
  expect(await run('sending', 'status')).toEqual(said(`${paused}${waits}`))
  expect(await world.claim()).toEqual([])
  expect(await run('sending', 'resume')).toEqual(said(`Sending is resumed.\nThese mails go out:\n${kinds}`))
  expect(await world.claim()).toHaveLength(3)
  expect(await run('sending', 'resume')).toEqual(said('Sending is running.\n'))
})

test('a database that other tools brought back is told as restored, once it is said of when it is', async () => {
  const { run, world } = await open()
  await world.sign()
  expect(await run('sending', 'pause', '--copy-of', 'yesterday')).toMatchObject({ exitCode: 2 })
  await run('sending', 'pause', '--copy-of', '2026-11-23T11:58:00Z')
  expect((await run('sending', 'status')).notes).toContain(
    'restored from a backup made at 2026-11-23T11:58:00.000Z',
  )
})

test('where nothing waits, status and resume say so', async () => {
  const { run } = await open()
  expect((await run('sending', 'status')).out).toBe('Sending is running.\nNo mail waits.\n')
  await run('sending', 'pause')
  expect((await run('sending', 'resume')).out).toBe('Sending is resumed.\nNo mail waits.\n')
})

function said(out: string) {
  return { exitCode: 0, out, notes: '' }
}

async function open() {
  const world = await openWorld(() => openTestStore().store)
  return { world, run: terminal(testPorts(world.store, world.clock)) }
}
