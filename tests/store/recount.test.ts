import { expect, test } from 'vitest'
import { openCampaign } from '../support/campaign'
import { clockAt } from '../support/clock'
import { letterDraft, signatureDraft } from '../support/drafts'
import { openTestStore } from '../support/store'
import { change } from './bytes'

test.each([
  [
    'a tally that is too high',
    "update tally set count = count + 1 where measure = 'signatures'",
    { measure: 'signatures', key: '', tally: 2, recount: 1 },
  ],
  [
    'a tally that is missing',
    "delete from tally where measure = 'by-country'",
    { measure: 'by-country', key: 'GB', tally: 0, recount: 1 },
  ],
  [
    'a tally of what is not there',
    "insert into tally values (1, 'by-day', '1999-12-31', 3)",
    { measure: 'by-day', key: '1999-12-31', tally: 3, recount: 0 },
  ],
  [
    'a letter that was not counted',
    "delete from tally where measure = 'letters'",
    { measure: 'letters', key: 'waiting|Z14000101', tally: 0, recount: 1 },
  ],
])('a recount finds %s', async (_, wrong, disagreement) => {
  const { store, file } = openTestStore()
  const clock = clockAt()
  const campaign = await openCampaign(store, clock.now())
  const draft = signatureDraft(campaign, clock.now(), { letter: letterDraft() })
  await store.recordSignatures([draft])
  const letterId = draft.letter?.id ?? null
  await store.confirmSignatures([
    { signatureId: draft.id, letterId, constituencyCode: null, at: clock.now() },
  ])
  expect(await store.recount()).toEqual([])
  change(file, wrong)
  expect(await store.recount()).toEqual([{ campaignId: campaign.id, ...disagreement }])
})

test('a recount finds a reply that was not counted, and one that is counted for another MP', async () => {
  const { store, file } = openTestStore()
  const clock = clockAt()
  const campaign = await openCampaign(store, clock.now())
  const words = letterDraft()
  const draft = signatureDraft(campaign, clock.now(), { letter: words })
  await store.recordSignatures([draft])
  const confirmation = { signatureId: draft.id, letterId: words.id, constituencyCode: null, at: clock.now() }
  await store.confirmSignatures([confirmation])
  for (const mail of await store.claimOutgoing(5, clock.now(), clock.now()))
    await store.settleOutgoing(mail, { state: 'accepted', reply: '250' }, clock.now())
  const told = { answer: 'answered', position: 'agrees', days: 2, words: null } as const
  await store.recordReply({ letterId: words.id, ...told, answeredAt: clock.now() })
  expect(await store.recount()).toEqual([])
  change(file, "delete from tally where measure = 'replies'")
  change(file, "update tally set key = '2|answered|agrees|2' where measure = 'replies-by-member'")
  const { id: campaignId } = campaign
  expect(await store.recount()).toEqual([
    { campaignId, measure: 'replies', key: 'answered|Z14000101', tally: 0, recount: 1 },
    { campaignId, measure: 'replies-by-member', key: '1|answered|agrees|2', tally: 0, recount: 1 },
    { campaignId, measure: 'replies-by-member', key: '2|answered|agrees|2', tally: 1, recount: 0 },
  ])
})
