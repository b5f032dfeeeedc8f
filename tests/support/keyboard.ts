import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/**
 * Tab goes to everything that can be used, in the order of the page, and each stop is in view and has its ring
 * (WCAG 2.1.1, 2.1.2, 2.4.3, 2.4.7). Of radio buttons with one name one is a stop; the parts of a date are stops too.
 */
export async function expectKeyboardAlone(page: Page, name: string): Promise<void> {
  const inFrames = await Promise.all(
    page
      .frames()
      .slice(1)
      .map(frame => frame.locator(usable).count()),
  )
  const presses = await page.evaluate(watchFocus, usable)
  for (let press = 0; press < presses + inFrames.reduce((sum, count) => sum + count, 0); press++)
    await page.keyboard.press('Tab')
  expect(await page.evaluate(() => globalThis.focusWatched()), `the keyboard on ${name}`).toEqual({
    missed: [],
    unseen: [],
    turnedBack: [],
  })
}

const usable =
  'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex="-1"])'

declare global {
  /** What the keyboard did not come to, what it came to without showing it, and where it went back in the page. */
  var focusWatched: () => Readonly<Record<'missed' | 'unseen' | 'turnedBack', readonly string[]>>
}

/** Runs in the page: notes each stop as the key is let go, when it has been scrolled to. @returns how many presses go round */
function watchFocus(usable: string): number {
  const stops: HTMLElement[] = []
  const unseen = new Set<string>()
  const told = (element: Element) => element.outerHTML.slice(0, 100)
  addEventListener('keyup', () => {
    const stop = document.activeElement as HTMLElement
    if (stop === document.body || stops.at(-1) === stop) return
    stops.push(stop)
    const { top, bottom } = stop.getBoundingClientRect()
    const ringed = [stop, stop.closest('.principle')].some(
      one => one && getComputedStyle(one).outlineStyle !== 'none',
    )
    if (!ringed || bottom <= 0 || top >= innerHeight) unseen.add(told(stop))
  })
  const wanted = [...document.querySelectorAll<HTMLElement>(usable)].filter(
    one => one.checkVisibility({ visibilityProperty: true }) && !one.matches(':disabled, [tabindex="-1"]'),
  )
  const groupOf = (one: Element) => (one.matches('[type=radio]') ? one.getAttribute('name') : null)
  globalThis.focusWatched = () => {
    const groups = new Set(stops.map(groupOf))
    const after = (stop: Element, index: number) =>
      (stops[index - 1]?.compareDocumentPosition(stop) ?? 0) & Node.DOCUMENT_POSITION_PRECEDING
    return {
      missed: wanted
        .filter(one => !stops.includes(one) && !(one.matches('[type=radio]') && groups.has(groupOf(one))))
        .map(told),
      unseen: [...unseen],
      turnedBack: stops
        .filter((stop, index) => index > 0 && after(stop, index))
        .slice(1)
        .map(told),
    }
  }
  const dates = wanted.filter(one => one.matches('[type=date], [type=time]')).length
  return wanted.length + 3 * dates + 1
}
