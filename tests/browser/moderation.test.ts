import { expect, test } from 'vitest'
import { openExamined } from '../support/browser'
import { signatureDraft } from '../support/drafts'
import { signInAs, signInWindow } from '../support/organiser'
import { soon, startWorld, storeOf } from '../support/world'

const desk = '/organise/campaigns/fair-hearing'

test('a signature is found and taken off, a wave of them is taken off together and put back, and a sheet is entered', {
  timeout: 240_000,
}, async context => {
  const world = await startWorld()
  const store = storeOf(world)
  const { origin } = world.product
  const campaign = await store.campaign('fair-hearing')
  if (!campaign) throw new Error('the demonstration is not there')
  const owner = await signInAs(store, new Date(), 'owner', { publicOrigin: origin })
  const before = await store.signatureCount(campaign.id)
  for (const withScript of [true, false]) {
    const { page, seen } = await openExamined(context, origin, withScript)
    await signInWindow(page.context(), origin, owner)
    const wave = ['found', 'two', 'three'].map(name =>
      signatureDraft(campaign, new Date(), {
        email: `${name}@spam${withScript}.example`,
        principles: ['support-that-lasts'],
        constituency: null,
      }),
    )
    await store.recordSignatures(wave)
    await store.confirmSignatures(
      wave.map(({ id }) => ({ signatureId: id, letterId: null, constituencyCode: null, at: new Date() })),
    )

    await page.goto(`${origin}${desk}/signatures`)
    await seen('moderation-signatures')
    await page.getByLabel('E-mail address').fill(`found@spam${withScript}.example`)
    await page.getByRole('button', { name: 'Find by e-mail address' }).click()
    await seen('moderation-found')
    await page.getByRole('link', { name: 'Rosa Lind' }).click()
    await seen('moderation-signature')
    await page.getByRole('button', { name: 'Take it off the count' }).click()
    expect(await page.title()).toMatch(/^Error: /)
    await seen('moderation-signature-refused')
    await page.getByLabel('Why').fill('Not who they say')
    await page.getByRole('button', { name: 'Take it off the count' }).click()
    expect(await page.getByRole('status').textContent()).toContain('It is off the count')
    expect(await store.signatureCount(campaign.id)).toBe(before + 2)

    await page.goto(`${origin}${desk}/invalidations`)
    await seen('moderation-orders')
    await page.getByLabel('Mail domain').fill(`spam${withScript}.example`)
    await page.getByRole('button', { name: 'Count them' }).click()
    await seen('moderation-counted')
    await page.getByLabel('Why').fill('A script signed these')
    await page.getByRole('button', { name: 'Take 2 signatures off the count' }).click()
    await expect.poll(() => store.signatureCount(campaign.id), soon).toBe(before)
    await page.goto(page.url())
    await seen('moderation-done')
    await page.getByLabel('Why').fill('It was a school')
    await page.getByRole('button', { name: 'Put them back' }).click()
    await expect.poll(() => store.signatureCount(campaign.id), soon).toBe(before + 2)
    for (const { mailbox } of wave) await store.eraseMailbox(mailbox)

    await page.goto(`${origin}${desk}/paper`)
    await seen('moderation-paper')
    await page.getByLabel('Name').first().fill('Ivo Finch')
    await page.getByLabel('Postcode').first().fill('nowhere')
    await page.getByRole('button', { name: 'Enter this sheet' }).click()
    await seen('moderation-paper-refused')
    await page.getByLabel('Postcode').first().fill('ZZ1 1AA')
    await page.getByRole('button', { name: 'Enter this sheet' }).click()
    expect(await page.getByRole('status').textContent()).toContain('The sheet is stored')
    await seen('moderation-sheet')
    await page.getByLabel('Why').waitFor({ state: 'hidden' })
    await page.getByText('Delete the whole sheet', { exact: true }).first().click()
    await page.getByLabel('Why').fill('For the next turn')
    await page.getByRole('button', { name: 'Delete the whole sheet for good' }).click()

    await page.goto(`${origin}${desk}/queue`)
    await seen('moderation-queue')
    await page.goto(`${origin}${desk}/take-down`)
    await seen('moderation-take-down')
  }
})
