import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test } from 'vitest'
import type { Store } from '../../app/domain/store'
import { openThreadedStore } from '../../db/sqlite/threaded'
import { campaignText, openCampaign } from '../support/campaign'
import { clockAt } from '../support/clock'
import { letterDraft, signatureDraft } from '../support/drafts'
import { openTestStore, testFolder, testSecret } from '../support/store'
import { journey } from './journey'

async function openThreaded(folder = testFolder(), lost: string[] = []): Promise<Store> {
  const store = await openThreadedStore({
    file: join(folder, 'undersigned.db'),
    keys: join(folder, 'keys'),
    secret: testSecret,
    household: 2,
    newId: uuidv7,
    onLost: why => lost.push(why),
  })
  onTestFinished(() => store.close())
  return store
}

test('what a thread has written is read at once, and is the same as without a thread', async () => {
  const folder = testFolder()
  const store = await openThreaded(folder)
  const { id, elsewhere } = await journey(store)
  expect((await store.signature(id))?.state).toBe('confirmed')
  expect(
    (await store.heldForMailbox('nightingale@zebra.example')).map(one => one.signature.id).sort(),
  ).toEqual([id, elsewhere].sort())
  expect(await store.recount()).toEqual([])
  await store.close()
  const again = await openThreaded(folder)
  expect((await again.signature(id))?.number).toBe(1)
})

test('a no of the thread is the same no here, with its code and words', async () => {
  const store = await openThreaded()
  const clock = clockAt()
  const text = campaignText()
  const campaign = await openCampaign(store, clock.now(), text)
  const letter = letterDraft()
  await store.recordSignatures([signatureDraft(campaign, clock.now(), { letter })])
  const twice = signatureDraft(campaign, clock.now(), { email: 'other@example.org', letter })
  await expect(store.recordSignatures([twice])).rejects.toMatchObject({
    code: 'SQLITE_CONSTRAINT_PRIMARYKEY',
  })
  const [after] = await store.recordSignatures([
    signatureDraft(campaign, clock.now(), { email: 'p@example.org' }),
  ])
  expect(after).toBe('recorded')
})

test('a file that is none is refused as without a thread, and nothing is lost by it', async () => {
  const folder = testFolder()
  writeFileSync(join(folder, 'undersigned.db'), 'not a database at all, but long enough to have a header')
  await expect(openThreaded(folder)).rejects.toMatchObject({ name: 'Problem', code: 'refused' })
})

test('another SECRET_KEY is refused', async () => {
  const { store, folder } = openTestStore()
  await store.close()
  const opening = openThreadedStore({
    file: join(folder, 'undersigned.db'),
    keys: join(folder, 'keys'),
    secret: Buffer.from('another secret that is long enough: 987654'),
    household: 2,
    newId: uuidv7,
    onLost: () => {},
  })
  await expect(opening).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringMatching(/SECRET_KEY/),
  })
})

test('closing waits for what was asked before, and may be asked for twice', async () => {
  const lost: string[] = []
  const folder = testFolder()
  const store = await openThreaded(folder, lost)
  const clock = clockAt()
  const campaign = await openCampaign(store, clock.now())
  const draft = signatureDraft(campaign, clock.now())
  const recorded = store.recordSignatures([draft])
  await Promise.all([store.close(), store.close()])
  expect(await recorded).toEqual(['recorded'])
  expect(lost).toEqual([])
})
