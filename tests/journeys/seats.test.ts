import { expect, onTestFinished, test } from 'vitest'
import { startRegisters } from '../support/registers'
import type { Page } from '../support/visitor'
import {
  bringPlaces,
  bringPostcodes,
  confirmNewest,
  fairHearing,
  filledIn,
  linkIn,
  mailsTo,
  sendLetter,
  signAlone,
  startWorld,
  storeOf,
  weaverRow,
  writeToMp,
} from '../support/world'

const vacant = 'ZZ7 1AA'
const silent = 'ZZ8 1AA'
const unknown = 'ZZ99 9ZZ'

/** The codes of the seats that a page offers to pick from. */
function offeredOn(page: Page): readonly (string | null)[] {
  const radios = page.document.querySelectorAll('input[type=radio][name=constituency]')
  return [...radios].map(radio => radio.getAttribute('value'))
}

function valueOn(page: Page, field: string): string | null | undefined {
  return page.document.querySelector(`input[name=${field}]`)?.getAttribute('value')
}

test('where the seat is vacant the letter page, the confirmation and the receipt say so, and the signature counts', async () => {
  const world = await startWorld()
  const page = await writeToMp(world, { postcode: vacant })
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
  const page = await writeToMp(world, { postcode: silent })
  expect(page.text).toContain('publishes no e-mail address')
  expect(page.text).toMatch(/post/i)
  expect(page.document.querySelector('button[name=letter][value=yes]')).toBeNull()
  await world.visitor.press(page, 'Sign without a letter')
  expect((await confirmNewest(world, 'rosa@example.org')).text).toContain('publishes no e-mail address')
})

test('an unknown postcode is never guessed: the supporter picks the constituency and writes to its MP', async () => {
  const world = await startWorld()
  const page = await writeToMp(world, { postcode: unknown })
  expect(page.text).toContain('We do not know which constituency ZZ99 9ZZ is in')
  expect(page.document.querySelector('button[name=letter][value=yes]')).toBeNull()
  const found = await world.visitor.press(page, 'Find my MP', { constituency: 'Z14000001' })
  expect(found.text).toContain('Dear Rowan Ashby,')
  await sendLetter(world, found)
  await confirmNewest(world, 'rosa@example.org')
  expect(await mailsTo(world.sink, 'rowan.ashby@parliament.example')).toHaveLength(1)
})

test('a part of a name comes back with the seats that match and everything typed, and none of them is taken unasked', async () => {
  const world = await startWorld()
  const page = await writeToMp(world, { postcode: unknown })
  const many = await world.visitor.press(page, 'Find my MP', { constituency: 'pellbridge' })
  expect(many.status).toBe(422)
  expect(many.text).toContain('2 constituencies match “pellbridge”')
  expect(offeredOn(many)).toEqual(['Z14000001', 'Z14000002'])
  expect(many.document.querySelector('input[checked][name=constituency]')).toBeNull()
  expect(valueOn(many, 'constituency')).toBe('pellbridge')
  expect(valueOn(many, 'email')).toBe('rosa@example.org')
  expect(many.document.querySelectorAll('input[name=principle]')).toHaveLength(2)

  const picked = await world.visitor.press(many, 'Find my MP', { constituency: ['pellbridge', 'Z14000002'] })
  expect(picked.text).toContain('Dear Dr Lindqvist,')
  const none = await world.visitor.press(page, 'Find my MP', { constituency: 'Atlantis' })
  expect(none.status).toBe(422)
  expect(none.text).toContain('We know no constituency called “Atlantis”')
})

test('a constituency that is not one keeps nobody’s signature for another, and an empty one keeps nobody from signing', async () => {
  const world = await startWorld()
  const page = await writeToMp(world, { postcode: unknown })
  const refused = await world.visitor.press(page, 'Sign without a letter', {
    ...{ constituency: 'pellbridge', agree: 'yes', updates: 'no' },
  })
  expect(refused.status).toBe(422)
  expect(offeredOn(refused)).toEqual(['Z14000001', 'Z14000002'])
  expect(await storeOf(world).heldForMailbox('rosa@example.org')).toEqual([])

  await world.visitor.press(refused, 'Sign without a letter', { constituency: '' })
  const [held] = await storeOf(world).heldForMailbox('rosa@example.org')
  expect(held?.signature.constituencyCode).toBeNull()
})

test('whoever names a constituency without having seen the letter’s page can put it right there', async () => {
  const world = await startWorld()
  const refused = await signAlone(world, { postcode: unknown, constituency: 'pellbridge' })
  expect(refused.status).toBe(422)
  expect(offeredOn(refused)).toEqual(['Z14000001', 'Z14000002'])
  await world.visitor.press(refused, 'Sign without a letter', { constituency: ['', 'Z14000002'] })
  const [held] = await storeOf(world).heldForMailbox('rosa@example.org')
  expect(held?.signature.constituencyCode).toBe('Z14000002')
})

test('where the postcode settles it, nothing else that was sent does', async () => {
  const world = await startWorld()
  await signAlone(world, { constituency: 'Z14000002' })
  const [held] = await storeOf(world).heldForMailbox('rosa@example.org')
  expect(held?.signature.constituencyCode).toBe('Z14000001')
})

test('on a boundary only the seats that meet there can be chosen, and without a choice nobody is written to', async () => {
  const world = await startWorld()
  await bringPostcodes(world, { 'ZZ1 1AA': { kind: 'several', codes: ['Z14000001', 'Z14000002'] } })
  const page = await writeToMp(world, { postcode: 'ZZ1 1AA' })
  expect(page.text).toContain(
    'ZZ1 1AA lies in more than one constituency: Pellbridge Central and Pellbridge North',
  )
  expect(offeredOn(page)).toEqual(['Z14000001', 'Z14000002'])
  expect(page.document.querySelector('input[list]')).toBeNull()
  expect(page.document.querySelector('button[name=letter][value=yes]')).toBeNull()

  const outside = await world.visitor.press(page, 'Find my MP', { constituency: 'Z14000003' })
  expect(outside.status).toBe(422)
  expect(outside.text).not.toContain('Priyanka Thorne-Desai')
  const found = await world.visitor.press(page, 'Find my MP', { constituency: 'Z14000002' })
  expect(found.text).toContain('Dear Dr Lindqvist,')
  await sendLetter(world, found)
  await confirmNewest(world, 'rosa@example.org')
  expect(await mailsTo(world.sink, 'ifeoma.lindqvist@parliament.example')).toHaveLength(1)
})

test('of a postcode out of use it is said since when and where it lay; today’s is asked for, and nothing is taken from the old', async () => {
  const world = await startWorld()
  await bringPostcodes(world, {
    'ZZ1 1ZZ': { kind: 'terminated', since: '2016-06', code: 'Z14000001' },
    'ZZ2 1AA': { kind: 'found', code: 'Z14000002' },
  })
  const page = await writeToMp(world, { postcode: 'ZZ1 1ZZ' })
  expect(page.text).toContain('ZZ1 1ZZ went out of use in June 2016')
  expect(page.text).toContain('It lay in what is now Pellbridge Central; your postcode of today may not')
  expect(offeredOn(page)).toEqual(['Z14000001'])
  expect(page.document.querySelector('input[checked][name=constituency]')).toBeNull()
  const asToday = await world.visitor.press(page, 'Find my MP', { postcode: 'ZZ2 1AA' })
  expect(asToday.text).toContain('Dear Dr Lindqvist,')
  const asThen = await world.visitor.press(page, 'Find my MP', { constituency: ['', 'Z14000001'] })
  expect(asThen.text).toContain('Dear Rowan Ashby,')
  await world.visitor.press(page, 'Sign without a letter')
  const [held] = await storeOf(world).heldForMailbox('rosa@example.org')
  expect(held?.signature.constituencyCode).toBeNull()
})

test('a postcode that became known after the signing is told, and is its supporter’s to choose', async () => {
  const world = await startWorld()
  await signAlone(world, { postcode: unknown })
  await bringPostcodes(world, { [unknown]: { kind: 'found', code: 'Z14000004' } })
  const [mail] = await mailsTo(world.sink, 'rosa@example.org')
  const known = `By now we know that ${unknown} lies in Upper Wendle Valley`
  await expect.poll(async () => (await world.visitor.open(linkIn(mail, '/confirm'))).text).toContain(known)
  const page = await world.visitor.open(linkIn(mail, '/confirm'))
  expect(offeredOn(page)).toEqual(['Z14000004'])
})

test('Northern Ireland’s postcodes are not open data, and its supporters are told so', async () => {
  const world = await startWorld()
  expect((await writeToMp(world, { postcode: 'BT99 9ZZ' })).text).toContain(
    'Northern Ireland’s postcodes are not open data',
  )
  expect((await writeToMp(world, { postcode: unknown })).text).not.toContain('Northern Ireland')
})

test('who lives where nobody sits in the Commons is told so, is counted, and may choose where they vote', async () => {
  const world = await startWorld()
  const page = await writeToMp(world, { postcode: 'je11aa' })
  expect(page.text).toContain('JE1 1AA is in Jersey, which has no MP in the House of Commons')
  expect(page.text).toContain('Your signature counts all the same')
  expect((await writeToMp(world, { postcode: 'BFPO 57' })).text).toContain(
    'BFPO 57 is a British forces post office, which',
  )
  await world.visitor.press(page, 'Sign without a letter', { agree: 'yes', updates: 'no' })
  const receipt = await confirmNewest(world, 'rosa@example.org')
  expect(receipt.text).toContain('You are number 1')
  expect(receipt.text).toContain('JE1 1AA is in Jersey')
  const chosen = { constituency: 'Market Ollerby' }
  const after = await world.visitor.press(receipt, 'This is my constituency', chosen)
  expect(after.text).toContain('Your MP is Yusuf Callowhill')
})

test('while the register does not answer, a letter is written to whoever the MP is, and goes once that is known', async () => {
  const registers = await startRegisters()
  onTestFinished(() => registers.close())
  registers.behave('postcodes.io', { do: 'drop' })
  const world = await startWorld({ PLACES: 'files,postcodes.io', POSTCODES_IO_URL: registers.url })
  await bringPlaces(world)
  const page = await writeToMp(world, { postcode: 'ZZ5 1AA' })
  expect(page.status).toBe(200)
  expect(page.text).toContain('We cannot look up your MP just now')
  expect(page.text).toContain('or write your letter now')
  expect(page.text).toContain('Dear [your MP’s name],')
  await sendLetter(world, page)

  const store = storeOf(world)
  expect((await store.placeFacts()).unplaced).toBe(1)
  const receipt = await confirmNewest(world, 'rosa@example.org')
  expect(receipt.text).toContain('We cannot look up your MP just now')
  expect(receipt.text).toContain('your letter goes to your MP as soon as we know who that is')
  await world.visitor.press(receipt, 'This is my constituency', { constituency: 'ashford vale' })
  const [letter] = await mailsTo(world.sink, 'asha.grange@parliament.example')
  expect(letter?.parsed.text).toMatch(/^Dear Asha Grange,/)
})

test('from abroad a constituency may be chosen, by those who vote in the UK', async () => {
  const world = await startWorld()
  const { visitor } = world
  const campaign = await visitor.open(fairHearing)
  const abroad = await visitor.press(campaign, 'Write to my MP', filledIn({ country: 'FR', postcode: '' }))
  expect(abroad.text).toContain('If you can vote in the UK, choose the constituency that you vote in')
  const found = await visitor.press(abroad, 'Find my MP', { constituency: 'porthelon and the islands' })
  expect(found.text).toContain('Dear Tomos Wrayburn,')
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

test('on the confirmation page a part of a name comes back with the seats that match, and confirms nothing', async () => {
  const world = await startWorld()
  await signAlone(world, { postcode: unknown })
  const [mail] = await mailsTo(world.sink, 'rosa@example.org')
  const page = await world.visitor.open(linkIn(mail, '/confirm'))
  const refused = await world.visitor.press(page, 'Confirm', { constituency: 'wendle' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('There is a problem')
  expect(offeredOn(refused)).toEqual(['Z14000003', 'Z14000004'])
  expect(await storeOf(world).signatureCount(3)).toBe(0)
  await world.visitor.press(refused, 'Confirm', { constituency: ['wendle', 'Z14000004'] })
  const counts = await storeOf(world).counts(3)
  expect(counts).toContainEqual({ measure: 'by-constituency', key: 'Z14000004', count: 1 })
})

test('a constituency chosen on the receipt moves the count, and sends a letter that waited for it', async () => {
  const world = await startWorld()
  const campaign = await world.visitor.open(fairHearing)
  const letter = { ...weaverRow, letter: 'yes', subject: 'Hello', body: 'Please act.' }
  await world.visitor.press(campaign, 'Sign without a letter', filledIn({ postcode: unknown, ...letter }))
  const receipt = await confirmNewest(world, 'rosa@example.org')
  const store = storeOf(world)
  expect(await store.counts(3)).toContainEqual({ measure: 'by-constituency', key: '', count: 1 })

  const unclear = await world.visitor.press(receipt, 'This is my constituency', {
    constituency: 'pellbridge',
  })
  expect([unclear.status, offeredOn(unclear)]).toEqual([422, ['Z14000001', 'Z14000002']])
  const typed = { constituency: 'PELLBRIDGE CENTRAL' }
  const after = await world.visitor.press(unclear, 'This is my constituency', typed)
  expect(after.text).toContain('Rowan Ashby')
  expect(await mailsTo(world.sink, 'rowan.ashby@parliament.example')).toHaveLength(1)
  expect(await store.recount()).toEqual([])
})

test('the salutation is how the member asks to be addressed, never a title', async () => {
  const world = await startWorld()
  const right = await writeToMp(world, { postcode: 'ZZ4 1AA' })
  expect(right.text).toContain('Dear Gwendolen Marchpane,')
  expect(right.text).not.toMatch(/Dear [^,]*(Rt|Right) Hon/)
  expect((await writeToMp(world, { postcode: 'ZZ2 1AA' })).text).toContain('Dear Dr Lindqvist,')
})
