import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openExamined } from '../support/browser'
import { campaignText, openCampaign } from '../support/campaign'
import { signInAs, signInWindow } from '../support/organiser'
import { type Product, startProduct } from '../support/product'
import { storeOf } from '../support/world'

test('what is typed is kept by itself and shown beside it, what is wrong is said, and what was published comes back', async context => {
  const product = await startProduct({ env: { MAILER: 'separate' } })
  await openCampaign(storeOf({ product }), new Date(), campaignText())
  const { page, seen } = await signedIn(context, product, true, 'Olive Ganiser')
  const desk = `${product.origin}/organise/campaigns/safer-crossings`

  await page.goto(`${product.origin}/organise/campaigns/new`)
  await sendFile(page, Buffer.alloc(5_000_000, '#'))
  expect(await page.locator('h1').textContent()).toBe('That is more than we can take')
  await page.goBack()
  await sendFile(page, Buffer.from('slug: elsewhere'))
  await page.getByRole('alert').getByText('Line 1: title').waitFor()
  await seen('new-refused')

  await page.goto(`${desk}/edit/letter`)
  const sentence = page.getByLabel('Opening sentence 1')
  await sentence.fill('Benches {{}} help, and I mind .')
  await page.getByText('Error: Opening sentence 1').waitFor()
  await sentence.fill('Benches help, and I mind .')
  await sentence.press('ArrowLeft')
  await page.getByRole('button', { name: '{{mp}}' }).click()
  expect(await sentence.inputValue()).toBe('Benches help, and I mind {{mp}}.')
  await page.getByText(/^Draft saved at/).waitFor()
  await page.frameLocator('iframe').getByText('Benches help, and I mind Alex Sample').first().waitFor()
  await sentence.fill('Benches {{}} help.')
  await save(page)
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
  await seen('letter-refused')
  await sentence.fill('Benches help.\nSitting is rest.')
  await page.getByRole('button', { name: 'Save and publish' }).click()
  expect(await page.getByRole('status').textContent()).toContain('Published')

  await page.getByRole('link', { name: 'Versions' }).click()
  await page.getByRole('link', { name: 'Compare and bring back' }).click()
  await page.getByRole('button', { name: 'Bring version 1 back' }).click()
  expect(await page.getByRole('status').textContent()).toContain('your draft now')
  await seen('brought-back')

  await page.getByRole('link', { name: 'Open, pause or close' }).click()
  await page.getByLabel('What visitors are told').fill('Back on *Monday*.')
  await page.getByRole('button', { name: 'Pause the campaign' }).click()
  expect(await page.getByRole('status').textContent()).toBe('It is paused.')
  await page.goto(`${product.origin}/campaigns/safer-crossings`)
  expect(await page.locator('#sign').textContent()).toContain('Back on Monday.')
})

test('two editors of one part: the second sees both texts, and chooses', async context => {
  const product = await startProduct({ env: { MAILER: 'separate' } })
  await openCampaign(storeOf({ product }), new Date(), campaignText())
  const [ada, ben] = await Promise.all([
    signedIn(context, product, true, 'Ada'),
    signedIn(context, product, false, 'Ben'),
  ])
  const texts = `${product.origin}/organise/campaigns/safer-crossings/edit/texts`
  for (const { page } of [ada, ben]) await page.goto(texts)
  await ben.page.getByLabel('Title').fill('Ben’s title')
  await ben.page.getByLabel('Conclusion').fill('Ben’s end')
  await save(ben.page)

  await ada.page.getByLabel('Title').fill('Ada’s title')
  await ada.page.getByText('Somebody else has changed this part meanwhile').waitFor()
  await save(ada.page)
  await ada.seen('conflict')
  expect(await ada.page.locator('.lead').textContent()).toContain('Ben saved “Texts”')
  expect(await ada.page.getByRole('group', { name: 'Conclusion' }).textContent()).toContain(
    'Only the other has changed it',
  )
  const title = ada.page.getByRole('group', { name: 'Title' })
  expect(await title.textContent()).toContain('Ada’s title')
  expect(await title.textContent()).toContain('Ben’s title')
  await title.getByLabel('As it was saved').check()
  await ada.page.getByRole('button', { name: 'Save what I chose' }).click()
  expect(await ada.page.getByLabel('Title').inputValue()).toBe('Ben’s title')
  expect(await ada.page.getByLabel('Conclusion').inputValue()).toBe('Ben’s end')
})

async function sendFile(page: Page, buffer: Buffer): Promise<void> {
  await page
    .getByLabel('Campaign file', { exact: true })
    .setInputFiles({ name: 'campaign.yaml', mimeType: 'application/yaml', buffer })
  await page.getByRole('button', { name: 'Bring in the file' }).click()
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save draft', exact: true }).click()
}

async function signedIn(
  context: Parameters<typeof openExamined>[0],
  product: Product,
  javaScriptEnabled: boolean,
  name: string,
) {
  const opened = await openExamined(context, product.origin, javaScriptEnabled)
  const organiser = await signInAs(storeOf({ product }), new Date(), 'editor', {
    name,
    publicOrigin: product.origin,
  })
  await signInWindow(opened.page.context(), product.origin, organiser)
  return opened
}
