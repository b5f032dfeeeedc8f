import { setImmediate } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { inTurn } from '../../db/sqlite/turn'
import { campaignText, openCampaign } from '../support/campaign'
import { clockAt } from '../support/clock'
import { openTestStore } from '../support/store'

const at = clockAt().now()

test('while another process writes, ours goes on with everything else, and writes once it is let', async () => {
  const { store, other } = await openBeside()
  other.exec('begin immediate')
  const steps: string[] = []
  const written = store.setCampaignState('safer-crossings', 'closed', at).then(() => steps.push('written'))
  for (let turn = 0; turn < 5; turn++) await setImmediate()
  expect((await store.campaign('safer-crossings'))?.state).toBe('open')
  steps.push('meanwhile')
  other.exec('commit')
  await written
  expect(steps).toEqual(['meanwhile', 'written'])
  expect((await store.campaign('safer-crossings'))?.state).toBe('closed')
})

test('a lock that never comes free is given up, and what is no lock is thrown at once', async () => {
  let tries = 0
  const failing = (code: string) => () => {
    tries++
    throw Object.assign(new Error(code), { code })
  }
  await expect(inTurn(failing('SQLITE_BUSY'), 0)).rejects.toThrow('SQLITE_BUSY')
  await expect(inTurn(failing('SQLITE_FULL'), 60_000)).rejects.toThrow('SQLITE_FULL')
  expect(tries).toBe(2)
})

async function openBeside() {
  const { store, file } = openTestStore()
  await openCampaign(store, at, campaignText({ slug: 'safer-crossings' }))
  const other = new Database(file)
  onTestFinished(() => void other.close())
  return { store, other }
}
