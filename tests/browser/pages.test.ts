import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Look, openExamined } from '../support/browser'
import { startProduct } from '../support/product'

test.for([
  ['JavaScript', true],
  ['no JavaScript', false],
] as const)('the whole journey, and the pages beside it, with %s', async ([, javaScript], context) => {
  const { origin } = await startProduct()
  const { page, seen } = await openExamined(context, origin, javaScript)
  await journey(page, origin, seen)
})

async function journey(page: Page, origin: string, seen: Look): Promise<void> {
  await page.goto(`${origin}/`)
  await seen('home')
  await page
    .getByRole('link', { name: /fair hearing/i })
    .first()
    .click()
  await seen('campaign')
  await page.getByRole('button', { name: 'Sign without a letter' }).click()
  await seen('campaign-refused')
  expect(await page.title()).toMatch(/^Error: /)

  await page.getByLabel(/Justice that survivors can reach/).check()
  await page.getByLabel(/Support that lasts/).check()
  await page.getByLabel('Full name').fill('Rosa Lind')
  await page.getByLabel('E-mail address', { exact: true }).fill('rosa@example.org')
  await page.getByLabel('Postcode').fill('zz99 9zz')
  await page.getByLabel('No, thank you').check()
  await page.getByLabel(/^I agree/).check()
  await page.getByRole('button', { name: 'Write to my MP' }).click()
  await seen('letter-unknown-postcode')
  await page.getByLabel('Your constituency').fill('pellbridge central')
  await page.getByRole('button', { name: 'Find my MP' }).click()
  await page.getByRole('button', { name: 'Move “Support that lasts as long as recovery does” up' }).click()
  await page.locator('#order-support-that-lasts:focus', { hasText: /^Support that lasts/ }).waitFor()
  await page.getByText('I do not know what to write').click()
  await seen('letter-moved')
  await page.getByLabel('Why does this matter to you?').fill('I rang, and rang. '.repeat(60))
  await page.getByRole('button', { name: 'Check my letter' }).click()
  await page.getByRole('alert').waitFor()
  await seen('letter-refused')
  await page.getByLabel('House and street').fill('4 Weaver Row')
  await page.getByLabel('Town or city').fill('Pellbridge')
  await page.getByLabel('Why does this matter to you?').fill('I have thought about this for years.')
  await page.getByLabel('Your words').fill('I write from Pellbridge.\n\nPlease act.')
  await page.getByRole('button', { name: 'Check my letter' }).click()
  await page.getByRole('heading', { name: 'Check your letter' }).waitFor()
  await page.goBack()
  expect(await page.getByLabel('Why does this matter to you?').inputValue()).toMatch(/^I have thought/)
  expect(await page.getByLabel('Town or city').inputValue()).toBe('Pellbridge')
  await page.getByRole('button', { name: 'Check my letter' }).click()
  await page.getByText('Send it yourself instead').click()
  await seen('letter-check')
  await expectPrinted(
    page,
    /^To\s+Rowan Ashby\s+Subject\s.*\sDear Rowan Ashby,\s+I write .*\n\nI have thought .*ZZ99 9ZZ$/s,
  )
  await page.getByRole('button', { name: 'Send my letter' }).click()
  await seen('check-your-email')

  await openMail(page, origin, /confirm your signature/i)
  await seen('mail')
  await page
    .frameLocator('iframe')
    .getByRole('link', { name: /^confirm/i })
    .click()
  await page.waitForURL(/\/confirm\//)
  await seen('confirm')
  await page.getByRole('button', { name: /^Confirm/ }).click()
  await seen('signed')
  await openMail(page, origin, /rowan\.ashby@/)
  await seen('letter-mail')
  await officeChooses(page, origin, seen)

  await page.goto(`${origin}/my`)
  await page.getByLabel('E-mail address').fill('rosa@example.org')
  await page.getByRole('button', { name: /^Send/ }).click()
  await openMail(page, origin, /your link/i)
  await page.frameLocator('iframe').getByRole('link', { name: 'See what is held about me' }).click()
  await page.waitForURL(/\/my\//)
  await seen('own-data')
  await page.getByLabel(/I am sure/).check()
  await page.getByRole('button', { name: 'Erase all my data' }).click()

  for (const [name, path] of [
    ['constituencies-found', '/constituencies?q=pell'],
    ['constituencies-not-found', '/constituencies?q=nowhere'],
    ['letters-report-empty', '/organise/campaigns/last-bus-home/letters'],
    ['closed', '/campaigns/a-clearer-wendle'],
    ['two-targets', '/campaigns/last-bus-home'],
    ['dead-link', '/confirm/nothing'],
  ] as const) {
    await page.goto(origin + path)
    await seen(name)
  }
}

/** What the line under a letter leads its office to; a letter is open. */
async function officeChooses(page: Page, origin: string, seen: Look): Promise<void> {
  const under = page.getByRole('link', { name: /\/office\// })
  await page.goto((await under.getAttribute('href')) ?? '')
  await seen('office')
  await page.getByRole('button', { name: 'Mail our office a link' }).click()
  await openMail(page, origin, /choose how letters/i)
  await page.frameLocator('iframe').getByRole('link', { name: 'Choose how letters come' }).click()
  await page.waitForURL(/\/office\/choose\//)
  await seen('office-choice')
  await page.getByLabel(/All of a day/).check()
  await page.getByRole('button', { name: 'Save our choice' }).click()
  await seen('office-chosen')
  await page.goto(`${origin}/office/choose/nothing`)
  await seen('office-dead-link')
}

/** On paper stands the letter, and nothing of the page around it. */
async function expectPrinted(page: Page, sheet: RegExp): Promise<void> {
  await page.emulateMedia({ media: 'print' })
  // biome-ignore lint/performance/useDomNodeTextContent: what is laid out is what is asked for
  expect(await page.locator('body').innerText()).toMatch(sheet)
  await page.emulateMedia({ media: 'screen' })
}

/** Opens the newest mail whose subject or recipient is such, waiting for it to come. */
async function openMail(page: Page, origin: string, told: RegExp): Promise<void> {
  const mails = page.getByRole('main').getByRole('listitem').filter({ hasText: told })
  await expect
    .poll(async () => {
      await page.goto(`${origin}/mailbox`)
      return mails.count()
    })
    .toBeGreaterThan(0)
  await mails.first().getByRole('link').click()
}
