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

/** One for all tests of a process, with which Playwright ends it; each has windows of its own, which share nothing. */
let launched: Promise<Browser> | undefined

/** Opens a real browser, or skips the test and says why. */
export async function openBrowser(context: TestContext): Promise<Browser> {
  if (!executable) return context.skip('Chromium is missing: apt-get install chromium')
  launched ??= chromium.launch({ executablePath: executable, args: flags })
  return launched
}

/** A window of the browser that fails the test if a page calls another origin or its policy is broken. */
export async function openWindow(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; window: BrowserContext }> {
  const window = await browser.newContext(options)
  onTestFinished(() => window.close())
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
  page.setDefaultTimeout(120_000) // what never comes is named, before the test itself is out of time
  return { page, window }
}

const widths = [320, 1280] as const
/** All of axe by day; by night what a scheme changes, which is colours: about half of the time that all of it takes. */
const schemes = [
  [
    'light',
    { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  ],
  ['dark', { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }],
] as const

/** Where each page is photographed to for looking at, if anywhere: it takes as long as all that is tested of the page. */
const screenshots = process.env.SCREENSHOTS

/** Looks at the page that a window shows now, and says by this name what is wrong with it. */
export type Look = (name: string) => Promise<void>

/** A window with JavaScript or without, and what looks at its pages as they are on a phone and on a desk, by day and by night. */
export async function openExamined(
  context: TestContext,
  origin: string,
  javaScriptEnabled: boolean,
): Promise<{ page: Page; seen: Look }> {
  const browser = await openBrowser(context)
  // Colours that fade into the other scheme's would be examined half-way.
  const { page } = await openWindow(browser, origin, { javaScriptEnabled, reducedMotion: 'reduce' })
  const look = javaScriptEnabled ? examine : examineBare
  return {
    page,
    async seen(name) {
      await page.waitForLoadState() // a click waits for an answer to begin, not for all of it
      await look(page, name)
    },
  }
}

async function examine(page: Page, name: string): Promise<void> {
  await expectNoScript(page, name)
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    for (const [colorScheme, looked] of schemes) {
      await page.emulateMedia({ colorScheme })
      if (screenshots)
        await page.screenshot({ path: `${screenshots}/${name}-${width}-${colorScheme}.png`, fullPage: true })
      await expectAccessible(page, `${name} at ${width} px, ${colorScheme}`, looked)
    }
    await expectReflow(page, `${name} at ${width} px`)
  }
}

/**
 * axe is a script and waits by timers, which a window without JavaScript never fires. What axe would see there it sees in
 * the window with it: the same markup is answered to both, and no page holds anything that JavaScript would change.
 */
async function examineBare(page: Page, name: string): Promise<void> {
  await expectNoScript(page, name)
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    await expectReflow(page, `${name} at ${width} px`)
  }
}

/** Organisers' pages have files of ours that enhance them; no other page has any, and none has a script in it. */
async function expectNoScript(page: Page, name: string): Promise<void> {
  const ours = new URL(page.url()).pathname.startsWith('/organise')
    ? 'script[src^="/organise/"]:empty'
    : 'none'
  expect(await page.locator(`:is(script, noscript):not(${ours})`).count(), `scripts of ${name}`).toBe(0)
}

/**
 * No violation of WCAG 2.2 A and AA or of axe's best practice. A frame is left out: the mailbox's is sandboxed and runs no
 * script.
 */
async function expectAccessible(
  page: Page,
  name: string,
  looked: (typeof schemes)[number][1],
): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const violations = await page.evaluate(async ({ type, values }) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    const results = await axe.run(document, {
      runOnly: { type, values: [...values] },
      iframes: false,
      resultTypes: ['violations'],
    })
    return results.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(node => node.target.join(' ')).join(', ')}`,
    )
  }, looked)
  expect(violations, `axe on ${name}`).toEqual([])
}

/** Nothing to scroll sideways for (WCAG 1.4.10). */
async function expectReflow(page: Page, name: string): Promise<void> {
  const [scroll, client] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  expect(scroll, `${name} scrolls sideways`).toBeLessThanOrEqual(client ?? 0)
}
