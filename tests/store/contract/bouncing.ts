import { describe, expect, test } from 'vitest'
import type { LetterId, OutgoingId } from '../../../app/domain/id'
import type { Claimed, Settlement } from '../../../app/domain/outbox/outbox'
import { campaignText } from '../../support/campaign'
import { hour } from '../../support/clock'
import { letterDraft } from '../../support/drafts'
import { claimLetters, kindsAndLetters, type OpenStore, only, openWorld, type World } from './world'

const taken = { state: 'accepted', reply: '250 taken' } as const
const refused = { state: 'bounced', reply: '550 5.1.1 unknown' } as const
const lost = { state: 'unknown', reply: 'no reply' } as const
const nobody = '01900000-0000-7000-8000-000000000000' as OutgoingId
const reply = '550 5.1.1 <address> is unknown here'

export function bouncingPromises(openStore: OpenStore): void {
  /** Somebody's letter whose mail ended so. */
  async function withLetter(...endings: Settlement[]) {
    const world = await openWorld(openStore, endings.length > 1 ? { text: textForTwo } : {})
    const { id, letter } = await world.signAndConfirm({ letter: letterDraft() })
    if (!letter) throw new Error('no letter')
    const mails = await claimLetters(world)
    for (const [index, ending] of endings.entries())
      await world.store.settleOutgoing(mails[index] as Claimed, ending, world.clock.now())
    const stateOf = async () => (await world.store.letter(letter.id))?.state
    return {
      ...world,
      world,
      signatureId: id,
      letterId: letter.id,
      mails,
      mail: mails[0] as Claimed,
      stateOf,
    }
  }

  /** What a report does, an hour later. */
  function bounce({ store, clock }: Pick<World, 'store' | 'clock'>, { id }: { readonly id: OutgoingId }) {
    clock.advance(hour)
    return store.bounceOutgoing(id, reply, clock.now())
  }

  describe('a report that a letter has failed', () => {
    test.each([taken, lost])('bounces it where it was $state', async ending => {
      const { world, mail, stateOf, store, letterId, tallies, campaign } = await withLetter(ending)
      expect(await bounce(world, mail)).toBe('bounced')
      expect(await stateOf()).toBe('bounced')
      expect(await store.letterMails(letterId)).toMatchObject([
        { targetKey: 'mp', state: 'bounced', cameBack: true },
      ])
      const [row] = await store.lettersAfter(campaign.id, null, 10)
      expect(row?.lastReply).toBe(`came back: ${reply}`)
      expect(await tallies()).toMatchObject({ 'letters/failed|Z14000101': 1, 'letters-by-state/bounced': 1 })
      expect(Object.keys(await tallies()).filter(name => /accepted|by-day\/|by-member/.test(name))).toEqual([
        'by-day/2026-11-23',
      ])
      expect(await store.recount()).toEqual([])
    })

    test('changes nothing the second time', async () => {
      const { world, mail, store, collect } = await withLetter(taken)
      await bounce(world, mail)
      await collect()
      expect(await bounce(world, mail)).toBe('already')
      expect(await world.claim()).toEqual([])
      expect(await store.recount()).toEqual([])
    })

    test('that comes before its relay has answered stands, whatever the relay answers then', async () => {
      const { world, store, clock, mail, stateOf, letterId } = await withLetter()
      expect(await bounce(world, mail)).toBe('not-sent')
      await store.markOutgoing(mail, clock.now())
      expect(await bounce(world, mail)).toBe('bounced')
      expect(await store.settleOutgoing(mail, taken, clock.now())).toBe(false)
      expect(await stateOf()).toBe('bounced')
      expect(kindsAndLetters(await world.claim())).toEqual([{ kind: 'letter-returned', letterId }])
    })

    test.each<Settlement>([
      { state: 'held', why: 'cannot-compose' },
      { state: 'gave-up', reply: 'no reply' },
      { state: 'deferred', reply: '451 later', retryAt: new Date('2026-12-01') },
    ])('changes nothing where it was never sent, and is $state', async ending => {
      const { world, mail, stateOf } = await withLetter(ending)
      expect(await bounce(world, mail)).toBe('not-sent')
      expect(await stateOf()).toBe(ending.state)
    })

    test('bounces none where it is about none, or about a mail to a supporter', async () => {
      const { store, clock, sign, claim } = await openWorld(openStore)
      await sign()
      const asking = only(await claim())
      expect(await store.bounceOutgoing(asking.id, reply, clock.now())).toBe('not-found')
      await store.settleOutgoing(asking, taken, clock.now())
      expect(await store.bounceOutgoing(asking.id, reply, clock.now())).toBe('not-found')
      expect(await store.bounceOutgoing(nobody, reply, clock.now())).toBe('not-found')
    })

    test('leaves a letter withdrawn after it was sent with nothing to give back', async () => {
      const { world, store, clock, mail, signatureId, stateOf } = await withLetter(taken)
      await store.withdrawSignature(signatureId, clock.now())
      expect(await bounce(world, mail)).toBe('bounced')
      expect(await stateOf()).toBe('bounced')
      expect(await world.claim()).toEqual([])
      expect(await store.recount()).toEqual([])
    })
  })

  describe('a letter is given back', () => {
    test.each<Settlement>([refused, { state: 'gave-up', reply: 'no reply' }])(
      'once, in the moment in which it ends as $state',
      async ending => {
        const { store, claim, collect, letterId, signatureId, clock } = await withLetter(ending)
        expect(kindsAndLetters(await collect())).toEqual([{ kind: 'letter-returned', letterId }])
        await store.withdrawSignature(signatureId, clock.now())
        clock.advance(hour)
        expect(await claim()).toEqual([])
      },
    )

    test.each<Settlement>([taken, lost, { state: 'held', why: 'cannot-compose' }])(
      'not where it is $state',
      async ending => {
        const { claim } = await withLetter(ending)
        expect(await claim()).toEqual([])
      },
    )

    test('for each of its targets that it did not get to, as it becomes known', async () => {
      const { world, clock, claim, collect, mails, stateOf, letterId } = await withLetter(refused, taken)
      const returned = { kind: 'letter-returned', letterId }
      expect(await collect()).toMatchObject([{ ...returned, targetKey: 'mp' }])
      await bounce(world, mails[1] as Claimed)
      expect(await stateOf()).toBe('bounced')
      expect(await collect()).toMatchObject([{ ...returned, targetKey: 'fixed-1' }])
      clock.advance(hour)
      expect(await claim()).toEqual([])
    })
  })

  test('how far a letter is with each of its targets can be read, in their order', async () => {
    const { store, letterId } = await withLetter(taken, { state: 'held', why: 'no-longer-named' })
    const mail = { place: null, dueAt: null, cameBack: false }
    expect(await store.letterMails(letterId)).toEqual([
      { ...mail, targetKey: 'mp', state: 'accepted', holdReason: null },
      { ...mail, targetKey: 'fixed-1', state: 'held', holdReason: 'no-longer-named' },
    ])
    expect(await store.letterMails(nobody as unknown as LetterId)).toEqual([])
  })
}

const textForTwo = campaignText({
  target: [
    'constituency-mp',
    { name: 'The Minister', salutation: 'Minister', email: 'minister@gov.example' },
  ],
})
