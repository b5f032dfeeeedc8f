import { describe, expect, test } from 'vitest'
import { campaignText, openCampaign } from '../support/campaign'
import { clockAt } from '../support/clock'
import { letterDraft, signatureDraft } from '../support/drafts'
import { openTestStore } from '../support/store'

describe('smoke', () => {
  test('records, confirms, counts', async () => {
    const { store } = openTestStore()
    const clock = clockAt()
    const campaign = await openCampaign(store, clock.now())
    const draft = signatureDraft(campaign, clock.now(), { letter: letterDraft() })
    expect(await store.recordSignatures([draft])).toEqual(['recorded'])
    expect(
      await store.confirmSignatures([
        { signatureId: draft.id, letterId: draft.letter!.id, constituencyCode: null, at: clock.now() },
      ]),
    ).toEqual(['confirmed'])
    expect(await store.signatureCount(campaign.id)).toBe(1)
    expect(await store.recount()).toEqual([])
    const claimed = await store.claimOutgoing(10, clock.now(), new Date(+clock.now() + 60000))
    expect(claimed.map(c => c.kind)).toEqual(['confirm', 'letter'])
    for (const c of claimed)
      expect(await store.settleOutgoing(c, { state: 'accepted', reply: '250 ok' }, clock.now())).toBe(true)
    expect(await store.recount()).toEqual([])
    console.log(
      await store.counts(campaign.id),
      await store.signature(draft.id),
      await store.lettersAfter(campaign.id, null, 10),
      campaignText().slug,
    )
  })
})
