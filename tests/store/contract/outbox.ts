import { describe, expect, test } from 'vitest'
import type { Claimed, Settlement } from '../../../app/domain/outbox/outbox'
import { campaignText } from '../../support/campaign'
import { type Clock, hour, minute, second } from '../../support/clock'
import { letterDraft } from '../../support/drafts'
import { claimLetters, type OpenStore, only, openWorld } from './world'

const taken = { state: 'accepted', reply: '250 taken' } as const

export function outboxPromises(openStore: OpenStore): void {
  describe('claiming', () => {
    test('lends what is due, oldest first, as many as are asked for', async () => {
      const { store, clock, sign } = await openWorld(openStore)
      const ids: string[] = []
      for (const email of ['one@example.org', 'two@example.org', 'three@example.org']) {
        ids.push((await sign({ email })).id)
        clock.advance(second)
      }
      const claim = (limit: number) => store.claimOutgoing(limit, clock.now(), later(clock, 10 * minute))
      expect((await claim(2)).map(({ signatureId }) => signatureId)).toEqual(ids.slice(0, 2))
      expect((await claim(2)).map(({ signatureId }) => signatureId)).toEqual(ids.slice(2))
      expect(await claim(2)).toEqual([])
    })

    test('lends what has been due longest first, not what was written first', async () => {
      const { store, clock, sign, claim } = await openWorld(openStore)
      const early = await sign({ email: 'early@example.org' })
      const mail = only(await claim())
      const retryAt = later(clock, 3 * minute)
      await store.settleOutgoing(mail, { state: 'deferred', reply: '451 later', retryAt }, clock.now())
      clock.advance(2 * minute)
      const late = await sign({ email: 'late@example.org' })
      clock.advance(2 * minute)
      expect((await claim()).map(({ signatureId }) => signatureId)).toEqual([late.id, early.id])
    })

    test('gives each mail whole, at its first attempt', async () => {
      const { clock, sign, claim, campaign } = await openWorld(openStore)
      const { id, letter } = await sign({ letter: letterDraft() })
      const createdAt = clock.now()
      clock.advance(minute)
      const mail = only(await claim())
      expect(mail).toEqual({
        id: mail.id,
        kind: 'confirm',
        campaignId: campaign.id,
        signatureId: id,
        letterId: letter?.id,
        targetKey: null,
        officeId: null,
        place: null,
        updateId: null,
        subscriberId: null,
        organiserId: null,
        createdAt,
        attempts: 1,
        messageId: null,
        date: null,
        fence: mail.fence,
      })
    })

    test('of two who claim at once lends no mail twice', async () => {
      const { sign, claim } = await openWorld(openStore)
      for (let person = 0; person < 20; person++) await sign({ email: `p${person}@example.org` })
      const lent = (await Promise.all([claim(), claim(), claim()])).flat()
      expect(new Set(lent.map(({ id }) => id)).size).toBe(20)
      expect(lent).toHaveLength(20)
    })

    test('does not lend what is not due yet', async () => {
      const { store, clock, sign, claim } = await openWorld(openStore)
      await sign()
      const retryAt = later(clock, 5 * minute)
      await store.settleOutgoing(
        only(await claim()),
        { state: 'deferred', reply: '451 later', retryAt },
        clock.now(),
      )
      clock.advance(5 * minute - 1)
      expect(await claim()).toEqual([])
      clock.advance(1)
      expect(await claim()).toMatchObject([{ kind: 'confirm', attempts: 2 }])
    })

    test.each([
      taken,
      { state: 'bounced', reply: '550 no' },
      { state: 'gave-up', reply: '451 still no' },
      { state: 'held', why: 'cannot-compose' },
      { state: 'unknown', reply: 'no reply' },
      { state: 'cancelled' },
    ] satisfies Settlement[])('never lends again what ended $state', async settlement => {
      const { store, clock, sign, claim } = await openWorld(openStore)
      await sign()
      await store.settleOutgoing(only(await claim()), settlement, clock.now())
      clock.advance(30 * 24 * hour)
      expect(await claim()).toEqual([])
    })
  })

  describe('a lease', () => {
    test('that runs out before DATA began lends the mail again, to a higher fence', async () => {
      const { store, clock, sign, claim } = await openWorld(openStore)
      await sign()
      const first = only(await claim(minute))
      await store.stampOutgoing(first, '<fixed@undersigned.example>', clock.now())
      const date = clock.now()
      clock.advance(minute - 1)
      expect(await claim()).toEqual([])
      clock.advance(1)
      const second = only(await claim())
      expect(second).toEqual({
        ...first,
        attempts: 2,
        fence: second.fence,
        messageId: '<fixed@undersigned.example>',
        date,
      })
      expect(second.fence).toBeGreaterThan(first.fence)
    })

    test('that was lost lets its holder do nothing more', async () => {
      const world = await openWorld(openStore)
      const { store, clock, signAndConfirm, claim } = world
      const { letter } = await signAndConfirm({ letter: letterDraft() })
      const lost = (await claim(minute)).find(({ kind }) => kind === 'letter') as Claimed
      clock.advance(minute)
      const held = only(await claimLetters(world))

      expect(await store.stampOutgoing(lost, '<late@undersigned.example>', clock.now())).toBe(false)
      expect(await store.markOutgoing(lost, clock.now())).toBe(false)
      expect(await store.settleOutgoing(lost, { state: 'bounced', reply: '550 no' }, clock.now())).toBe(false)
      expect(letter && (await store.letter(letter.id))?.state).toBe('sending')

      expect(await store.stampOutgoing(held, '<held@undersigned.example>', clock.now())).toBe(true)
      expect(await store.markOutgoing(held, clock.now())).toBe(true)
      expect(await store.settleOutgoing(held, taken, clock.now())).toBe(true)
      expect(letter && (await store.letter(letter.id))?.state).toBe('accepted')
    })

    test('ends when its mail is settled: a second settlement changes nothing', async () => {
      const world = await openWorld(openStore)
      const { store, clock, signAndConfirm } = world
      const { letter } = await signAndConfirm({ letter: letterDraft() })
      const mail = only(await claimLetters(world))
      await store.settleOutgoing(mail, taken, clock.now())
      expect(await store.settleOutgoing(mail, { state: 'bounced', reply: '550 no' }, clock.now())).toBe(false)
      expect(await store.markOutgoing(mail, clock.now())).toBe(false)
      expect(letter && (await store.letter(letter.id))?.state).toBe('accepted')
    })

    test('ends each in its own way for mails that are settled at once, also beside one that was lost', async () => {
      const { store, clock, sign, claim } = await openWorld(openStore)
      for (const email of ['lost@example.org', 'taken@example.org', 'full@example.org']) {
        await sign({ email })
        clock.advance(1)
      }
      const [lost, accepted, refused] = (await claim()) as [Claimed, Claimed, Claimed]
      const settled = await Promise.all([
        store.settleOutgoing({ ...lost, fence: lost.fence - 1 }, taken, clock.now()),
        store.settleOutgoing(accepted, taken, clock.now()),
        store.settleOutgoing(refused, { state: 'bounced', reply: '550 no' }, clock.now()),
      ])
      expect(settled).toEqual([false, true, true])
      expect((await store.outbox()).states).toEqual({ sending: 1, bounced: 1 })
    })

    test('that runs out inside DATA leaves the mail unknown, and its letter, and is never lent again', async () => {
      const world = await openWorld(openStore)
      const { store, clock, signAndConfirm, claim, tallies } = world
      const { letter } = await signAndConfirm({ letter: letterDraft() })
      const mail = only(await claimLetters(world))
      await store.markOutgoing(mail, clock.now())
      clock.advance(hour)
      expect(await claim()).toEqual([])
      expect(letter && (await store.letter(letter.id))?.state).toBe('unknown')
      expect(await store.settleOutgoing(mail, taken, clock.now())).toBe(false)
      expect(await tallies()).toMatchObject({ 'letters/failed|Z14000101': 1 })
      clock.advance(30 * 24 * hour)
      expect(await claim()).toEqual([])
      expect(await store.recount()).toEqual([])
    })

    test('remembers DATA for one attempt alone', async () => {
      const { store, clock, sign, claim } = await openWorld(openStore)
      await sign()
      const first = only(await claim())
      await store.markOutgoing(first, clock.now())
      const retryAt = later(clock, minute)
      await store.settleOutgoing(first, { state: 'deferred', reply: '451 later', retryAt }, clock.now())
      clock.advance(minute)
      await claim(minute) // and its mailer is lost before DATA
      clock.advance(minute)
      expect(await claim()).toMatchObject([{ id: first.id, attempts: 3 }])
    })
  })

  describe('a letter', () => {
    test.each([
      ['sending', null, 'waiting'],
      ['accepted', taken, 'accepted'],
      ['deferred', { state: 'deferred', reply: '451', retryAt: new Date('2027-01-01') }, 'waiting'],
      ['held', { state: 'held', why: 'cannot-compose' }, 'waiting'],
      ['bounced', { state: 'bounced', reply: '550' }, 'failed'],
      ['gave-up', { state: 'gave-up', reply: '451' }, 'failed'],
      ['unknown', { state: 'unknown', reply: 'lost' }, 'failed'],
      ['cancelled', { state: 'cancelled' }, null],
    ] satisfies [string, Settlement | null, string | null][])(
      'is %s when its one mail is',
      async (state, settlement, fate) => {
        const world = await openWorld(openStore)
        const { store, clock, signAndConfirm, tallies } = world
        const { letter } = await signAndConfirm({ letter: letterDraft() })
        const mail = only(await claimLetters(world))
        clock.advance(second)
        if (settlement) await store.settleOutgoing(mail, settlement, clock.now())
        expect(letter && (await store.letter(letter.id))).toMatchObject({
          state,
          acceptedAt: state === 'accepted' ? clock.now() : null,
        })
        const letters = Object.entries(await tallies()).filter(([name]) => name.startsWith('letters/'))
        expect(letters).toEqual(fate ? [[`letters/${fate}|Z14000101`, 1]] : [])
        expect(await store.recount()).toEqual([])
      },
    )

    test.each(['before', 'after'] as const)(
      'whose constituency is chosen %s the mailer says that it must wait goes on',
      async when => {
        const world = await openWorld(openStore)
        const { store, clock, signAndConfirm } = world
        const { id, letter } = await signAndConfirm({ letter: letterDraft(), constituency: null })
        const mail = only(await claimLetters(world))
        const hold = () => store.settleOutgoing(mail, { state: 'held', why: 'no-constituency' }, clock.now())
        if (when === 'after') await hold()
        expect(await store.chooseConstituency(id, 'Z14000101', clock.now())).toBe('chosen')
        if (when === 'before') await hold()
        expect(letter && (await store.letter(letter.id))?.state).toBe('queued')
        expect(await claimLetters(world)).toMatchObject([{ id: mail.id, attempts: 2 }])
        expect(await store.recount()).toEqual([])
      },
    )

    test('to two targets follows the less advanced of its mails', async () => {
      const world = await openWorld(openStore, { text: textForTwo })
      const { store, clock, signAndConfirm } = world
      const { letter } = await signAndConfirm({ letter: letterDraft() })
      const state = async () => letter && (await store.letter(letter.id))?.state
      expect(await state()).toBe('queued')
      const [one, other] = (await claimLetters(world)) as [Claimed, Claimed]
      expect(await state()).toBe('sending')
      await store.settleOutgoing(one, taken, clock.now())
      expect(await state()).toBe('sending')
      const retryAt = later(clock, minute)
      await store.settleOutgoing(other, { state: 'deferred', reply: '451', retryAt }, clock.now())
      expect(await state()).toBe('deferred')
      clock.advance(minute)
      const again = only(await claimLetters(world))
      expect(await state()).toBe('sending')
      await store.settleOutgoing(again, taken, clock.now())
      expect(await state()).toBe('accepted')
      expect(letter && (await store.letter(letter.id))?.acceptedAt).toEqual(clock.now())
      expect(await store.recount()).toEqual([])
    })

    test.each([
      ['held', { state: 'held', why: 'cannot-compose' }, 'waiting'],
      ['bounced', { state: 'bounced', reply: '550' }, 'failed'],
      ['unknown', { state: 'unknown', reply: 'lost' }, 'failed'],
    ] satisfies [string, Settlement, string][])(
      'to two targets is %s where one of its mails is and the other accepted',
      async (state, settlement, fate) => {
        const world = await openWorld(openStore, { text: textForTwo })
        const { store, clock, signAndConfirm, tallies } = world
        const { letter } = await signAndConfirm({ letter: letterDraft() })
        const [one, other] = (await claimLetters(world)) as [Claimed, Claimed]
        await store.settleOutgoing(one, settlement, clock.now())
        await store.settleOutgoing(other, taken, clock.now())
        expect(letter && (await store.letter(letter.id))?.state).toBe(state)
        expect((await tallies())[`letters/${fate}|Z14000101`]).toBe(1)
        expect(await store.recount()).toEqual([])
      },
    )

    test('does not follow the mails that asked for its confirmation', async () => {
      const { store, clock, sign, claim } = await openWorld(openStore)
      const { letter } = await sign({ letter: letterDraft() })
      await store.settleOutgoing(only(await claim()), { state: 'bounced', reply: '550' }, clock.now())
      expect(letter && (await store.letter(letter.id))?.state).toBe('unconfirmed')
    })

    test('stays where its own mails are when the mail that asked for its confirmation fails late', async () => {
      const { store, clock, sign, confirm, claim } = await openWorld(openStore)
      const { id, letter } = await sign({ letter: letterDraft() })
      const asking = only(await claim())
      await confirm(id, letter?.id)
      const mail = only(await claim())
      await store.settleOutgoing(asking, { state: 'unknown', reply: 'lost' }, clock.now())
      await store.settleOutgoing(mail, taken, clock.now())
      expect(letter && (await store.letter(letter.id))?.state).toBe('accepted')
      expect(await store.recount()).toEqual([])
    })
  })

  test('the outbox says how many mails are in each state and since when the oldest is due', async () => {
    const { store, clock, sign, signAndConfirm, claim } = await openWorld(openStore)
    expect(await store.outbox()).toEqual({ states: {}, held: {}, oldestDue: null })
    await signAndConfirm({ letter: letterDraft() })
    const [asking, mail] = (await claim(hour)) as [Claimed, Claimed]
    await store.settleOutgoing(asking, taken, clock.now())
    await store.settleOutgoing(mail, { state: 'held', why: 'cannot-compose' }, clock.now())
    expect(await store.outbox()).toEqual({
      states: { held: 1 },
      held: { 'cannot-compose': 1 },
      oldestDue: null,
    })
    clock.advance(minute)
    const due = clock.now()
    await sign({ email: 'two@example.org' })
    clock.advance(minute)
    await sign({ email: 'three@example.org' })
    expect(await store.outbox()).toEqual({
      states: { held: 1, queued: 2 },
      held: { 'cannot-compose': 1 },
      oldestDue: due,
    })
  })
}

function later(clock: Clock, ms: number): Date {
  return new Date(clock.now().getTime() + ms)
}

const textForTwo = campaignText({
  target: [
    'constituency-mp',
    { name: 'The Minister', salutation: 'Minister', email: 'minister@gov.example' },
  ],
})
