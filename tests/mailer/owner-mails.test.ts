import { describe, expect, test } from 'vitest'
import type { LetterId } from '../../app/domain/id'
import { readRevision, reviseLetter } from '../../app/domain/letter/revise'
import { fingerprint } from '../../app/domain/likeness/likeness'
import type { Member } from '../../app/domain/place/place'
import { confirm, readConfirmation } from '../../app/domain/signature/confirm'
import { likenessOf } from '../../app/domain/signature/sign'
import { readHoldings } from '../../app/domain/supporter/supporter'
import {
  ashford,
  brookside,
  campaignText,
  emptySeat,
  members,
  placesDraft,
  silentSeat,
} from '../support/campaign'
import { day, minute } from '../support/clock'
import { letterDraft } from '../support/drafts'
import type { SunkMail } from '../support/smtp'
import { sameWords } from './same-words'
import { openWorld } from './world'

type World = Awaited<ReturnType<typeof openWorld>>

/** The latest mail the relay accepted. */
function latest({ sink }: World): SunkMail {
  const mail = sink.mails.at(-1)
  if (!mail) throw new Error('nothing arrived')
  return mail
}

/** What stands behind the link's path in a mail. */
function tokenIn(mail: SunkMail, path: 'confirm' | 'my' | 'letter'): string {
  return new RegExp(`^http://localhost:3000/${path}/([\\w-]+)$`, 'm').exec(mail.parsed.text ?? '')?.[1] ?? ''
}

describe('the confirmation', () => {
  test('comes from us to the supporter alone, and says that a program sent it', async () => {
    const world = await openWorld()
    await world.sign()
    await world.tick()
    const { from, to, parsed } = latest(world)
    expect(to).toEqual(['rosa@example.org'])
    expect(from).toMatch(/^b-[0-9a-f]{32}@bounces\.undersigned\.example$/)
    expect(parsed.from?.value).toEqual([{ name: 'Walk Together', address: 'campaigns@undersigned.example' }])
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated')
    expect(parsed.replyTo).toBeUndefined()
    expect(parsed.subject).toBe('Please confirm your signature: A safe crossing at every school')
  })

  test('greets, names the campaign, and its link leads to what it says', async () => {
    const world = await openWorld()
    const { id } = await world.sign()
    await world.tick()
    const mail = latest(world)
    expect(mail.parsed.text).toContain('Hello Rosa Lind,')
    expect(mail.parsed.text).toContain('“A safe crossing at every school”, a campaign by Walk Together')
    expect(mail.parsed.text).toContain('If this was not you, do nothing: nothing is counted.')
    expect(mail.parsed.text).not.toContain('letter')
    expect(await readConfirmation(world.ports, tokenIn(mail, 'confirm'))).toMatchObject({
      kind: 'to-confirm',
      signature: { id },
      letter: null,
    })
    sameWords(mail.parsed)
  })

  test('says whom the letter goes to, and carries none of its words to a mailbox that may not have written it', async () => {
    const world = await openWorld()
    const letter = letterDraft('First words.\n\nLast words.')
    await world.sign({ letter })
    await world.tick()
    const mail = latest(world)
    expect(mail.parsed.text).toContain('The letter goes to Asha Grange.')
    for (const typed of ['Mill Lane', 'First words.', '4 Weaver Row'])
      expect(mail.source).not.toContain(typed)
    expect(await readConfirmation(world.ports, tokenIn(mail, 'confirm'))).toMatchObject({
      kind: 'to-confirm',
      letter: { id: letter.id },
    })
    sameWords(mail.parsed)
  })

  test.each([
    [
      'the seat is vacant',
      emptySeat.code,
      'There is no sitting MP for Empty Seat at the moment. Your letter waits',
    ],
    [
      'the member has no e-mail',
      silentSeat.code,
      'Sil Lent, the MP for Silent Seat, publishes no e-mail address',
    ],
    ['the seat is unknown', null, 'We could not tell your constituency'],
  ])('says it plainly when %s', async (_, code, words) => {
    const world = await openWorld()
    await world.sign({ letter: letterDraft(), constituency: code ? { code, by: 'postcode' } : null })
    await world.tick()
    expect(latest(world).parsed.text).toContain(words)
    expect(latest(world).parsed.text).not.toContain('It goes to')
    sameWords(latest(world).parsed)
  })

  test('names every target', async () => {
    const minister = { name: 'The Minister', salutation: 'Minister', email: 'm@paint.example' }
    const world = await openWorld(campaignText({ target: ['constituency-mp', minister] }))
    await world.sign({ letter: letterDraft(), constituency: { code: brookside.code, by: 'postcode' } })
    await world.tick()
    expect(latest(world).parsed.text).toContain(
      'The letter goes to Ben Holt and The Minister, each greeted by their own name.',
    )
  })

  test('is not sent to who has withdrawn', async () => {
    const world = await openWorld()
    const { id } = await world.sign()
    await world.store.withdrawSignature(id, world.clock.now())
    await world.tick()
    expect(world.sink.offered).toEqual([])
  })
})

describe('somebody who has signed already', () => {
  async function confirmed(letter = false) {
    const world = await openWorld()
    await world.sign(letter ? { letter: letterDraft() } : {})
    await world.tick()
    await confirm(world.ports, tokenIn(latest(world), 'confirm'), '')
    await world.tick()
    world.clock.advance(10 * minute)
    return world
  }

  test('is told that nothing has changed', async () => {
    const world = await confirmed()
    await world.sign()
    await world.tick()
    const { parsed } = latest(world)
    expect(parsed.subject).toBe('You have signed already: A safe crossing at every school')
    expect(parsed.text).toContain('your signature is counted once, and nothing has changed')
    expect(parsed.text).toContain('\nhttp://localhost:3000/my\n')
    expect(parsed.text).not.toContain('letter')
    sameWords(parsed)
  })

  test('is told that a second letter is not sent', async () => {
    const world = await confirmed(true)
    await world.sign({ letter: letterDraft('Another letter.') })
    await world.tick()
    expect(latest(world).parsed.subject).toMatch(/^You have signed already/)
    expect(latest(world).parsed.text).toContain('Each supporter writes one letter in a campaign')
    expect(latest(world).parsed.text).not.toContain('Another letter.')
    sameWords(latest(world).parsed)
  })

  test('is asked to confirm a first letter alone', async () => {
    const world = await confirmed()
    const letter = letterDraft('My first letter.')
    await world.sign({ letter })
    await world.tick()
    const mail = latest(world)
    expect(mail.parsed.subject).toBe('Please confirm your letter: A safe crossing at every school')
    expect(mail.source).not.toContain('My first letter.')
    expect(mail.parsed.text).toContain('If you did not write it, do nothing')
    sameWords(mail.parsed)
    await confirm(world.ports, tokenIn(mail, 'confirm'), '')
    expect((await world.store.letter(letter.id as LetterId))?.state).toBe('queued')
  })
})

test('the owner of a full mailbox is told that nothing was recorded, and greeted by no name', async () => {
  const world = await openWorld()
  await world.sign()
  await world.tick()
  world.clock.advance(10 * minute)
  await world.sign({ name: 'A Stranger', postcode: 'ZZ2 1AA' })
  await world.tick()
  const { parsed, to } = latest(world)
  expect(to).toEqual(['rosa@example.org'])
  expect(parsed.subject).toBe('A signature was not recorded: A safe crossing at every school')
  expect(parsed.text).toContain('nothing was recorded')
  expect(parsed.text).toContain('Two people may share a mailbox if their postcode is the same')
  expect(parsed.text).not.toMatch(/Stranger|Rosa/)
  sameWords(parsed)
})

test('the link to what is held opens it, for 24 hours', async () => {
  const world = await openWorld()
  const { id } = await world.sign()
  await world.tick()
  world.clock.advance(10 * minute)
  await world.store.requestManageLink('rosa@example.org', world.clock.now())
  await world.tick()
  const mail = latest(world)
  expect(mail.parsed.subject).toBe('Your link to what is held about you')
  const token = tokenIn(mail, 'my')
  expect(await readHoldings(world.ports, token)).toMatchObject({
    kind: 'held',
    records: [{ signature: { id } }],
  })
  world.clock.advance(24 * 60 * minute)
  expect(await readHoldings(world.ports, token)).toEqual({ kind: 'expired' })
  sameWords(mail.parsed)
})

describe('the writer of a letter that names a former MP', () => {
  const [asha, ...others] = members as [Member, ...Member[]]
  const nia = { ...asha, id: 77, name: 'Nia Penrose', salutation: 'Nia Penrose', email: 'nia@p.example' }

  /** Their letter has just been held. */
  async function withHeldLetter(sitting: readonly Member[] = [nia, ...others]) {
    const world = await openWorld()
    const draft = letterDraft('Dear Ms Grange, please act.')
    const kept = fingerprint(draft.words.body)
    const letterId = await world.writeLetter({ letter: { ...draft, fingerprint: kept } })
    await seat(world, [nia, ...others])
    await world.tick()
    expect((await world.store.letter(letterId))?.state).toBe('held')
    await seat(world, sitting)
    return { world, letterId }
  }

  async function seat({ store, clock }: World, sitting: readonly Member[]) {
    await store.importPlaces(placesDraft({ members: sitting }), clock.now(), 'save')
  }

  test('is told who went and who came, and given a link to look at it again', async () => {
    const { world, letterId } = await withHeldLetter()
    expect(await world.tick()).toMatchObject([{ kind: 'revise-letter', ended: 'accepted' }])
    const { to, parsed, source } = latest(world)
    expect(to).toEqual(['rosa@example.org'])
    expect(parsed.subject).toBe('Please look at your letter again: A safe crossing at every school')
    expect(parsed.text).toContain(
      'Asha Grange is no longer your MP. Nia Penrose is the MP for Ashford Vale now.',
    )
    expect(parsed.text).toContain('we have not sent it')
    expect(source).not.toContain('please act')
    expect(await readRevision(world.ports, tokenIn(latest(world), 'letter'))).toMatchObject({
      kind: 'to-revise',
      letter: { id: letterId },
      former: { name: 'Asha Grange' },
    })
    sameWords(parsed)
    expect(await world.tick()).toEqual([])
  })

  test('is told where nobody sits there now', async () => {
    const { world } = await withHeldLetter(others)
    await world.tick()
    expect(latest(world).parsed.text).toContain(
      'Asha Grange is no longer your MP. There is no sitting MP for Ashford Vale at the moment.',
    )
  })

  test('is not asked once the letter has gone on, since whom it was written to sits again', async () => {
    const { world } = await withHeldLetter([asha, ...others])
    const ended = (await world.tick()).map(({ kind, ended }) => `${kind} ${ended}`)
    expect(ended.sort()).toEqual(['letter accepted', 'revise-letter cancelled'])
    expect(world.sink.mails.map(({ to }) => to)).toEqual([['asha.grange@parliament.example']])
  })

  test('has four weeks to look', async () => {
    const { world } = await withHeldLetter()
    await world.tick()
    const token = tokenIn(latest(world), 'letter')
    world.clock.advance(28 * day - 1)
    expect(await readRevision(world.ports, token)).toMatchObject({ kind: 'to-revise' })
    world.clock.advance(1)
    expect(await readRevision(world.ports, token)).toEqual({ kind: 'expired' })
  })

  test('who sends it on with other words has it go to the new MP, under their own name', async () => {
    const { world } = await withHeldLetter()
    await world.tick()
    const revision = await readRevision(world.ports, tokenIn(latest(world), 'letter'))
    if (revision.kind !== 'to-revise') throw new Error(revision.kind)
    const words = { subject: 'Mill Lane', body: 'Your predecessor, Ms Grange, promised it. Will you?' }
    await expect(reviseLetter(world.ports, revision, { ...words, member: '1' })).rejects.toMatchObject({
      code: 'invalid',
      fields: { member: expect.stringContaining('has changed again') },
    })
    await reviseLetter(world.ports, revision, { ...words, member: '77' })
    expect(await world.tick()).toMatchObject([{ kind: 'letter', ended: 'accepted' }])
    expect(latest(world).to).toEqual(['nia@p.example'])
    expect(latest(world).parsed.text).toMatch(/^Dear Nia Penrose,\n\nYour predecessor, Ms Grange,/)
    expect(latest(world).parsed.text).toContain('4 Weaver Row')
  })

  test('a letter is not like itself: what it was before counts for nothing', async () => {
    const { world, letterId } = await withHeldLetter()
    await world.tick()
    const revision = await readRevision(world.ports, tokenIn(latest(world), 'letter'))
    if (revision.kind !== 'to-revise') throw new Error(revision.kind)
    await reviseLetter(world.ports, revision, { subject: 'Lane', body: revision.words.body, member: '77' })
    expect((await world.store.letter(letterId))?.likeness).toBe(0)
  })

  test('is like others from then on by its new words alone', async () => {
    const { world } = await withHeldLetter()
    await world.tick()
    const revision = await readRevision(world.ports, tokenIn(latest(world), 'letter'))
    if (revision.kind !== 'to-revise') throw new Error(revision.kind)
    const body = 'Dear Ms Penrose, please act where your predecessor did not.'
    await reviseLetter(world.ports, revision, { subject: 'Lane', body, member: '77' })
    const greatest = async (words: string) =>
      (await likenessOf(world.ports, revision.campaign, words)).greatest
    expect(await greatest(revision.words.body)).toBe(0)
    expect(await greatest(body)).toBe(1)
  })
})

test('no mail loads anything or carries what tracks its reader', async () => {
  const world = await openWorld()
  await world.sign({ letter: letterDraft(), constituency: { code: ashford.code, by: 'postcode' } })
  await world.tick()
  expect(latest(world).parsed.html).not.toMatch(/<(img|link|script|iframe|style|form)|url\(|src=|@import/i)
  expect(latest(world).parsed.html).toMatch(/^<!doctype html><html lang="en-GB"/)
})
