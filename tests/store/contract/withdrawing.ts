import { describe, expect, test } from 'vitest'
import { byOperator } from '../../../app/domain/audit/audit'
import type { SignatureId } from '../../../app/domain/id'
import { brookside, campaignText } from '../../support/campaign'
import { hour, minute } from '../../support/clock'
import { letterDraft } from '../../support/drafts'
import { claimLetters, kinds, kindsAndLetters, type OpenStore, only, openWorld } from './world'

const nobody = '01900000-0000-7000-8000-000000000000' as SignatureId
const taken = { state: 'accepted', reply: '250 taken' } as const

export function withdrawingPromises(openStore: OpenStore): void {
  test('a withdrawn signature is off every tally, once', async () => {
    const { store, clock, signAndConfirm, tallies } = await openWorld(openStore)
    await signAndConfirm({ email: 'stays@example.org' })
    const before = await tallies()
    const { id } = await signAndConfirm({ principles: ['lights', 'zebra'], country: 'FR' })
    expect(await store.withdrawSignature(id, clock.now())).toBe('withdrawn')
    expect(await store.withdrawSignature(id, clock.now())).toBe('already-withdrawn')
    expect(await tallies()).toEqual(before)
    expect(await store.signature(id)).toMatchObject({ state: 'withdrawn', confirmedAt: null, number: null })
  })

  test('a number is the count at the time, so the next after a withdrawal takes it again', async () => {
    const { store, clock, signAndConfirm } = await openWorld(openStore)
    await signAndConfirm()
    const two = await signAndConfirm({ email: 'two@example.org' })
    await store.withdrawSignature(two.id, clock.now())
    const three = await signAndConfirm({ email: 'three@example.org' })
    expect((await store.signature(three.id))?.number).toBe(2)
  })

  test('withdrawing before confirming leaves nothing to confirm, and what was not yet mailed is not', async () => {
    const { store, clock, sign, claim } = await openWorld(openStore)
    const { id, letter } = await sign({ letter: letterDraft() })
    expect(await store.withdrawSignature(id, clock.now())).toBe('withdrawn')
    expect(await claim()).toEqual([])
    expect(letter && (await store.letter(letter.id))).toMatchObject({ state: 'cancelled', words: null })
  })

  test('withdrawing cancels a letter that waits, and its words are not kept', async () => {
    const { store, clock, signAndConfirm, collect, tallies } = await openWorld(openStore)
    const { id, letter } = await signAndConfirm({ letter: letterDraft() })
    await store.withdrawSignature(id, clock.now())
    expect(letter && (await store.letter(letter.id))).toMatchObject({ state: 'cancelled', words: null })
    expect(await collect()).toEqual([])
    expect(await tallies()).toEqual({})
  })

  test.each([
    ['deferred', { state: 'deferred', reply: '451 later', retryAt: new Date('2026-11-23T13:00:00Z') }],
    ['held', { state: 'held', why: 'cannot-compose' }],
  ] as const)('withdrawing cancels a letter that is %s', async (_, settlement) => {
    const world = await openWorld(openStore)
    const { store, clock, signAndConfirm, claim } = world
    const { id, letter } = await signAndConfirm({ letter: letterDraft() })
    await store.settleOutgoing(only(await claimLetters(world)), settlement, clock.now())
    await store.withdrawSignature(id, clock.now())
    expect(letter && (await store.letter(letter.id))?.state).toBe('cancelled')
    clock.advance(2 * hour)
    expect(await claim()).toEqual([])
  })

  test('withdrawing does not cancel a letter that is being sent: it is accepted', async () => {
    const world = await openWorld(openStore)
    const { store, clock, signAndConfirm } = world
    const { id, letter } = await signAndConfirm({ letter: letterDraft() })
    const mail = only(await claimLetters(world))
    await store.withdrawSignature(id, clock.now())
    expect(letter && (await store.letter(letter.id))?.state).toBe('sending')
    expect(await store.settleOutgoing(mail, taken, clock.now())).toBe(true)
    expect(letter && (await store.letter(letter.id))).toMatchObject({
      state: 'accepted',
      words: letter?.words,
    })
    expect(await store.recount()).toEqual([])
  })

  test.each([
    ['deferred', { state: 'deferred', reply: '451 later', retryAt: new Date('2026-11-23T13:00:00Z') }],
    ['held', { state: 'held', why: 'cannot-compose' }],
  ] as const)(
    'a letter being sent when its writer withdraws is cancelled if it comes back %s',
    async (_, settlement) => {
      const world = await openWorld(openStore)
      const { store, clock, signAndConfirm, claim, tallies } = world
      const { id, letter } = await signAndConfirm({ letter: letterDraft() })
      const mail = only(await claimLetters(world))
      await store.withdrawSignature(id, clock.now())
      expect(await store.settleOutgoing(mail, settlement, clock.now())).toBe(true)
      expect(letter && (await store.letter(letter.id))?.state).toBe('cancelled')
      clock.advance(2 * hour)
      expect(await claim()).toEqual([])
      expect(await tallies()).toEqual({})
    },
  )

  test('of a letter to two, one accepted, withdrawing cancels the other and the letter stays accepted', async () => {
    const world = await openWorld(openStore, { text: textForTwo })
    const { store, clock, signAndConfirm, claim } = world
    const { id, letter } = await signAndConfirm({ letter: letterDraft() })
    const [one, other] = await claimLetters(world)
    if (!one || !other) throw new Error('two mails')
    await store.settleOutgoing(one, taken, clock.now())
    const retryAt = new Date(clock.now().getTime() + minute)
    await store.settleOutgoing(other, { state: 'deferred', reply: '451 later', retryAt }, clock.now())
    await store.withdrawSignature(id, clock.now())
    expect(letter && (await store.letter(letter.id))?.state).toBe('accepted')
    clock.advance(hour)
    expect(await claim()).toEqual([])
    expect(await store.recount()).toEqual([])
  })

  test('signing again after withdrawing starts at pending, with what is said now', async () => {
    const { store, clock, campaign, sign, signAndConfirm, confirm, collect } = await openWorld(openStore)
    const { id } = await signAndConfirm({ updates: true })
    await collect()
    await store.withdrawSignature(id, clock.now())
    clock.advance(hour)
    const letter = letterDraft()
    const again = await sign({ principles: ['lights'], name: 'ROSA LIND', letter })
    expect(again.answer).toBe('recorded')
    expect(await store.signature(id)).toMatchObject({
      state: 'pending',
      person: { name: 'ROSA LIND' },
      principles: ['lights'],
      updates: false,
      signedAt: clock.now(),
      number: null,
    })
    expect(await store.signatureCount(campaign.id)).toBe(0)
    expect(kindsAndLetters(await collect())).toEqual([{ kind: 'confirm', letterId: letter.id }])
    expect(await confirm(id, letter.id)).toBe('confirmed')
    expect(await store.signatureCount(campaign.id)).toBe(1)
  })

  test('signing again within the minute of the last mail is mailed when the minute is over', async () => {
    const { store, clock, sign, collect } = await openWorld(openStore)
    const { id } = await sign()
    await collect()
    await store.withdrawSignature(id, clock.now())
    await sign()
    expect(await collect()).toEqual([])
    clock.advance(minute)
    expect(kinds(await collect())).toEqual(['confirm'])
  })

  test('signing again is mailed though the address was posted as often as it may be before', async () => {
    const { store, clock, sign, collect } = await openWorld(openStore)
    const { id } = await sign()
    for (let post = 0; post < 10; post++) {
      await collect()
      clock.advance(minute)
      await sign()
    }
    await store.withdrawSignature(id, clock.now())
    await sign()
    expect(kinds(await collect())).toEqual(['confirm'])
  })

  test('signing again from elsewhere takes along what the letter counts', async () => {
    const { store, clock, sign, signAndConfirm, confirm, collect, tallies } = await openWorld(openStore)
    const { id } = await signAndConfirm({ letter: letterDraft() })
    await collect()
    await store.withdrawSignature(id, clock.now())
    clock.advance(hour)
    await sign({ constituency: null })
    expect(await tallies()).toEqual({
      'letters/accepted|': 1,
      'letters-by-day/2026-11-23': 1,
      'letters-by-state/accepted': 1,
      'letters-by-member/1': 1,
      'likeness/0': 1,
    })
    expect(await store.recount()).toEqual([])
    await confirm(id, null, brookside.code)
    expect(await tallies()).toMatchObject({
      [`by-constituency/${brookside.code}`]: 1,
      [`letters/accepted|${brookside.code}`]: 1,
    })
    expect(await store.recount()).toEqual([])
  })

  test('one letter a supporter: signing again after it was accepted sends no second', async () => {
    const { store, clock, sign, signAndConfirm, collect } = await openWorld(openStore)
    const { id, letter } = await signAndConfirm({ letter: letterDraft() })
    await collect()
    await store.withdrawSignature(id, clock.now())
    clock.advance(hour)
    const again = await sign({ letter: letterDraft('And another thing') })
    expect(kindsAndLetters(await collect())).toEqual([{ kind: 'confirm', letterId: null }])
    expect(again.letter && (await store.letter(again.letter.id))).toBeNull()
    expect((await store.confirmedLetter(id))?.id).toBe(letter?.id)
  })

  test('there is nothing to withdraw of what is not there or was invalidated', async () => {
    const { store, clock, sign } = await openWorld(openStore)
    const { id } = await sign()
    await store.invalidateSignature(id, byOperator(clock.now()))
    expect(await store.withdrawSignature(id, clock.now())).toBe('not-found')
    expect(await store.withdrawSignature(nobody, clock.now())).toBe('not-found')
  })

  describe('an organiser who invalidates', () => {
    test('takes the signature off every tally and stops its letter', async () => {
      const { store, clock, signAndConfirm, collect, tallies } = await openWorld(openStore)
      const { id, letter } = await signAndConfirm({ letter: letterDraft() })
      expect(await store.invalidateSignature(id, byOperator(clock.now()))).toBe('invalidated')
      expect(await store.invalidateSignature(id, byOperator(clock.now()))).toBe('already')
      expect(await store.invalidateSignature(nobody, byOperator(clock.now()))).toBe('not-found')
      expect((await store.signature(id))?.state).toBe('invalidated')
      expect(letter && (await store.letter(letter.id))?.state).toBe('cancelled')
      expect(await tallies()).toEqual({})
      expect(await collect()).toEqual([])
    })

    test('blocks the mailbox: whoever signs with it is not recorded, and it is not mailed', async () => {
      const { store, clock, sign, signAndConfirm, collect } = await openWorld(openStore)
      const { id } = await signAndConfirm()
      await collect()
      await store.invalidateSignature(id, byOperator(clock.now()))
      clock.advance(hour)
      expect((await sign()).answer).toBe('ignored')
      expect((await sign({ name: 'Tom Lind', letter: letterDraft() })).answer).toBe('ignored')
      expect(await store.heldForMailbox('rosa@example.org')).toHaveLength(1)
      expect(await collect()).toEqual([])
    })

    test('is not what a bot’s verdict is: that leaves the mailbox’s owner free to sign', async () => {
      const { sign } = await openWorld(openStore)
      await sign({ verdict: 'bot' })
      expect((await sign()).answer).toBe('recorded')
    })

    test('blocks the mailbox of a signature that was withdrawn or judged a bot before', async () => {
      const { store, clock, sign } = await openWorld(openStore)
      const withdrawn = await sign()
      await store.withdrawSignature(withdrawn.id, clock.now())
      const bot = await sign({ verdict: 'bot', email: 'bot@example.org' })
      expect(await store.invalidateSignature(withdrawn.id, byOperator(clock.now()))).toBe('invalidated')
      expect(await store.invalidateSignature(bot.id, byOperator(clock.now()))).toBe('invalidated')
      expect((await sign()).answer).toBe('ignored')
      expect((await sign({ email: 'bot@example.org' })).answer).toBe('ignored')
    })
  })
}

const textForTwo = campaignText({
  target: [
    'constituency-mp',
    { name: 'The Minister', salutation: 'Minister', email: 'minister@gov.example' },
  ],
})
