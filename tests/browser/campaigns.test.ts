import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openExamined } from '../support/browser'
import { campaignText, openCampaign } from '../support/campaign'
import { signInAs, signInWindow } from '../support/organiser'
import { type Product, startProduct } from '../support/product'
import { storeOf } from '../support/world'

const slug = 'a-bench-at-every-stop'

test.for([
  ['with JavaScript', true],
  ['without', false],
] as const)(
  'a campaign is begun, written, looked over, tried and opened, %s',
  {
    timeout: 180_000,
  },
  async ([_, js], context) => {
    const product = await startProduct({ env: { MAILER: 'separate' } })
    const { page, seen } = await signedIn(context, product, js, 'Olive Ganiser')
    const look = (what: string) => seen(`campaign-${what}`)

    await page.goto(`${product.origin}/organise/campaigns/new`)
    await look('new')
    await sendFile(page, Buffer.alloc(5_000_000, '#'))
    expect(await page.locator('h1').textContent()).toBe('That is more than we can take')
    await page.goBack()
    await sendFile(page, Buffer.from('slug: elsewhere'))
    await page.getByRole('alert').getByText('Line 1: title').waitFor()
    await look('new-refused')
    await page.goto(`${product.origin}/organise/campaigns/new`)
    await page.getByLabel('Title').fill('A bench at every stop')
    await page.getByLabel('Name of the organisation').fill('Rest Awhile')
    await page.getByLabel('E-mail address for questions').fill('hello@restawhile.example')
    await page.getByRole('button', { name: 'Begin the campaign' }).click()
    expect(await page.getByRole('status').textContent()).toContain('The campaign is begun')
    await look('overview')

    await page.getByRole('link', { name: 'Texts' }).click()
    await page.getByLabel('Summary').fill('Old people wait standing.')
    await page.getByLabel('Statement').fill('Sit down.')
    await look('texts')
    await page.getByRole('button', { name: 'Save draft', exact: true }).click()

    await page.getByRole('link', { name: 'Principles' }).click()
    await page.getByRole('button', { name: /Take out.*principle 2/ }).click()
    await page.getByLabel('Title of principle 1').fill('Benches')
    await page.getByLabel('Explanation of principle 1').fill('Where people wait.')
    await page.getByLabel('Principle 1, sentence 1').fill('Benches {{}} help.\nA seat helps.')
    await page.getByRole('button', { name: 'Save draft', exact: true }).click()
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
    await look('principles-refused')
    await page
      .getByLabel('Principle 1, sentence 1')
      .fill('Benches help.\nA seat helps.\nLet people sit.\nSitting is rest.')
    await page.getByRole('button', { name: 'Save draft', exact: true }).click()

    await page.getByRole('link', { name: 'Letter', exact: true }).click()
    const sentence = page.getByLabel('Opening sentence 2')
    await sentence.fill(
      'It is about benches.\nBenches are what it is about.\nI wait at stops.\nAt our stop nobody can sit, and I mind .',
    )
    if (js) {
      await sentence.press('ArrowLeft')
      await page.getByRole('button', { name: '{{mp}}' }).click()
      expect(await sentence.inputValue()).toMatch(/mind \{\{mp\}\}\.$/)
      await page.getByText(/^Draft saved at/).waitFor()
      const letters = page.frameLocator('iframe')
      await letters.getByText('Sample letters').waitFor()
    }
    await look('letter')
    await page.getByRole('button', { name: 'Save and publish' }).click()
    expect(await page.getByRole('status').textContent()).toContain('Published')

    for (const view of ['The page of thanks', 'Sample letters', 'The mail to confirm']) {
      await page.goto(`${product.origin}/organise/campaigns/${slug}/preview`)
      await page.getByRole('link', { name: view }).click()
    }
    await look('preview')
    await page.goto(`${product.origin}/organise/campaigns/${slug}/checklist`)
    await page.getByRole('button', { name: 'Send me a test letter' }).click()
    expect(await page.getByRole('status').textContent()).toContain('on its way')
    await look('checklist')
    await page.getByRole('button', { name: 'Open the campaign' }).click()
    expect(await page.locator('.lead').textContent()).toContain('People can sign it')
    await look('state')
    await page.getByLabel('What visitors are told').fill('Back on *Monday*.')
    await page.getByRole('button', { name: 'Pause the campaign' }).click()
    await page.goto(`${product.origin}/campaigns/${slug}`)
    expect(await page.locator('#sign').textContent()).toContain('Back on Monday.')

    await page.goto(`${product.origin}/organise/campaigns/${slug}/versions`)
    await look('versions')
    await page.getByRole('link', { name: 'Compare and bring back' }).last().click()
    await look('compare')
    await page.getByRole('button', { name: 'Bring version 1 back' }).click()
    expect(await page.getByRole('status').textContent()).toContain('your draft now')
  },
)

test('two editors of one part: the second sees both texts, and chooses', {
  timeout: 120_000,
}, async context => {
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
