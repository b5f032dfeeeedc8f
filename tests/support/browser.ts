import { existsSync } from 'node:fs'
import axe from 'axe-core'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
import { expect, onTestFinished, type TestContext } from 'vitest'

const executable = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(path =>
  existsSync(path),
)

/** As the machines that test it allow: no sandbox for root, and nothing that calls home. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Opens a real browser, or skips the test and says why. */
export async function openBrowser(context: TestContext): Promise<Browser> {
  if (!executable) return context.skip('Chromium is missing: apt-get install chromium')
  const browser = await chromium.launch({ executablePath: executable, args: flags })
  onTestFinished(() => browser.close())
  return browser
}

/** A window of the browser that fails the test if a page calls another origin or its policy is broken. */
export async function openWindow(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; window: BrowserContext }> {
  const window = await browser.newContext(options)
  const strayed: string[] = []
  window.on('request', request => {
    const url = new URL(request.url())
    if (url.origin !== origin && url.protocol !== 'data:') strayed.push(request.url())
  })
  window.on('console', message => {
    if (/content security policy|refused to/i.test(message.text())) strayed.push(message.text())
  })
  onTestFinished(() => expect(strayed, 'requests to other origins, or policy violations').toEqual([]))
  const page = await window.newPage()
  page.setDefaultTimeout(15_000)
  return { page, window }
}

/**
 * No violation of WCAG 2.2 A and AA or of axe's best practice. axe is a script: its page must run scripts. A frame is left
 * out: the mailbox's is sandboxed and runs none.
 */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async tags => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    const results = await axe.run(document, { runOnly: tags, iframes: false, resultTypes: ['violations'] })
    return results.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(node => node.target.join(' ')).join(', ')}`,
    )
  }, rules)
  expect(violations, `axe on ${name}`).toEqual([])
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Nothing to scroll sideways for (WCAG 1.4.10). */
export async function expectReflow(page: Page, name: string): Promise<void> {
  const [scroll, client] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  expect(scroll, `${name} scrolls sideways`).toBeLessThanOrEqual(client ?? 0)
}
