import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Page, Response } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser, openWindow } from '../support/browser'
import { startProduct } from '../support/product'

test('a supporter signs with the keyboard alone, and sees where they are', async context => {
  const browser = await openBrowser(context)
  const product = await startProduct()
  const { page } = await openWindow(browser, product.origin, {
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
  })
  await page.goto(`${product.origin}/campaigns/fair-hearing`)
  await page.keyboard.press('Tab')
  expect(await focusedName(page)).toMatch(/skip/i)

  await tabTo(page, 'principle')
  await page.keyboard.press('Space')
  await tabTo(page, 'name')
  await page.keyboard.type('Rosa Lind')
  await tabTo(page, 'email')
  await page.keyboard.type('rosa@example.org')
  await tabTo(page, 'postcode')
  await page.keyboard.type('ZZ1 1AA')
  await tabTo(page, 'updates')
  await page.keyboard.press('ArrowDown')
  await tabTo(page, 'agree')
  await page.keyboard.press('Space')
  await tabToButton(page, /sign without a letter/i)
  await page.keyboard.press('Enter')
  await page.waitForURL(/check-your-email/)
})

test('a supporter writes, puts their points in order, checks and sends with the keyboard alone', async context => {
  const browser = await openBrowser(context)
  const product = await startProduct()
  const { page } = await openWindow(browser, product.origin, {
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    javaScriptEnabled: false,
  })
  await page.goto(`${product.origin}/campaigns/fair-hearing`)
  for (const principle of await page.locator('input[name=principle]').all()) await principle.check()
  await page.getByLabel('Full name').fill('Rosa Lind')
  await page.getByLabel('E-mail address', { exact: true }).fill('rosa@example.org')
  await page.getByLabel('Postcode').fill('ZZ1 1AA')
  await page.getByLabel('Postcode').press('Enter')
  await page.getByRole('heading', { name: 'Your letter to' }).waitFor()

  const last = 'Support that lasts as long as recovery does'
  await tabToButton(page, new RegExp(`Move “${last}” up`))
  await page.keyboard.press('Enter')
  await page.locator('#order-support-that-lasts:focus').waitFor()
  await page.keyboard.press('Tab') // straight to the same button, in its new place
  expect(await focusedName(page)).toBe(`↑Move “${last}” up`)
  await page.keyboard.press('Enter')
  await page.locator('.order li:first-child:focus', { hasText: last }).waitFor()

  await tabTo(page, 'address1')
  await page.keyboard.type('4 Weaver Row')
  await tabTo(page, 'town')
  await page.keyboard.type('Pellbridge')
  await page.keyboard.press('Enter') // goes on, and moves nothing
  await page.getByRole('heading', { name: 'Check your letter' }).waitFor()
  expect(page.url()).toMatch(/\/letter$/)
  await tabTo(page, 'updates')
  await page.keyboard.press('ArrowDown')
  await tabTo(page, 'agree')
  await page.keyboard.press('Space')
  await tabToButton(page, /send my letter/i)
  await page.keyboard.press('Enter')
  await page.waitForURL(/check-your-email/)
})

test('a refused form moves the focus to the summary, and its links lead to the fields', async context => {
  const browser = await openBrowser(context)
  const product = await startProduct()
  const { page } = await openWindow(browser, product.origin, { javaScriptEnabled: false })
  await page.goto(`${product.origin}/campaigns/fair-hearing`)
  await page.getByRole('button', { name: 'Sign without a letter' }).click()
  const summary = page.getByRole('alert')
  expect(await summary.textContent()).toContain('There is a problem')
  await summary.getByRole('link', { name: /full name/i }).click()
  await page.locator('[name=name]:is(:target, :focus)').waitFor()
})

test('a campaign page is small: one style sheet, no script, at most 8 requests and 50 KB', async context => {
  const browser = await openBrowser(context)
  const product = await startProduct()
  const { page } = await openWindow(browser, product.origin)
  const answers: Response[] = []
  page.on('response', answer => answers.push(answer))
  await page.goto(`${product.origin}/campaigns/fair-hearing`, { waitUntil: 'networkidle' })
  const sizes = await Promise.all(answers.map(async answer => gzipSync(await answer.body()).length))
  expect(sizes.length).toBeLessThanOrEqual(8)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(50_000)
  expect(await page.locator('script').count()).toBe(0)
  expect(gzipSync(readFileSync('public/style.css')).length).toBeLessThanOrEqual(15_000)
})

/** Tabs on until the focus is on a field of this name; each stop on the way must be visible. */
async function tabTo(page: Page, name: string): Promise<void> {
  await tabUntil(page, () =>
    page.evaluate(wanted => document.activeElement?.getAttribute('name') === wanted, name),
  )
}

async function tabToButton(page: Page, words: RegExp): Promise<void> {
  await tabUntil(page, async () => words.test(await focusedName(page)))
}

async function tabUntil(page: Page, arrived: () => Promise<boolean>): Promise<void> {
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press('Tab')
    await expectVisibleFocus(page)
    if (await arrived()) return
  }
  throw new Error('the keyboard does not get there')
}

function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
}

/** The focused element is on the screen and has an outline or its like (WCAG 2.4.7, 2.4.11). */
async function expectVisibleFocus(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const focused = document.activeElement as HTMLElement
    const box = focused.getBoundingClientRect()
    const ringed = (one: Element | null) => one !== null && getComputedStyle(one).outlineStyle !== 'none'
    const ring = ringed(focused) || ringed(focused.closest('.principle')) // a card shows it for its box
    return { ring, inView: box.bottom > 0 && box.top < innerHeight, what: focused.outerHTML.slice(0, 80) }
  })
  expect(seen, seen.what).toMatchObject({ ring: true, inView: true })
}
