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
