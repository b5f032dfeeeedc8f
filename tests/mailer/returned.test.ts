import { expect, test } from 'vitest'
import type { Claimed } from '../../app/domain/outbox/outbox'
import { change } from '../store/bytes'
import { campaignText, members, placesDraft } from '../support/campaign'
import { day, hour } from '../support/clock'
import { letterDraft } from '../support/drafts'
import type { SmtpSink } from '../support/smtp'
import { sameWords } from './same-words'
import { openWorld } from './world'

type World = Awaited<ReturnType<typeof openWorld>>

const unknownHere = {
  do: 'refuse',
  at: 'recipient',
  code: 550,
  words: '5.1.1 <asha@p.example> unknown',
} as const
const notNow = { do: 'refuse', at: 'recipient', code: 451, words: '4.3.0 later' } as const
const counts = 'Your signature counts all the same.'

/** A letter that ends as the relay behaves. */
async function withLetter(
  behaviour: Parameters<SmtpSink['behave']>[0],
  words = 'First words.\n\nLast words.',
) {
  const world = await openWorld()
  await world.writeLetter({ letter: letterDraft(words) })
  world.sink.behave(behaviour)
  await world.tick()
  return world
}

/** The one mail that the writer gets once the relay takes mail again. */
async function givenBack(world: World) {
  world.sink.behave({ do: 'accept' })
  await world.tick()
  const [mail, ...others] = world.sink.mails.filter(({ to }) => to.includes('rosa@example.org'))
  if (!mail || others.length > 0) throw new Error(`expected one mail, got ${others.length + (mail ? 1 : 0)}`)
  sameWords(mail.parsed)
  return { ...mail, text: mail.parsed.text ?? '', subject: mail.parsed.subject }
}

test('a letter that was refused comes back whole, with why and how to send it, to its writer alone', async () => {
  const { text, subject, from, to, parsed } = await givenBack(await withLetter(unknownHere))
  expect([subject, to]).toEqual([
    'Your letter could not be sent: A safe crossing at every school',
    ['rosa@example.org'],
  ])
  expect(from).toMatch(/^b-[0-9a-f]{32}@/)
  expect(parsed.headers.get('auto-submitted')).toBe('auto-generated')
  expect(text).toContain(`refused by Asha Grange’s mail system, so it did not arrive there. ${counts}`)
  expect(text).toContain('copy it into a mail to\n\nasha.grange@parliament.example\n')
  expect(text).toContain('post it to\n\nThe Rt Hon Asha Grange MP\nHouse of Commons\nLondon\nSW1A 0AA\n')
  expect(text).toContain('Subject: Mill Lane\n\nDear Asha Grange,\n\nFirst words.\n\nLast words.')
  expect(text).toContain('4 Weaver Row')
  expect(hrefIn(parsed.html || '')).toBe(
    `mailto:asha.grange@parliament.example?subject=Mill%20Lane&body=${encodeURIComponent(wholeIn(text).replaceAll('\n', '\r\n'))}`,
  )
})

test('a letter too long for a link is opened in a mail program without its words', async () => {
  const { text, parsed } = await givenBack(await withLetter(unknownHere, 'A word. '.repeat(300)))
  expect(hrefIn(parsed.html || '')).toMatch(/&body=$/)
  expect(text).toContain('A word. A word.')
})

test('a letter that nobody took for four days comes back then, and says so', async () => {
  const world = await withLetter(notNow)
  for (let tries = 0; tries < 8; tries++) {
    world.clock.advance(day / 2)
    await world.tick()
  }
  const { text, subject } = await givenBack(world)
  expect(subject).toMatch(/^Your letter could not be sent/)
  expect(text).toContain('We tried for four days and could not reach Asha Grange by e-mail')
})

test('a letter that was taken and reported as failed days later comes back then', async () => {
  const world = await withLetter({ do: 'accept' })
  const { from } = world.sink.mails[0] ?? {}
  world.clock.advance(2 * day)
  await world.tick()
  const id = from?.slice(2, 34).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') as Claimed['id']
  expect(await world.store.bounceOutgoing(id, '550 5.2.2 full', world.clock.now())).toBe('bounced')
  const { text, subject } = await givenBack(world)
  expect(subject).toBe('Your letter came back: A safe crossing at every school')
  expect(text).toContain('It was sent to Asha Grange, but it came back: it could not be delivered there.')
})

test('a letter that the organiser refused comes back with their decision', async () => {
  const world = await withLetter(unknownHere)
  change(world.file, "update outgoing set state = 'gave-up', hold_reason = 'too-alike' where kind = 'letter'")
  const { text, subject } = await givenBack(world)
  expect(subject).toBe('Your letter was not sent: A safe crossing at every school')
  expect(text).toContain('The campaign’s organiser looked at it and decided not to send it.')
})

test('a letter whose words have been deleted cannot come back, and its writer is told', async () => {
  const world = await withLetter(unknownHere)
  change(world.file, 'update letter set sealed = null')
  expect((await givenBack(world)).text).toContain(
    'We cannot give it back to you: its words have been deleted',
  )
})

test('where another sits by now, the letter is for them, and it is not said that they refused it', async () => {
  const world = await withLetter(unknownHere)
  const [asha, ...others] = members
  if (!asha) throw new Error('no member')
  const nia = {
    ...asha,
    id: 77,
    name: 'Nia Penrose',
    salutation: 'Nia',
    fullTitle: 'Nia Penrose MP',
    email: 'nia@p.example',
  }
  await world.store.importPlaces(placesDraft({ members: [nia, ...others] }), world.clock.now(), 'save')
  const { text } = await givenBack(world)
  expect(text).toContain('It was refused by your MP’s mail system')
  expect(text).toContain(
    'a mail to\n\nnia@p.example\n\nOn paper, print and sign it, and post it to\n\nNia Penrose MP',
  )
  expect(text).toContain('Dear Nia,')
})

test('where nobody sits by now, the letter comes back and says so', async () => {
  const world = await withLetter(unknownHere)
  await world.store.vacateSeat('Z14000101', '2027-02-04', world.clock.now())
  const { text } = await givenBack(world)
  expect(text).toContain('There is no MP for Ashford Vale until the by-election on 4 February 2027.')
  expect(text).toContain('Dear [your MP’s name],\n\nFirst words.')
})

test('of a letter to two, the one that was refused alone comes back', async () => {
  const minister = { name: 'The Minister', salutation: 'Minister', email: 'minister@gov.example' }
  const world = await openWorld(campaignText({ target: ['constituency-mp', minister] }))
  await world.writeLetter({ letter: letterDraft() })
  const [mp, other] = await world.store.claimOutgoing(2, world.clock.now(), new Date('2026-12-01'))
  if (!mp || !other) throw new Error('no two letters')
  await world.store.settleOutgoing(mp, { state: 'accepted', reply: '250' }, world.clock.now())
  await world.store.settleOutgoing(other, { state: 'bounced', reply: '550' }, world.clock.now())
  const { text } = await givenBack(world)
  expect(text).toContain('It was refused by the Minister’s mail system')
  expect(text).toContain('copy it into a mail to\n\nminister@gov.example\n\nSubject:')
  expect(text).not.toContain('Asha')
})

test('nothing comes back to who has withdrawn their name meanwhile', async () => {
  const world = await openWorld()
  const [draft] = await world.writeLetters([{ letter: letterDraft() }])
  if (!draft) throw new Error('no letter')
  world.sink.behave(unknownHere)
  await world.tick()
  await world.store.withdrawSignature(draft.id, world.clock.now())
  world.sink.behave({ do: 'accept' })
  world.clock.advance(hour)
  await world.tick()
  expect(world.sink.mails).toEqual([])
})

function hrefIn(html: string): string {
  return (/href="(mailto:[^"]+)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&')
}

/** The letter in the mail: from its greeting to its postcode. */
function wholeIn(text: string): string {
  return /Dear [\s\S]*ZZ1 1AA/.exec(text)?.[0] ?? ''
}
