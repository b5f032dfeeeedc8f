import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectAccessible, expectReflow, openBrowser, openWindow } from '../support/browser'
import { startProduct } from '../support/product'

/** Kept out of the repository; for looking at. */
const screenshots = 'tests/screenshots'
mkdirSync(screenshots, { recursive: true })

const widths = [320, 1280] as const
const schemes = ['light', 'dark'] as const

/** Many pages, each photographed and examined, on a machine that does other things too. */
const timeout = 180_000

describe.each(widths)('at %i px', width => {
  test.for(schemes)(
    'the whole journey is accessible in %s colours',
    { timeout },
    async (colorScheme, context) => {
      const browser = await openBrowser(context)
      const product = await startProduct()
      const { page } = await openWindow(browser, product.origin, {
        colorScheme,
        viewport: { width, height: 900 },
      })
      await journey(page, product.origin, async name => {
        await page.screenshot({ path: `${screenshots}/${name}-${width}-${colorScheme}.png`, fullPage: true })
        await expectReflow(page, name)
        await expectAccessible(page, name)
      })
    },
  )

  test('the whole journey goes without JavaScript', { timeout }, async context => {
    const browser = await openBrowser(context)
    const product = await startProduct()
    const options = { javaScriptEnabled: false, viewport: { width, height: 900 } }
    const { page } = await openWindow(browser, product.origin, options)
    await journey(page, product.origin, name => expectReflow(page, name))
  })
})

async function journey(page: Page, origin: string, seen: (name: string) => Promise<void>): Promise<void> {
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
  await page.getByLabel('E-mail address').fill('rosa@example.org')
  await page.getByLabel('Postcode').fill('zz99 9zz')
  await page.getByLabel('No, thank you').check()
  await page.getByLabel(/^I agree/).check()
  await page.getByRole('button', { name: 'Write to my MP' }).click()
  await seen('letter-unknown-postcode')
  await page.getByLabel('Your constituency').selectOption({ label: 'Pellbridge Central' })
  await page.getByRole('button', { name: 'Find my MP' }).click()
  await page.getByRole('button', { name: 'Send my letter' }).click()
  await seen('letter-refused')
  await page.getByLabel('House and street').fill('4 Weaver Row')
  await page.getByLabel('Town or city').fill('Pellbridge')
  await page.getByLabel('Your words').fill('I have thought about this for years.\n\nPlease act.')
  await page.getByRole('button', { name: 'Show me how it will look' }).click()
  await seen('letter')
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
  await openMail(page, origin, /./)
  await seen('letter-mail')

  await page.goto(`${origin}/my`)
  await seen('my')
  await page.getByLabel('E-mail address').fill('rosa@example.org')
  await page.getByRole('button', { name: /^Send/ }).click()
  await openMail(page, origin, /your link/i)
  await page.frameLocator('iframe').getByRole('link', { name: 'See what is held about me' }).click()
  await page.waitForURL(/\/my\//)
  await seen('own-data')
  await page.getByLabel(/I am sure/).check()
  await page.getByRole('button', { name: 'Erase all my data' }).click()
  await seen('erased')

  for (const [name, path] of [
    ['privacy', '/campaigns/fair-hearing/privacy'],
    ['constituencies', '/constituencies'],
    ['closed', '/campaigns/a-clearer-wendle'],
    ['two-targets', '/campaigns/last-bus-home'],
    ['nothing-here', '/nothing-here'],
    ['dead-link', '/confirm/nothing'],
  ] as const) {
    await page.goto(origin + path)
    await seen(name)
  }
}

/** Opens the newest mail with such a subject, waiting for it to come. */
async function openMail(page: Page, origin: string, subject: RegExp): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.goto(`${origin}/mailbox`)
        return page.getByRole('main').getByRole('link', { name: subject }).count()
      },
      { timeout: 15_000 },
    )
    .toBeGreaterThan(0)
  await page.getByRole('main').getByRole('link', { name: subject }).first().click()
}
