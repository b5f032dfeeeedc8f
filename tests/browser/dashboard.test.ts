import { expect, test } from 'vitest'
import type { Campaign } from '../../app/domain/campaign/campaign'
import type { Store } from '../../app/domain/store'
import { openExamined } from '../support/browser'
import { campaignText, openCampaign } from '../support/campaign'
import { day, hour } from '../support/clock'
import { letterDraft, signatureDraft } from '../support/drafts'
import { signInAs, signInWindow } from '../support/organiser'
import { startProduct } from '../support/product'
import { storeOf } from '../support/world'

test('an organiser sees how a campaign goes, and its figures change while they watch', async context => {
  // several pages, each photographed and examined
  const product = await startProduct({ env: { MAILER: 'separate' } })
  const { origin } = product
  const store = storeOf({ product })
  const campaign = await signedCampaign(store)
  const organiser = await signInAs(store, new Date(), 'owner', { publicOrigin: origin })
  const { page, seen } = await openExamined(context, origin, true)
  await signInWindow(page.context(), origin, organiser)

  await page.goto(`${origin}/organise`)
  await page.getByRole('link', { name: campaign.text.title }).click()
  await page.getByText('The same in figures').click()
  await seen('dashboard')
  const count = page.locator('[data-now=signatures]')
  const before = Number((await count.textContent())?.replace(',', ''))
  await confirmed(store, campaign, [{ email: 'one.more@example.org' }])
  await page.waitForFunction(
    ([selector, wanted]) => document.querySelector(selector)?.textContent === wanted,
    ['[data-now=signatures]', String(before + 1)] as const,
  )
  expect(await page.getByRole('status').textContent()).toMatch(/^\d+ signatures at \d\d:\d\d\.$/)

  await page.locator('#places ~ div').getByRole('link', { name: 'Letters', exact: true }).click()
  expect(await page.locator('[aria-sort]').textContent()).toBe('Letters')
  await page.locator('.map a').first().click()
  await page.waitForURL(/constituency=Z14/)
  await page.getByRole('link', { name: 'In total' }).click()
  await seen('dashboard-narrowed')
  await page.goto(`${origin}/organise/campaigns/safer-crossings?from=2026-02-30&constituency=wendle`)
  await seen('dashboard-refused')
  await page.goto(`${origin}/organise/campaigns/fair-hearing`)
  await seen('dashboard-empty')
})

async function signedCampaign(store: Store): Promise<Campaign> {
  const at = new Date()
  const text = campaignText({ goal: 500, sources: ['leaflet', 'newsletter'] })
  const campaign = await openCampaign(store, new Date(at.getTime() - 34 * day), text)
  const codes = [1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 6, 8, 10, 12]
  const people = Array.from({ length: 150 }, (_, number) => ({
    email: `p${number}@example.org`,
    constituency: {
      code: `Z14${String(codes[number % codes.length] ?? 1).padStart(6, '0')}`,
      by: 'postcode' as const,
    },
    principles: number % 3 === 0 ? ['zebra', 'lights'] : ['zebra'],
    source: [null, 'leaflet', 'newsletter', null][number % 4] ?? null,
    letter: number % 2 === 0 ? letterDraft() : null,
  }))
  for (const [number, person] of people.entries())
    await confirmed(
      store,
      campaign,
      [person],
      new Date(at.getTime() - (33 - (number ** 1.7 % 33)) * day - (number % 7) * hour),
    )
  for (const mail of (await store.claimOutgoing(1000, at, new Date(at.getTime() + 60_000))).slice(0, 60))
    await store.settleOutgoing(mail, { state: 'accepted', reply: '250 taken' }, at)
  return campaign
}

async function confirmed(
  store: Store,
  campaign: Campaign,
  people: readonly Parameters<typeof signatureDraft>[2][],
  at = new Date(),
): Promise<void> {
  const drafts = people.map(odd => signatureDraft(campaign, at, odd))
  await store.recordSignatures(drafts)
  await store.confirmSignatures(
    drafts.map(({ id, letter }) => ({
      signatureId: id,
      letterId: letter?.id ?? null,
      constituencyCode: null,
      at,
    })),
  )
}
