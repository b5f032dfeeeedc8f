import { expect, test } from 'vitest'
import { idBytes, type LetterId } from '../../app/domain/id'
import type { Store } from '../../app/domain/store'
import { createTokens } from '../../app/domain/token'
import { openExamined } from '../support/browser'
import { campaignText, openCampaign } from '../support/campaign'
import { letterDraft, signatureDraft } from '../support/drafts'
import { signInAs, signInWindow } from '../support/organiser'
import { startProduct } from '../support/product'
import { testSecret } from '../support/store'
import { storeOf } from '../support/world'

test('whoever is asked what came of their letter can answer, and everybody can see what it comes to', async context => {
  // several pages, each photographed and examined
  const product = await startProduct({ env: { MAILER: 'separate' } }) // none runs: this test sends
  const { origin } = product
  const store = storeOf({ product })
  const letters = await acceptedLetters(store)
  const { page, seen } = await openExamined(context, origin, true)

  await page.goto(`${origin}/survey/${tokenFor(letters[0] as LetterId)}`)
  await seen('survey')
  expect(await page.getByLabel('When did it come?').isVisible()).toBe(false)
  await page.getByLabel('Yes, and it answers my letter').check()
  expect(await page.getByLabel('When did it come?').isVisible()).toBe(true)
  await page.getByRole('button', { name: 'Save my answer' }).click()
  await seen('survey-refused')
  expect(await page.title()).toMatch(/^Error: /)
  await page.getByLabel('Agrees in part').check()
  await page.getByLabel('The reply itself, if you would like to share it').fill('Dear Rosa,\n\nthank you.')
  await page.getByRole('button', { name: 'Save my answer' }).click()
  await seen('survey-answered')
  expect(await page.getByRole('status').textContent()).toContain('Your answer is saved')

  await page.goto(`${origin}/survey/${tokenFor(letters[1] as LetterId)}`)
  await page.getByLabel('No, not so far').check()
  await page.getByRole('button', { name: 'Save my answer' }).click()
  await seen('chase')
  await page.getByRole('button', { name: 'Remind Rowan Ashby once' }).click()
  await seen('chase-queued')

  const told = { position: 'agrees', days: 6, words: null, answeredAt: new Date() } as const
  for (const letterId of letters.slice(2)) await store.recordReply({ letterId, answer: 'answered', ...told })
  await page.goto(`${origin}/campaigns/safer-crossings`)
  await page.getByRole('link', { name: 'What came of the letters so far' }).click()
  await seen('replies')
  await signInWindow(
    page.context(),
    origin,
    await signInAs(store, new Date(), 'owner', { publicOrigin: origin }),
  )
  await page.goto(`${origin}/organise/campaigns/safer-crossings/letters`)
  await page.getByText('Read 3 of these letters').click()
  await seen('letters-report')
  await page.goto(`${origin}/survey/nothing`)
  await seen('survey-dead-link')
})

function tokenFor(id: LetterId): string {
  return createTokens(testSecret).make('survey', idBytes(id), new Date('2099-01-01'))
}

/** Letters to one MP and to another, accepted just now. */
async function acceptedLetters(store: Store): Promise<readonly LetterId[]> {
  const at = new Date()
  const campaign = await openCampaign(store, at, campaignText({ replies: 'public', small_counts: 'shown' }))
  const drafts = Array.from({ length: 12 }, (_, index) =>
    signatureDraft(campaign, at, {
      email: `p${index}@example.org`,
      letter: letterDraft(),
      constituency: { code: index < 7 ? 'Z14000001' : 'Z14000002', by: 'postcode' },
    }),
  )
  await store.recordSignatures(drafts)
  await store.confirmSignatures(
    drafts.map(({ id, letter }) => ({
      signatureId: id,
      letterId: letter?.id ?? null,
      constituencyCode: null,
      at,
    })),
  )
  for (const mail of await store.claimOutgoing(100, at, new Date(at.getTime() + 60_000)))
    await store.settleOutgoing(mail, { state: 'accepted', reply: '250 taken' }, at)
  return drafts.flatMap(({ letter }) => letter?.id ?? [])
}
