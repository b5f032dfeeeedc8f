import { expect, test } from 'vitest'
import {
  confirmNewest,
  fairHearing,
  filledIn,
  linkIn,
  mailsTo,
  signAlone,
  startWorld,
  storeOf,
  type World,
  weaverRow,
} from '../support/world'

const vacant = 'ZZ7 1AA'
const silent = 'ZZ8 1AA'
const unknown = 'ZZ99 9ZZ'

async function writeFrom({ visitor }: World, postcode: string) {
  return visitor.press(await visitor.open(fairHearing), 'Write to my MP', filledIn({ postcode }))
}

test('where the seat is vacant the letter page, the confirmation and the receipt say so, and the signature counts', async () => {
  const world = await startWorld()
  const page = await writeFrom(world, vacant)
  expect(page.text).toContain('no sitting MP')
  expect(page.document.querySelector('a[href="/constituencies"]')).not.toBeNull()
  expect(page.document.querySelector('button[name=letter][value=yes]')).toBeNull()
  await world.visitor.press(page, 'Sign without a letter')

  const [mail] = await mailsTo(world.sink, 'rosa@example.org')
  expect((await world.visitor.open(linkIn(mail, '/confirm'))).text).toContain('no sitting MP')
  const receipt = await confirmNewest(world, 'rosa@example.org')
  expect(receipt.text).toContain('no sitting MP')
  expect(receipt.text).toContain('number 1')
})

test('an MP who publishes no address is named, and the letter is offered to copy and post', async () => {
  const world = await startWorld()
  const page = await writeFrom(world, silent)
  expect(page.text).toContain('publishes no e-mail address')
  expect(page.text).toMatch(/post/i)
  expect(page.document.querySelector('button[name=letter][value=yes]')).toBeNull()
  await world.visitor.press(page, 'Sign without a letter')
  expect((await confirmNewest(world, 'rosa@example.org')).text).toContain('publishes no e-mail address')
})

test('an unknown postcode is never guessed: the supporter picks the constituency and writes to its MP', async () => {
  const world = await startWorld()
  const page = await writeFrom(world, unknown)
  expect(page.text).toContain('We do not know which constituency ZZ99 9ZZ is in')
  expect(page.document.querySelector('button[name=letter][value=yes]')).toBeNull()
  const found = await world.visitor.press(page, 'Find my MP', { constituency: 'Z14000001' })
  expect(found.text).toContain('Dear Rowan Ashby,')
  await world.visitor.press(found, 'Send my letter', weaverRow)
  await confirmNewest(world, 'rosa@example.org')
  expect(await mailsTo(world.sink, 'rowan.ashby@parliament.example')).toHaveLength(1)
})

test('a constituency chosen on the confirmation page counts there', async () => {
  const world = await startWorld()
  await signAlone(world, { postcode: unknown })
  const [mail] = await mailsTo(world.sink, 'rosa@example.org')
  const page = await world.visitor.open(linkIn(mail, '/confirm'))
  await world.visitor.press(page, 'Confirm', { constituency: 'Z14000002' })
  const counts = await storeOf(world).counts(3)
  expect(counts).toContainEqual({ measure: 'by-constituency', key: 'Z14000002', count: 1 })
})

test('a constituency chosen on the receipt moves the count, and sends a letter that waited for it', async () => {
  const world = await startWorld()
  const campaign = await world.visitor.open(fairHearing)
  const letter = { ...weaverRow, letter: 'yes', subject: 'Hello', body: 'Please act.' }
  await world.visitor.press(campaign, 'Sign without a letter', filledIn({ postcode: unknown, ...letter }))
  const receipt = await confirmNewest(world, 'rosa@example.org')
  const store = storeOf(world)
  expect(await store.counts(3)).toContainEqual({ measure: 'by-constituency', key: '', count: 1 })

  const after = await world.visitor.press(receipt, 'This is my constituency', { constituency: 'Z14000001' })
  expect(after.text).toContain('Rowan Ashby')
  expect(await mailsTo(world.sink, 'rowan.ashby@parliament.example')).toHaveLength(1)
  expect(await store.recount()).toEqual([])
})

test('the salutation is how the member asks to be addressed, never a title', async () => {
  const world = await startWorld()
  const right = await writeFrom(world, 'ZZ4 1AA')
  expect(right.text).toContain('Dear Gwendolen Marchpane,')
  expect(right.text).not.toMatch(/Dear [^,]*(Rt|Right) Hon/)
  expect((await writeFrom(world, 'ZZ2 1AA')).text).toContain('Dear Dr Lindqvist,')
})
