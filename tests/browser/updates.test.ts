import { expect, test } from 'vitest'
import { openExamined } from '../support/browser'
import { campaignText, openCampaign } from '../support/campaign'
import { signatureDraft } from '../support/drafts'
import { signInAs, signInWindow } from '../support/organiser'
import { linkIn, mailsTo, startWorld, storeOf, type World } from '../support/world'

const desk = '/organise/campaigns/safer-crossings/updates'

test('whoever follows a campaign without signing confirms it, gets its update and erases everything, without JavaScript', async context => {
  const world = await startWorld()
  const { origin } = world.product
  const { cookie } = await openCampaigns(world)
  const { page, seen } = await openExamined(context, origin, false)
  await signInWindow(page.context(), origin, { cookie })
  const email = 'news@example.org'

  await page.goto(`${origin}/campaigns/safer-crossings`)
  await page.getByLabel('E-mail address for updates').fill(email)
  await page.getByRole('button', { name: 'Send me updates' }).click()
  await seen('news-refused')
  await page.getByLabel('Walk Together may e-mail me updates').check()
  await page.getByRole('button', { name: 'Send me updates' }).click()
  await seen('news-check-your-email')
  const [asking] = await mailsTo(world.sink, email)
  await page.goto(origin + linkIn(asking, '/news'))
  await seen('news-confirm')
  await page.getByRole('button', { name: 'Yes, send me updates' }).click()
  await seen('news-confirmed')

  await page.goto(origin + desk)
  await writeOne(page, 'For everybody')
  await page.getByRole('link', { name: 'Send it' }).click()
  await page.getByLabel('Now').check()
  await page.getByRole('button', { name: 'Send it' }).click()
  const [, update] = await mailsTo(world.sink, email, 2)
  expect(update?.parsed.text).toContain('Dear friend,')

  await page.goto(`${origin}/my`)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  const [, , manage] = await mailsTo(world.sink, email, 3)
  await page.goto(origin + linkIn(manage, '/my'))
  await seen('my-news')
  await page.getByLabel('I am sure').check()
  await page.getByRole('button', { name: 'Erase all my data' }).click()
  expect(await page.textContent('h1')).toBe('Everything has been erased')
  expect(await storeOf(world).subscribersOfMailbox(email)).toEqual([])
})

async function writeOne(
  page: Awaited<ReturnType<typeof openExamined>>['page'],
  subject: string,
): Promise<void> {
  await page.getByRole('button', { name: 'Write an update' }).click()
  await page.getByLabel('Subject').fill(subject)
  await page.getByLabel('What you write').fill('Dear {{name}},\n\nwe met the **minister**.')
  await page.getByRole('button', { name: 'Save and look at it' }).click()
}

/** A campaign that two people signed and want to hear of, and an editor who is signed in. */
async function openCampaigns(world: World) {
  const store = storeOf(world)
  const at = new Date()
  const campaign = await openCampaign(store, at, campaignText())
  const people = [
    { email: 'rosa@example.org', name: 'Rosa Lind', updates: true },
    { email: 'tom@example.org', name: 'Tom Lind', updates: true },
  ].map(odd => signatureDraft(campaign, at, odd))
  await store.recordSignatures(people)
  for (const mail of await store.claimOutgoing(10, at, new Date(at.getTime() + 60_000)))
    await store.settleOutgoing(mail, { state: 'cancelled' }, at)
  await store.confirmSignatures(
    people.map(({ id }) => ({ signatureId: id, letterId: null, constituencyCode: null, at })),
  )
  return signInAs(store, at, 'editor', { publicOrigin: world.product.origin })
}
