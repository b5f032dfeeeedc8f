import { describe, expect, test } from 'vitest'
import type { LetterId } from '../../../app/domain/id'
import type { Claimed, ClaimedPersonal } from '../../../app/domain/outbox/outbox'
import type { Reply } from '../../../app/domain/reply/reply'
import { ashford, brookside, campaignText, members, placesDraft } from '../../support/campaign'
import { type Clock, day, minute, second } from '../../support/clock'
import { letterDraft } from '../../support/drafts'
import { claimLetters, kinds, kindsAndLetters, type OpenStore, only, openWorld, type World } from './world'

const taken = { state: 'accepted', reply: '250 taken' } as const

export function replyPromises(openStore: OpenStore): void {
  describe('asking whether there was a reply', () => {
    test('a writer is asked fourteen days after acceptance, once more a week after that, and never again', async () => {
      const world = await openWorld(openStore)
      const { clock, collect } = world
      const id = await withAccepted(world)
      clock.advance(14 * day - 1)
      expect(await collect()).toEqual([])
      clock.advance(1)
      expect(kindsAndLetters(await collect())).toEqual([{ kind: 'survey', letterId: id }])
      clock.advance(7 * day - 1)
      expect(await collect()).toEqual([])
      clock.advance(1)
      expect(kindsAndLetters(await collect())).toEqual([{ kind: 'remind-survey', letterId: id }])
      clock.advance(400 * day)
      expect(await collect()).toEqual([])
      expect((await world.store.outbox()).states).toEqual({ accepted: 1 })
    })

    test('a letter to several is asked about once, when the last of its mails is accepted', async () => {
      const world = await openWorld(openStore, { text: textForTwo })
      const { store, clock, signAndConfirm, claim, collect } = world
      await signAndConfirm({ letter: letterDraft() })
      const [one, other] = lettersOf(await claim()) as [Claimed, Claimed]
      await store.settleOutgoing(one, taken, clock.now())
      clock.advance(minute)
      expect((await store.sending()).waiting).not.toHaveProperty('survey')
      await store.settleOutgoing(other, taken, clock.now())
      clock.advance(14 * day - 1)
      expect(await collect()).not.toContainEqual(expect.objectContaining({ kind: 'survey' }))
      clock.advance(1)
      expect(kinds(await collect())).toEqual(['survey'])
    })

    test('a letter that was not accepted is not asked about', async () => {
      const world = await openWorld(openStore)
      const { store, clock, signAndConfirm, claim } = world
      for (const [index, state] of (['bounced', 'gave-up', 'unknown'] as const).entries()) {
        await signAndConfirm({ email: `p${index}@example.org`, letter: letterDraft() })
        const mail = only(lettersOf(await claim()))
        await store.settleOutgoing(mail, { state, reply: '5' }, clock.now())
      }
      expect((await store.sending()).waiting).not.toHaveProperty('survey')
    })

    test.each(['bounced', 'gave-up', 'unknown', 'cancelled'] as const)(
      'an asking that ended %s is not asked again',
      async state => {
        const world = await openWorld(openStore)
        const { store, clock, claim } = world
        await withAccepted(world)
        clock.advance(14 * day)
        await store.settleOutgoing(only(await claim()), { state, reply: '5' }, clock.now())
        clock.advance(400 * day)
        expect(await claim()).toEqual([])
      },
    )

    test('a mailer that lost its lease asks nobody once more, and the one that has it does', async () => {
      const world = await openWorld(openStore)
      const { store, clock, claim } = world
      await withAccepted(world)
      clock.advance(14 * day)
      const lost = only(await claim(minute))
      clock.advance(minute)
      const held = only(await claim())
      expect(await store.settleOutgoing(lost, taken, clock.now())).toBe(false)
      expect((await store.sending()).waiting).toEqual({ survey: 1 })
      expect(await store.settleOutgoing(held, taken, clock.now())).toBe(true)
      expect(await store.settleOutgoing(held, taken, clock.now())).toBe(false)
      expect((await store.sending()).waiting).toEqual({ 'remind-survey': 1 })
    })

    test.each(['withdrawn', 'erased'] as const)('nobody is asked who has %s', async how => {
      const world = await openWorld(openStore)
      const { store, clock, collect } = world
      const { signatureId } = (await store.letter(await withAccepted(world))) ?? {}
      if (how === 'erased') await store.eraseMailbox('rosa@example.org', clock.now())
      else if (signatureId) await store.withdrawSignature(signatureId, clock.now())
      clock.advance(30 * day)
      expect(await collect()).toEqual([])
      expect((await store.sending()).waiting).toEqual({})
    })

    test('whoever posts that mailbox again does not turn the asking into another mail', async () => {
      const world = await openWorld(openStore)
      const { clock, sign, collect } = world
      const id = await withAccepted(world)
      clock.advance(minute)
      await sign({ letter: letterDraft('Another letter') })
      expect(kinds(await collect())).toEqual(['already-signed'])
      clock.advance(14 * day)
      expect(kindsAndLetters(await collect())).toEqual([{ kind: 'survey', letterId: id }])
    })
  })

  describe('a reply', () => {
    test('is kept as it was told, and counted for its constituency and its MP', async () => {
      const world = await openWorld(openStore)
      const { store, tallies } = world
      const id = await withAccepted(world)
      expect(await store.reply(id)).toBeNull()
      const told = reply(world.clock, id, { words: 'Dear Rosa,\n\nthank you. É 🚸' })
      expect(await store.recordReply(told)).toBe('recorded')
      expect(await store.reply(id)).toEqual(told)
      expect(await tallies()).toMatchObject({
        'replies/answered|Z14000101': 1,
        'replies-by-member/1|answered|agrees|3': 1,
      })
      expect(await store.recount()).toEqual([])
      expect(await store.heldForMailbox('rosa@example.org')).toMatchObject([{ replies: [told] }])
    })

    test('that is told anew takes the place of what was told before, words and count and all', async () => {
      const world = await openWorld(openStore)
      const { store, clock } = world
      const id = await withAccepted(world)
      await store.recordReply(reply(clock, id, { words: 'A reply.' }))
      clock.advance(day)
      const none = reply(clock, id, { answer: 'none', position: null, days: null })
      expect(await store.recordReply(none)).toBe('recorded')
      expect(await store.reply(id)).toEqual(none)
      expect(await repliesOf(world)).toEqual({ 'replies/none|Z14000101': 1, 'replies-by-member/1|none||': 1 })
      expect(await store.recount()).toEqual([])
    })

    test('told by several at once is the last one, counted once', async () => {
      const world = await openWorld(openStore)
      const { store, clock } = world
      const id = await withAccepted(world)
      const days = [1, 2, 3, 4, 5]
      await Promise.all(days.map(days => store.recordReply(reply(clock, id, { days }))))
      expect(Object.values(await repliesOf(world))).toEqual([1, 1])
      expect(await store.recount()).toEqual([])
    })

    test('to a letter that was not accepted, or whose writer withdrew, is none', async () => {
      const world = await openWorld(openStore)
      const { store, clock, sign, signAndConfirm } = world
      const accepted = await withAccepted(world)
      const { letter: unconfirmed } = await sign({ email: 'one@example.org', letter: letterDraft() })
      const { letter: queued } = await signAndConfirm({ email: 'two@example.org', letter: letterDraft() })
      const { signatureId } = (await store.letter(accepted)) ?? {}
      if (signatureId) await store.withdrawSignature(signatureId, clock.now())
      for (const id of [accepted, unconfirmed?.id, queued?.id, letterDraft().id])
        expect(await store.recordReply(reply(clock, id as LetterId))).toBe('not-accepted')
      expect(await repliesOf(world)).toEqual({})
    })

    test('stays counted when its writer withdraws, as their letter does, and is gone when they are erased', async () => {
      const world = await openWorld(openStore)
      const { store, clock } = world
      const id = await withAccepted(world)
      await store.recordReply(reply(clock, id, { words: 'A reply.' }))
      const { signatureId } = (await store.letter(id)) ?? {}
      if (signatureId) await store.withdrawSignature(signatureId, clock.now())
      expect(await repliesOf(world)).toMatchObject({ 'replies/answered|Z14000101': 1 })
      expect(await store.recount()).toEqual([])
      await store.eraseMailbox('rosa@example.org', clock.now())
      expect(await store.reply(id)).toBeNull()
      expect(await repliesOf(world)).toEqual({})
      expect(await store.recount()).toEqual([])
    })

    test('to a letter without a constituency moves to the one that is chosen for it', async () => {
      const world = await openWorld(openStore, { text: campaignText({ target: [minister] }) })
      const { store, clock } = world
      const id = await withAccepted(world, { constituency: null })
      await store.recordReply(reply(clock, id))
      expect(await repliesOf(world)).toEqual({
        'replies/answered|': 1,
        'replies-by-member/|answered|agrees|3': 1, // a minister is nobody's MP
      })
      const { signatureId } = (await store.letter(id)) ?? {}
      if (signatureId) await store.chooseConstituency(signatureId, brookside.code, clock.now())
      expect(await repliesOf(world)).toMatchObject({ 'replies/answered|Z14000102': 1 })
      expect(await store.recount()).toEqual([])
    })

    test('counts for the MP whom the letter went to, though another sat when it was written', async () => {
      const world = await openWorld(openStore)
      const { store, clock, signAndConfirm, tallies } = world
      const { letter } = await signAndConfirm({ letter: letterDraft() })
      const nia = { ...members[0], id: 77, name: 'Nia Penrose' } as (typeof members)[number]
      const [, ...others] = members
      await store.importPlaces(placesDraft({ members: [nia, ...others] }), clock.now(), 'save')
      const mails = await claimLetters(world)
      const passage = { messageId: '<1@u.example>', date: clock.now(), hours: 'any', pace: null } as const
      for (const mail of mails as readonly ClaimedPersonal[])
        await store.letThrough(mail, { ...passage, address: 'nia@p.example', memberId: 77 }, clock.now())
      for (const mail of mails)
        await store.settleOutgoing(mail, { state: 'accepted', reply: '250 taken' }, clock.now())
      await store.recordReply(reply(clock, letter?.id as LetterId))
      expect(await tallies()).toMatchObject({
        'letters-by-member/77': 1,
        'replies-by-member/77|answered|agrees|3': 1,
      })
      expect(await store.recount()).toEqual([])
    })

    test('to a letter that went to others alone in the end counts for no MP', async () => {
      const world = await openWorld(openStore, { text: textForTwo })
      const { store, clock, signAndConfirm, claim, tallies } = world
      const { letter } = await signAndConfirm({ letter: letterDraft() })
      for (const mail of lettersOf(await claim())) {
        const ended = mail.targetKey === 'mp' ? ({ state: 'cancelled' } as const) : taken
        await store.settleOutgoing(mail, ended, clock.now())
      }
      await store.recordReply(reply(clock, letter?.id as LetterId))
      expect(await tallies()).toMatchObject({ 'replies-by-member/|answered|agrees|3': 1 })
      expect(await tallies()).not.toHaveProperty('letters-by-member/1')
      expect(await store.recount()).toEqual([])
    })

    test('is exported while its letter counts, by the letter’s id, with whom it went to', async () => {
      const world = await openWorld(openStore)
      const { store, campaign, clock } = world
      const ids: LetterId[] = []
      for (const email of ['one@example.org', 'two@example.org', 'three@example.org'])
        ids.push(await withAccepted(world, { email }))
      for (const id of ids.toReversed()) await store.recordReply(reply(clock, id, { words: `To ${id}` }))
      const first = await store.repliesAfter(campaign.id, null, 2)
      const rest = await store.repliesAfter(campaign.id, first.at(-1)?.id ?? null, 2)
      const { letterId: _, ...told } = reply(clock, ids[0] as LetterId)
      expect([...first, ...rest]).toEqual(
        ids.map(id => ({
          id,
          ...told,
          words: `To ${id}`,
          constituencyCode: ashford.code,
          constituency: 'Ashford Vale',
          mp: 'Asha Grange',
        })),
      )
      expect(await store.repliesAfter(99, null, 2)).toEqual([])
    })
  })

  describe('a chase', () => {
    test('is one mail to the same target, and leaves the letter where it is', async () => {
      const world = await openWorld(openStore)
      const { store, clock, claim } = world
      const id = await withAccepted(world)
      clock.advance(14 * day)
      await store.settleOutgoing(only(await claim()), taken, clock.now())
      const askedAt = clock.now()
      expect(await store.chase(id)).toBeNull()
      expect(await store.queueChase(id, 'mp', askedAt)).toBe('queued')
      const before = await store.letter(id)
      const mail = only(await claim())
      expect(mail).toMatchObject({ kind: 'chase', letterId: id, targetKey: 'mp' })
      expect(await store.chase(id)).toMatchObject({ mail: { targetKey: 'mp', state: 'sending' }, askedAt })
      await store.settleOutgoing(mail, { state: 'bounced', reply: '550' }, clock.now())
      expect(await store.chase(id)).toEqual({
        mail: expect.objectContaining({ targetKey: 'mp', state: 'bounced', dueAt: null }),
        askedAt,
      })
      expect(await store.letter(id)).toEqual(before)
      expect(await store.recount()).toEqual([])
    })

    test('is queued once for ever, however many ask at once and whatever became of it', async () => {
      const world = await openWorld(openStore)
      const { store, clock, collect } = world
      const id = await withAccepted(world)
      clock.advance(14 * day)
      await collect()
      const asked = Array.from({ length: 8 }, () => store.queueChase(id, 'mp', clock.now()))
      expect((await Promise.all(asked)).toSorted()).toEqual([...Array(7).fill('already'), 'queued'])
      expect(kinds(await collect())).toEqual(['chase'])
      clock.advance(30 * day)
      expect(await store.queueChase(id, 'mp', clock.now())).toBe('already')
      expect((await store.chase(id))?.mail.state).toBe('accepted')
    })

    test.each([
      ['before fourteen days have passed', 14 * day - second, null, 'not-possible'],
      ['once they have', 14 * day, null, 'queued'],
      ['as soon as its writer says that there was none', day, 'none', 'queued'],
      ['where there was a reply', 30 * day, 'answered', 'not-possible'],
      ['where its writer expects none', 30 * day, 'not-expected', 'not-possible'],
    ] as const)('%s: %i ms after acceptance, with %s told, is %s', async (_, waited, answer, outcome) => {
      const world = await openWorld(openStore)
      const { store, clock } = world
      const id = await withAccepted(world)
      clock.advance(waited)
      if (answer) await store.recordReply(reply(clock, id, { answer, position: null, days: null }))
      expect(await store.queueChase(id, 'mp', clock.now())).toBe(outcome)
    })

    test('of a letter that was not accepted, or whose writer withdrew, is not possible', async () => {
      const world = await openWorld(openStore)
      const { store, clock, signAndConfirm } = world
      const accepted = await withAccepted(world)
      const { letter: queued } = await signAndConfirm({ email: 'two@example.org', letter: letterDraft() })
      clock.advance(30 * day)
      const { signatureId } = (await store.letter(accepted)) ?? {}
      if (signatureId) await store.withdrawSignature(signatureId, clock.now())
      for (const id of [accepted, queued?.id, letterDraft().id])
        expect(await store.queueChase(id as LetterId, 'mp', clock.now())).toBe('not-possible')
    })

    test('that is still to go is cancelled when its writer withdraws, also while a mailer has it', async () => {
      const world = await openWorld(openStore)
      const { store, clock, collect, claim } = world
      const id = await withAccepted(world)
      clock.advance(14 * day)
      await collect()
      await store.queueChase(id, 'mp', clock.now())
      const mail = only(await claim())
      const { signatureId } = (await store.letter(id)) ?? {}
      if (signatureId) await store.withdrawSignature(signatureId, clock.now())
      const retryAt = new Date(clock.now().getTime() + minute)
      await store.settleOutgoing(mail, { state: 'deferred', reply: '451', retryAt }, clock.now())
      expect((await store.chase(id))?.mail.state).toBe('cancelled')
      clock.advance(day)
      expect(await claim()).toEqual([])
    })
  })
}

/** Somebody's letter has just been accepted. */
async function withAccepted(
  { signAndConfirm, collect }: World,
  odd: Parameters<World['signAndConfirm']>[0] = {},
): Promise<LetterId> {
  const { letter } = await signAndConfirm({ letter: letterDraft(), ...odd })
  await collect()
  return letter?.id as LetterId
}

function reply(clock: Clock, letterId: LetterId, odd: Partial<Reply> = {}): Reply {
  return {
    letterId,
    answer: 'answered',
    position: 'agrees',
    days: 3,
    words: null,
    answeredAt: clock.now(),
    ...odd,
  }
}

async function repliesOf({ tallies }: World): Promise<Record<string, number>> {
  return Object.fromEntries(Object.entries(await tallies()).filter(([name]) => name.startsWith('replies')))
}

function lettersOf(mails: readonly Claimed[]): readonly Claimed[] {
  return mails.filter(({ kind }) => kind === 'letter')
}

const minister = { name: 'The Minister', salutation: 'Minister', email: 'minister@gov.example' }
const textForTwo = campaignText({ target: ['constituency-mp', minister] })
