import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  confirmNewest,
  linkIn,
  mailsTo,
  openOwnData,
  sendLetter,
  signAlone,
  startWorld,
  storeOf,
  type World,
  weaverRow,
  writeToMp,
} from '../support/world'

async function signWithLetter({ visitor }: World) {
  const page = await writeToMp({ visitor }, { updates: 'yes' })
  await sendLetter({ visitor }, page, { ...weaverRow, body: 'Please act, for my Zwickelbrunn.' })
}

test('a supporter sees, downloads and corrects everything held about them', async () => {
  const world = await startWorld()
  await signWithLetter(world)
  await confirmNewest(world, 'rosa@example.org')
  const page = await openOwnData(world)
  for (const held of [
    'Rosa Lind',
    'rosa@example.org',
    'ZZ1 1AA',
    'Please act, for my Zwickelbrunn.',
    '4 Weaver Row',
  ])
    expect(page.text, held).toContain(held)

  const download = await world.visitor.open(`${new URL(page.url).pathname}/download`)
  const data = JSON.parse(download.body)
  expect(data.signatures[0].person).toEqual({
    name: 'Rosa Lind',
    email: 'rosa@example.org',
    postcode: 'ZZ1 1AA',
  })
  expect(data.signatures[0].consent.consent).toContain('reveals a political opinion')
  expect(data.signatures[0].letters[0].words.address.address1).toBe('4 Weaver Row')
  expect(download.headers.get('content-disposition')).toContain('attachment')

  const wrong = await world.visitor.press(page, 'Save my name', { name: '=cmd' })
  expect(wrong.status).toBe(422)
  const corrected = await world.visitor.press(page, 'Save my name', { name: 'Rosa Lindqvist' })
  expect(corrected.text).toContain('Rosa Lindqvist')
  const unsubscribed = await world.visitor.press(corrected, 'Unsubscribe')
  expect(unsubscribed.text).toMatch(/unsubscribed/i)
  expect((await storeOf(world).heldForMailbox('rosa@example.org'))[0]?.signature.updates).toBe(false)
})

test('withdrawing takes a signature off the count and stops a letter still waiting; signing again starts at pending', async () => {
  const world = await startWorld()
  await signWithLetter(world)
  await mailsTo(world.sink, 'rosa@example.org')
  await world.sink.away()
  const { id } = (await storeOf(world).heldForMailbox('rosa@example.org'))[0]?.signature ?? {}
  const confirmation = linkIn(world.sink.mails[0], '/confirm')
  await world.visitor.press(await world.visitor.open(confirmation), 'Confirm')
  expect(await storeOf(world).signatureCount(3)).toBe(1)
  await world.sink.back()

  const withdrawn = await world.visitor.press(await openOwnData(world), 'Yes, withdraw')
  expect(withdrawn.text).toMatch(/withdrawn/i)
  expect(await storeOf(world).signatureCount(3)).toBe(0)
  expect((await world.visitor.open(confirmation)).text).toMatch(/withdrawn|withdrew/i)

  await signAlone(world)
  const [again] = await storeOf(world).heldForMailbox('rosa@example.org')
  expect(again?.signature).toMatchObject({ id, state: 'pending' })
  expect(await storeOf(world).recount()).toEqual([])
})

test('erasing leaves nothing of a supporter in the database or its log, and the count goes down', async () => {
  const world = await startWorld()
  await signWithLetter(world)
  await confirmNewest(world, 'rosa@example.org')
  await mailsTo(world.sink, 'rowan.ashby@parliament.example')
  const page = await openOwnData(world)
  const unsure = await world.visitor.press(page, 'Erase')
  expect(unsure.status).toBe(422)
  const erased = await world.visitor.press(page, 'Erase', { sure: 'yes' })
  expect(erased.url).toMatch(/\/my\/erased$/)
  const store = storeOf(world)
  expect(await store.heldForMailbox('rosa@example.org')).toEqual([])
  expect(await store.signatureCount(3)).toBe(0)
  expect(await store.recount()).toEqual([])
  expect((await world.visitor.open(new URL(page.url).pathname)).status).toBe(404)
})

test('nothing that a supporter typed is in a log, or in clear in the database', async () => {
  const world = await startWorld()
  await signWithLetter(world)
  await confirmNewest(world, 'rosa@example.org')
  await mailsTo(world.sink, 'rowan.ashby@parliament.example')
  const page = await openOwnData(world)
  const typed = ['Rosa', 'Lind', 'rosa@', 'zz11aa', 'ZZ1 1AA', 'Weaver', 'Pellbridge', 'Zwickelbrunn']
  const token = page.url.split('/').at(-1) ?? ''
  await world.product.stop()
  const logged = world.product.printed()
  for (const word of [...typed, token]) expect(logged, `log: ${word}`).not.toContain(word)
  const bytes = readFileSync(world.product.database)
  for (const word of ['Rosa', 'rosa@', 'Weaver Row', 'Zwickelbrunn'])
    expect(bytes.includes(word), word).toBe(false)
  expect(bytes.includes(token)).toBe(false)
})

test('asking for a link says the same whether anything is held', async () => {
  const world = await startWorld()
  await signAlone(world)
  const ask = async (email: string) => {
    const { status, headers, body } = await world.visitor.post('/my', { email })
    return [status, headers.get('location'), body]
  }
  expect(await ask('rosa@example.org')).toEqual(await ask('nobody@example.org'))
})
