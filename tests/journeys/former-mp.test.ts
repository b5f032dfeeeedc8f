import { expect, test } from 'vitest'
import { idBytes } from '../../app/domain/id'
import { createTokens } from '../../app/domain/token'
import { nia, onlyLetter, pellbridge, rowan, seatMember } from '../support/letter-sent'
import { testSecret } from '../support/store'
import {
  linkIn,
  mailsTo,
  openOwnData,
  sendLetter,
  startWorld,
  storeOf,
  type World,
  weaverRow,
  writeToMp,
} from '../support/world'

test('a letter that names the former MP is sent to the new one once its writer has changed it', async () => {
  const world = await startWorld()
  const { page } = await withHeldLetter(world)
  expect(page.status).toBe(200)
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect(page.headers.get('referrer-policy')).toBe('same-origin')
  expect(page.headers.get('x-robots-tag')).toBe('noindex')
  expect(page.text).toContain('Rowan Ashby is no longer your MP')
  expect(page.text).toContain('Nia Penrose is the MP for Pellbridge Central now.')
  expect(page.text).toContain('Dear Nia Penrose,')
  expect(page.document.querySelector('textarea')?.textContent).toContain('Dear Rowan, you promised it.')
  expect(page.text).toContain('4 Weaver Row')

  const done = await world.visitor.press(page, 'Send it to Nia Penrose', { body: 'Will you promise it?' })
  expect(new URL(done.url).pathname).toBe(new URL(page.url).pathname)
  const [mail] = await mailsTo(world.sink, nia.email)
  expect(mail?.parsed.text).toMatch(/^Dear Nia Penrose,\n\nWill you promise it\?/)
  const after = await world.visitor.open(new URL(page.url).pathname)
  expect(after.text).toContain('Your letter no longer waits for you')
  expect(after.document.querySelector('textarea')).toBeNull()
  expect(mailsOf(world, rowan)).toBe(0)
})

test('a letter that its writer does not send is gone, their signature is not, and the link is used up', async () => {
  const world = await startWorld()
  const { page, store } = await withHeldLetter(world)
  const done = await world.visitor.press(page, 'Do not send it')
  expect(done.text).toContain('Your letter is not sent')
  const again = await world.visitor.press(page, 'Send it to Nia Penrose', { body: 'Please act.' })
  expect(again.text).toContain('Your letter is not sent')
  expect(await store.signatureCount(3)).toBe(1)
  expect(mailsOf(world, nia.email)).toBe(0)
})

test('words that cannot be sent are refused, and kept as they were typed', async () => {
  const world = await startWorld()
  const { page } = await withHeldLetter(world)
  const refused = await world.visitor.press(page, 'Send it', { subject: '', body: 'With a \u202e turn' })
  expect(refused.status).toBe(422)
  expect(refused.document.title).toMatch(/^Error: /)
  const summary = [...refused.document.querySelectorAll('.summary a')].map(link => link.textContent)
  expect(summary[0]).toBe('Enter a subject')
  expect(summary[1]).toContain('hidden characters')
  expect(refused.document.querySelector('textarea')?.textContent).toBe('With a \u202e turn')
})

test('where the MP changes again while the page is open, nothing is sent to one whom it did not name', async () => {
  const world = await startWorld()
  const { page, store } = await withHeldLetter(world)
  await seatMember(store, {
    ...nia,
    id: 78,
    name: 'Ola Third',
    salutation: 'Ola Third',
    email: 'ola@p.example',
  })
  const refused = await world.visitor.press(page, 'Send it to Nia Penrose', { body: 'Dear Nia, please act.' })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('your MP has changed again')
  expect(refused.document.querySelector('textarea')?.textContent).toBe('Dear Nia, please act.')
  await world.visitor.press(refused, 'Send it to Ola Third', { body: 'Dear Ola, please act.' })
  expect((await mailsTo(world.sink, 'ola@p.example'))[0]?.parsed.text).toContain('Dear Ola, please act.')
  expect(mailsOf(world, nia.email)).toBe(0)
})

test('where nobody sits any more, the letter is kept with its new words until somebody does', async () => {
  const world = await startWorld()
  const { page: before, store } = await withHeldLetter(world)
  await store.vacateSeat(pellbridge, '2027-02-04', new Date())
  const page = await world.visitor.open(new URL(before.url).pathname)
  expect(page.text).toContain(
    'There is no MP for Pellbridge Central until the by-election on 4 February 2027.',
  )
  const kept = await world.visitor.press(page, 'Keep it until it can go', { body: 'Will you promise it?' })
  expect(kept.text).toContain('Your letter no longer waits for you')
  await expect.poll(async () => (await onlyLetter(store))?.holdReason).toBe('vacant')
  await seatMember(store, nia)
  expect((await mailsTo(world.sink, nia.email))[0]?.parsed.text).toContain('Will you promise it?')
})

test('the receipt and one’s own data say that the letter waits for its writer', async () => {
  const world = await startWorld()
  const { receipt } = await withHeldLetter(world)
  const words = 'It waits for you: it speaks of somebody who is no longer your MP'
  expect((await world.visitor.open(receipt)).text).toContain(words)
  const own = await openOwnData(world)
  expect(own.text).toContain(words)
})

test('a link that has expired, was made up or leads to an erased letter says so', async () => {
  const world = await startWorld()
  const { page, store, letterId } = await withHeldLetter(world)
  const { visitor } = world
  const old = createTokens(testSecret).make('letter', idBytes(letterId), new Date(0))
  const expired = await visitor.open(`/letter/${old}`)
  expect([expired.status, expired.text]).toEqual([410, expect.stringContaining('This link has expired')])
  const confirming = createTokens(testSecret).make('confirm', idBytes(letterId), new Date('2099-01-01'))
  for (const forged of [confirming, 'nothing']) {
    const answer = await visitor.open(`/letter/${forged}`)
    expect([answer.status, answer.text]).toEqual([404, expect.stringContaining('We do not know this link')])
  }
  await store.eraseMailbox('rosa@example.org', new Date())
  expect((await visitor.open(new URL(page.url).pathname)).status).toBe(404)
})

/** Somebody's confirmed letter to Rowan Ashby is held, since Nia Penrose sits now; its writer has opened the link. */
async function withHeldLetter(world: World) {
  const { visitor, sink } = world
  const store = storeOf(world)
  await sendLetter(world, await writeToMp(world), { ...weaverRow, body: 'Dear Rowan, you promised it.' })
  const [mail] = await mailsTo(sink, 'rosa@example.org')
  await store.setSending('paused', new Date())
  const receipt = await visitor.press(await visitor.open(linkIn(mail, '/confirm')), 'Confirm')
  await seatMember(store, nia)
  await store.setSending('running', new Date())
  const mails = await mailsTo(sink, 'rosa@example.org', 2)
  const page = await visitor.open(linkIn(mails.at(-1), '/letter'))
  const letter = await onlyLetter(store)
  if (!letter) throw new Error('no letter')
  return { page, store, receipt: new URL(receipt.url).pathname, letterId: letter.id }
}

function mailsOf({ sink }: World, address: string): number {
  return sink.mails.filter(({ to }) => to.includes(address)).length
}
