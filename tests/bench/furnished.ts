import { uuidv7 } from 'uuidv7'
import { byOperator } from '../../app/domain/audit/audit'
import type { CampaignUpdateId, InvalidationId, LetterId, PaperBatchId } from '../../app/domain/id'
import { everySignature } from '../../app/domain/invalidation/invalidation'
import { openSqliteStore } from '../../db/sqlite/store'
import { letterDraft, paperDraft } from '../support/drafts'
import { signInAs } from '../support/organiser'
import { entryFor, newWebhook } from '../support/organising'
import { databaseIn } from './children'
import { optionsIn, readyToSign } from './opened'

/** One of each thing that a page of the desk is about, by what its address says. */
export interface Furnished {
  readonly cookie: string
  readonly organiser: string
  readonly signature: string
  readonly letter: string
  readonly invalidation: string
  readonly batch: string
  readonly webhook: string
  /** The update's number. */
  readonly update: string
}

/** Signs an owner in to a folder's store and puts one of each thing into it. */
export async function furnish(folder: string): Promise<Furnished> {
  const { store, campaign, drafts } = await readyToSign(
    openSqliteStore(databaseIn(folder), optionsIn(folder)),
  )
  const clock = { now: () => new Date() }
  const deed = byOperator(clock.now())
  const organiser = await signInAs(store, clock.now(), 'owner')
  const [draft] = drafts(1)
  if (!draft) throw new Error('nobody signs')
  const email = `${uuidv7()}@example.org`
  const signature = { ...draft, person: { ...draft.person, email }, mailbox: email, letter: letterDraft() }
  await store.recordSignatures([signature])
  const letterId: LetterId = signature.letter.id
  const confirmation = { signatureId: signature.id, letterId, constituencyCode: null, at: clock.now() }
  await store.confirmSignatures([confirmation])
  const invalidation = uuidv7() as InvalidationId
  const rule = { ...everySignature, mailbox: email }
  const order = { id: invalidation, campaignId: campaign.id, rule, orderedBy: null, createdAt: clock.now() }
  await store.countFor(order)
  while ((await store.advanceInvalidations(clock.now())) === 'more');
  const batch = uuidv7() as PaperBatchId
  await store.enterPaper({ id: batch, campaignId: campaign.id, drafts: [paperDraft()] }, deed)
  const webhook = newWebhook({ createdAt: clock.now() })
  await store.saveWebhook(webhook, entryFor({ action: 'webhook-made', campaignId: null }))
  await store.setWebhook(webhook.id, 'off', entryFor({ action: 'webhook-changed', campaignId: null }))
  const { number } = await store.createUpdate({
    id: uuidv7() as CampaignUpdateId,
    ...{ campaignId: campaign.id, createdBy: null, at: clock.now() },
    ...{ subject: 'We met the minister', body: 'Dear {{name}},\n\nthank you.' },
    audience: { constituencies: [], principles: [] },
  })
  await store.close()
  return {
    ...{ cookie: organiser.cookie, organiser: organiser.id, signature: signature.id, letter: letterId },
    ...{ invalidation, batch, webhook: webhook.id, update: `${number}` },
  }
}
