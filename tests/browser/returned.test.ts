import { expect, test } from 'vitest'
import { openExamined } from '../support/browser'
import { onlyLetter } from '../support/letter-sent'
import {
  confirmNewest,
  mailsTo,
  openOwnData,
  sendLetter,
  startWorld,
  storeOf,
  weaverRow,
  writeToMp,
} from '../support/world'

test('the pages of a letter that was refused can be read and used by anybody', async context => {
  const world = await startWorld()
  const { sink } = world
  const { page, seen } = await openExamined(context, world.product.origin, true)
  await sendLetter(world, await writeToMp(world), {
    ...weaverRow,
    body: 'I cross that road each day.\n\nPlease act.',
  })
  await mailsTo(sink, 'rosa@example.org')
  sink.behave({ do: 'refuse', at: 'end', code: 550, words: '5.7.1 refused' })
  const receipt = await confirmNewest(world, 'rosa@example.org')
  await expect.poll(async () => (await onlyLetter(storeOf(world)))?.state).toBe('bounced')
  sink.behave({ do: 'accept' })
  await page.goto(receipt.url)
  await seen('signed-refused')
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.printed').textContent()).toContain('Dear Rowan Ashby,')
  for (const hidden of ['h1', 'textarea', '.masthead'])
    expect(await page.locator(hidden).first().isVisible(), hidden).toBe(false)
  await page.emulateMedia({ media: 'screen' })
  await page.goto((await openOwnData(world)).url)
  await page.getByText('Your letter of').click()
  await seen('own-data-refused')
})
