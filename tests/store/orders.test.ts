import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { byOperator } from '../../app/domain/audit/audit'
import type { InvalidationId } from '../../app/domain/id'
import { everySignature } from '../../app/domain/invalidation/invalidation'
import { openCampaign, savePlaces } from '../support/campaign'
import { clockAt } from '../support/clock'
import { signatureDraft } from '../support/drafts'
import { testFolder } from '../support/store'
import { openAt } from './journey'

test('an order whose process was lost goes on with the next page where another comes, counting and undoing too', async () => {
  const folder = testFolder()
  const now = clockAt().now()
  const open = () => openAt(join(folder, 'undersigned.db'), join(folder, 'keys'))
  let store = open()
  await savePlaces(store, now)
  const campaign = await openCampaign(store, now)
  const drafts = Array.from({ length: 2600 }, (_, number) =>
    signatureDraft(campaign, now, { email: `p${number}@spam.example` }),
  )
  await store.recordSignatures(drafts)
  const id = uuidv7() as InvalidationId
  const rule = { ...everySignature, mailDomain: 'spam.example' }
  await store.countFor({ id, campaignId: campaign.id, rule, orderedBy: null, createdAt: now })

  /** One page, and then another process. */
  async function page(): Promise<string> {
    const left = await store.advanceInvalidations(now)
    await store.close()
    store = open()
    return left
  }
  async function pages(): Promise<number> {
    for (let done = 0; ; done++) if ((await page()) === 'nothing-due') return done
  }

  expect(await pages()).toBe(2) // windows of 2,000
  expect(await store.invalidation(id)).toMatchObject({ state: 'counted', matched: 2600 })
  await store.orderInvalidation(id, byOperator(now))
  expect(await pages()).toBe(14) // 200 at a time, and one that finds no more
  expect(await store.invalidation(id)).toMatchObject({ state: 'done', done: 2600 })
  await store.undoInvalidation(id, byOperator(now))
  expect(await pages()).toBe(14)
  expect(await store.invalidation(id)).toMatchObject({ state: 'undone', done: 0 })
  expect((await store.signature(drafts[0]?.id ?? (id as never)))?.state).toBe('pending')
  expect(await store.recount()).toEqual([])
})
