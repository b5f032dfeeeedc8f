import { expect, test } from 'vitest'
import { openExamined } from '../support/browser'
import {
  confirmNewest,
  fairHearing,
  filledIn,
  linkIn,
  mailsTo,
  sendLetter,
  soon,
  startWorld,
  storeOf,
  weaverRow,
} from '../support/world'

test('the pages of a letter that was refused can be read and used by anybody', {
  timeout: 120_000,
}, async context => {
  const world = await startWorld()
  const { visitor, sink } = world
  const { page, seen } = await openExamined(context, world.product.origin, true)
  const typed = await visitor.press(await visitor.open(fairHearing), 'Write to my MP', filledIn())
  await sendLetter(world, typed, {
    ...weaverRow,
    body: 'I cross that road each day.\n\nPlease act.',
  })
  await mailsTo(sink, 'rosa@example.org')
  sink.behave({ do: 'refuse', at: 'end', code: 550, words: '5.7.1 refused' })
  const receipt = await confirmNewest(world, 'rosa@example.org')
  await expect
    .poll(async () => (await storeOf(world).lettersAfter(3, null, 1))[0]?.state, soon)
    .toBe('bounced')
  sink.behave({ do: 'accept' })
  await page.goto(receipt.url)
  await seen('signed-refused')
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.printed').textContent()).toContain('Dear Rowan Ashby,')
  for (const hidden of ['h1', 'textarea', '.masthead'])
    expect(await page.locator(hidden).first().isVisible(), hidden).toBe(false)
  await page.emulateMedia({ media: 'screen' })
  await visitor.press(await visitor.open('/my'), 'Send', { email: 'rosa@example.org' })
  await expect.poll(() => sink.mails.at(-1)?.parsed.subject, soon).toMatch(/Your link/)
  await page.goto(world.product.origin + linkIn(sink.mails.at(-1), '/my'))
  await page.getByText('Your letter of').click()
  await seen('own-data-refused')
})
