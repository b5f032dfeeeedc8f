import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openExamined } from '../support/browser'
import { campaignText, openCampaign } from '../support/campaign'
import { signatureDraft } from '../support/drafts'
import { signInAs, signInWindow } from '../support/organiser'
import { startProduct } from '../support/product'
import { storeOf } from '../support/world'

const exportsPage = '/organise/campaigns/safer-crossings/exports'

test('an organiser takes signatures out by a form, prints a pack and asks for mail, with JavaScript and without', {
  timeout: 180_000,
}, async context => {
  // eight pages, each photographed and examined
  const { origin, ...product } = await startProduct({ env: { MAILER: 'separate' } }) // none runs: nothing is sent
  const store = storeOf({ product: { origin, ...product } })
  const campaign = await openCampaign(store, new Date(), campaignText())
  const [{ code } = { code: '' }] = await store.seats() // the demonstration's
  const drafts = Array.from({ length: 120 }, (_, n) =>
    signatureDraft(campaign, new Date(), {
      email: `n${n}@example.org`,
      updates: n < 7,
      mail: 'withheld',
      constituency: { code, by: 'postcode' },
    }),
  )
  await store.recordSignatures(drafts)
  const confirmed = { letterId: null, constituencyCode: null, at: new Date() }
  await store.confirmSignatures(drafts.map(({ id }) => ({ signatureId: id, ...confirmed })))

  for (const javaScript of [true, false]) {
    const { page, seen } = await openExamined(context, origin, javaScript)
    const olive = await signInAs(store, new Date(), 'owner', { publicOrigin: origin })
    await signInWindow(page.context(), origin, olive)

    await page.goto(`${origin}${exportsPage}?constituency=${code}`)
    await seen('exports')
    await page.getByRole('link', { name: 'Signatures', exact: true }).last().click()
    expect(await page.getByLabel('Constituency').inputValue()).toBe(code) // carried in
    await page.getByRole('button', { name: 'Take it out' }).click()
    await page.getByText('There is a problem').waitFor()
    await seen('export-refused')
    await page.getByLabel('Mailchimp').check()
    await page.getByLabel('Why do you take it out?').fill('To import into our newsletter')
    const csv = await downloaded(page, () => page.getByRole('button', { name: 'Take it out' }).click())
    expect(csv.name).toBe('safer-crossings-mailchimp.csv')
    expect(csv.bytes.toString().split('\r\n')).toHaveLength(1 + 7 + 1)
    if (javaScript) {
      await page.getByText('Done: 7 rows.').waitFor()
      await seen('export-done')
    }

    await page.goto(origin + exportsPage)
    expect(await page.getByRole('table').textContent()).toContain('whole, 7 rows')
    await page.getByRole('link', { name: 'a pack to print' }).click()
    await seen('pack')
    const pdf = await downloaded(page, () => page.getByRole('button', { name: 'Make the PDF' }).click())
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')

    await page.getByRole('link', { name: 'Mail to you' }).click()
    await page.getByLabel('Milestones').check()
    await page.getByRole('button', { name: 'Save' }).click()
    expect(await page.getByRole('status').textContent()).toContain('You are mailed at each milestone.')
    await seen('notices')
    expect(await store.notice(olive.id, campaign.id)).toMatchObject({ weekly: 'no', milestones: 'yes' })
  }
})

async function downloaded(page: Page, press: () => Promise<void>) {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}
