import { expect, test } from 'vitest'
import {
  confirmNewest,
  fairHearing,
  filledIn,
  mailsTo,
  sendLetter,
  signAlone,
  startWorld,
  storeOf,
  weaverRow,
  writeToMp,
} from '../support/world'

test('a mistyped postcode is asked about, and one press signs with the one that was meant; nothing typed is lost', async () => {
  const world = await startWorld()
  const refused = await signAlone(world, { postcode: 'zzi iaa', updates: 'yes' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('We cannot read this postcode. Did you mean ZZ1 1AA?')
  expect(refused.document.querySelector('input[name=postcode]')?.getAttribute('value')).toBe('zzi iaa')
  expect(await storeOf(world).heldForMailbox('rosa@example.org')).toEqual([])

  const taken = await world.visitor.press(refused, 'Yes, ZZ1 1AA')
  expect(taken.url).toContain('/check-your-email')
  const [held] = await storeOf(world).heldForMailbox('rosa@example.org')
  expect(held?.signature).toMatchObject({
    person: { name: 'Rosa Lind', postcode: 'ZZ1 1AA' },
    constituencyCode: 'Z14000001',
    updates: true,
    principles: filledIn().principle,
  })
})

test('on the way to the letter the same press leads to the letter, to the MP of the postcode that was meant', async () => {
  const world = await startWorld()
  const { visitor } = world
  const campaign = await visitor.open(fairHearing)
  const refused = await visitor.press(campaign, 'Write to my MP', filledIn({ postcode: 'ZZ1 IAA' }))
  const page = await visitor.press(refused, 'Yes, ZZ1 1AA')
  expect(page.text).toContain('Dear Rowan Ashby,')
  await sendLetter(world, page)
  await confirmNewest(world, 'rosa@example.org')
  const [letter] = await mailsTo(world.sink, 'rowan.ashby@parliament.example')
  expect(letter?.parsed.text).toContain('ZZ1 1AA')
})

test('a letter whose postcode turns out unreadable is kept, and seen again before it goes', async () => {
  const world = await startWorld()
  const { visitor } = world
  const page = await writeToMp({ visitor })
  const typed = { ...weaverRow, postcode: 'zzi iaa', body: 'In my own words.' }
  const refused = await visitor.press(page, 'Check my letter', typed)
  expect(refused.text).toContain('Did you mean ZZ1 1AA?')
  const again = await visitor.press(refused, 'Yes, ZZ1 1AA')
  expect(again.document.querySelector('textarea[name=body]')?.textContent).toBe('In my own words.')
  expect(again.document.querySelector('input[name=address1]')?.getAttribute('value')).toBe('4 Weaver Row')
})

test('the Enter key never presses an offer: what has been typed since is what counts', async () => {
  const world = await startWorld()
  const refused = await signAlone(world, { postcode: 'zzi iaa' })
  const [first] = refused.document.querySelectorAll('.sign-form button')
  expect(first?.getAttribute('name')).toBeNull()
  expect(first?.getAttribute('formaction')).toBe(`${fairHearing}/letter`)
})
