import { expect, test } from 'vitest'
import { openExamined } from '../support/browser'
import { campaignText, openCampaign } from '../support/campaign'
import { signatureDraft } from '../support/drafts'
import { signInAs, signInWindow } from '../support/organiser'
import { startProduct } from '../support/product'
import { storeOf } from '../support/world'

const desk = '/organise/campaigns/safer-crossings'

test('a signature is found and taken off, and a sheet of paper is entered and deleted', async context => {
  const product = await startProduct({ env: { MAILER: 'separate' } }) // none runs: nothing is mailed
  const { origin } = product
  const store = storeOf({ product })
  const campaign = await openCampaign(store, new Date(), campaignText())
  const signed = signatureDraft(campaign, new Date(), { constituency: null })
  await store.recordSignatures([signed])
  const confirmed = { letterId: null, constituencyCode: null, at: new Date() }
  await store.confirmSignatures([{ signatureId: signed.id, ...confirmed }])
  const { page, seen } = await openExamined(context, origin, true)
  await signInWindow(
    page.context(),
    origin,
    await signInAs(store, new Date(), 'owner', { publicOrigin: origin }),
  )

  await page.goto(`${origin}${desk}/signatures`)
  await page.getByLabel('E-mail address').fill('rosa@example.org')
  await page.getByRole('button', { name: 'Find by e-mail address' }).click()
  await seen('moderation-found')
  await page.getByRole('link', { name: 'Rosa Lind' }).click()
  await page.getByRole('button', { name: 'Take it off the count' }).click()
  await seen('moderation-signature-refused')
  expect(await page.title()).toMatch(/^Error: /)
  await page.getByLabel('Why').fill('Not who they say')
  await page.getByRole('button', { name: 'Take it off the count' }).click()
  expect(await page.getByRole('status').textContent()).toContain('It is off the count')
  expect(await store.signatureCount(campaign.id)).toBe(0)
  expect(await page.getByRole('link', { name: 'Signatures' }).getAttribute('aria-current')).toBe('true')

  await page.setViewportSize({ width: 320, height: 900 })
  const menu = page.locator('summary', { hasText: 'Menu: Signatures' })
  expect((await page.locator('main').boundingBox())?.y, 'where a page begins on a phone').toBeLessThan(110)
  await menu.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Paper' }).click()
  await page.getByLabel('Name').first().fill('Ivo Finch')
  await page.getByLabel('Postcode').first().fill('nowhere')
  await page.getByRole('button', { name: 'Enter this sheet' }).click()
  await seen('moderation-paper-refused')
  await page.getByLabel('Postcode').first().fill('ZZ1 1AA')
  await page.getByRole('button', { name: 'Enter this sheet' }).click()
  expect(await page.getByRole('status').textContent()).toContain('The sheet is stored')
  await page.getByLabel('Why').waitFor({ state: 'hidden' })
  await page.getByText('Delete the whole sheet', { exact: true }).first().click()
  await page.getByLabel('Why').fill('Entered twice')
  await page.getByRole('button', { name: 'Delete the whole sheet for good' }).click()
  await page.getByText('0 signatures on paper').waitFor()
})
