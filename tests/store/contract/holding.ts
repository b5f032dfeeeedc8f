import { expect, test } from 'vitest'
import { byOperator } from '../../../app/domain/audit/audit'
import type { LetterId } from '../../../app/domain/id'
import { campaignText, openCampaign } from '../../support/campaign'
import { minute } from '../../support/clock'
import { letterDraft, signatureDraft } from '../../support/drafts'
import { claimLetters, kinds, kindsAndLetters, type OpenStore, only, openWorld, whyHeld } from './world'

const nobody = '01900000-0000-7000-8000-000000000000' as LetterId
const minister = { name: 'The Minister', salutation: 'Minister', email: 'minister@gov.example' }

/** The campaign's own text with a limit. */
function limited(limit: number, odd: Readonly<Record<string, unknown>> = {}) {
  return campaignText({ letter: { ...campaignText().letter, hold_above: limit }, ...odd })
}

export function holdingPromises(openStore: OpenStore): void {
  /** A campaign that holds what is more than half alike, and a letter of 0.9 that somebody has confirmed. */
  async function withHeldLetter(text = limited(0.5)) {
    const world = await openWorld(openStore, { text })
    const letter = { ...letterDraft(), likeness: 0.9 }
    const { id } = await world.signAndConfirm({ letter })
    return { ...world, world, signatureId: id, letterId: letter.id }
  }

  test('a letter more alike to others than its campaign lets go is held once it is confirmed, and counts as waiting', async () => {
    const { store, claim, clock, tallies, letterId } = await withHeldLetter()
    expect(await store.letter(letterId)).toMatchObject({ state: 'held', queuedAt: clock.now() })
    expect(await whyHeld(store, letterId)).toEqual(['too-alike'])
    expect(kinds(await claim())).toEqual(['confirm'])
    expect(await tallies()).toMatchObject({
      'signatures/': 1,
      'letters/waiting|Z14000101': 1,
      'letters-by-state/held': 1,
      'likeness/9': 1,
    })
    expect(await store.recount()).toEqual([])
    expect((await store.outbox()).held).toEqual({ 'too-alike': 1 })
  })

  test.each([
    ['at the limit', limited(0.9)],
    ['below it', limited(1)],
    ['of a campaign that sets none', campaignText()],
  ])('a letter %s is queued', async (_, text) => {
    const { store, letterId } = await withHeldLetter(text)
    expect((await store.letter(letterId))?.state).toBe('queued')
  })

  test('a letter is held by the limit that its writer saw, and none that was set later', async () => {
    const world = await openWorld(openStore)
    const before = await world.sign({ letter: { ...letterDraft(), likeness: 0.9 } })
    const later = await openCampaign(world.store, world.clock.now(), limited(0.5))
    const after = { ...letterDraft(), likeness: 0.9 }
    const draft = signatureDraft(later, world.clock.now(), { email: 'two@example.org', letter: after })
    await world.store.recordSignatures([draft])
    await world.confirm(before.id, before.letter?.id)
    await world.confirm(draft.id, after.id)
    expect((await world.store.letter(before.letter?.id ?? nobody))?.state).toBe('queued')
    expect((await world.store.letter(after.id))?.state).toBe('held')
  })

  test('a letter to several is held from all of them, and let go to all', async () => {
    const text = limited(0.5, { target: ['constituency-mp', minister] })
    const { store, world, clock, letterId } = await withHeldLetter(text)
    expect(await claimLetters(world)).toEqual([])
    expect(await store.heldLetters(world.campaign.id, null, 10)).toHaveLength(1)
    expect(await store.heldByReason(world.campaign.id)).toEqual({ 'too-alike': 1 })
    expect(await store.releaseLetter(letterId, byOperator(clock.now()))).toBe('released')
    expect((await claimLetters(world)).map(({ targetKey }) => targetKey)).toEqual(['mp', 'fixed-1'])
    expect(await store.recount()).toEqual([])
  })

  test('whoever decides is shown each letter that is held: since when, from where, how alike and why', async () => {
    const { store, campaign, clock, signAndConfirm, letterId, world } = await withHeldLetter()
    const since = clock.now()
    clock.advance(minute)
    const other = { ...letterDraft(), likeness: 0.1 }
    await signAndConfirm({ email: 'two@example.org', letter: other, constituency: null })
    const mail = only(await claimLetters(world))
    await store.settleOutgoing(mail, { state: 'held', why: 'no-constituency' }, clock.now())
    await signAndConfirm({ email: 'three@example.org', letter: { ...letterDraft(), likeness: 0.2 } })
    const held = await store.heldLetters(campaign.id, null, 10)
    expect(held).toEqual([
      { id: letterId, queuedAt: since, constituency: 'Ashford Vale', likeness: 0.9, why: 'too-alike' },
      { id: other.id, queuedAt: clock.now(), constituency: null, likeness: 0.1, why: 'no-constituency' },
    ])
    expect(await store.heldLetters(campaign.id, null, 1)).toEqual(held.slice(0, 1))
    expect(await store.heldLetters(campaign.id, letterId, 10)).toEqual(held.slice(1))
    expect(await store.heldLetters(99, null, 10)).toEqual([])
    expect(await store.heldByReason(campaign.id)).toEqual({ 'too-alike': 1, 'no-constituency': 1 })
    expect(await store.heldByReason(99)).toEqual({})
  })

  test('a letter that is released goes on at once, and once', async () => {
    const { store, clock, world, tallies, letterId } = await withHeldLetter()
    await world.collect()
    clock.advance(minute)
    expect(await store.releaseLetter(letterId, byOperator(clock.now()))).toBe('released')
    expect(await store.releaseLetter(letterId, byOperator(clock.now()))).toBe('not-held')
    expect(await store.refuseLetter(letterId, byOperator(clock.now()))).toBe('not-held')
    expect((await store.letter(letterId))?.state).toBe('queued')
    expect(await whyHeld(store, letterId)).toEqual([])
    expect(kinds(await world.collect())).toEqual(['letter'])
    expect((await store.letter(letterId))?.state).toBe('accepted')
    expect(await tallies()).toMatchObject({ 'letters/accepted|Z14000101': 1, 'letters-by-state/accepted': 1 })
    expect(await store.recount()).toEqual([])
  })

  test('a letter that is refused is given up for good and back to its writer; its words stay, and so does why', async () => {
    const { store, clock, world, campaign, tallies, letterId, signatureId } = await withHeldLetter()
    await world.collect()
    expect(await store.refuseLetter(letterId, byOperator(clock.now()))).toBe('refused')
    expect(await store.refuseLetter(letterId, byOperator(clock.now()))).toBe('not-held')
    expect(await store.releaseLetter(letterId, byOperator(clock.now()))).toBe('not-held')
    expect(await store.letter(letterId)).toMatchObject({ state: 'gave-up', words: letterDraft().words })
    expect(await store.letterMails(letterId)).toMatchObject([{ state: 'gave-up', holdReason: 'too-alike' }])
    expect(await store.lettersAfter(campaign.id, null, 1)).toMatchObject([
      { state: 'gave-up', lastReply: 'not sent: an organiser refused it', holdReason: 'too-alike' },
    ])
    clock.advance(60 * minute)
    expect(kindsAndLetters(await world.collect())).toEqual([{ kind: 'letter-returned', letterId }])
    expect(await world.claim()).toEqual([])
    expect((await store.signature(signatureId))?.state).toBe('confirmed')
    expect((await store.outbox()).held).toEqual({})
    expect(await tallies()).toMatchObject({
      'signatures/': 1,
      'letters/failed|Z14000101': 1,
      'likeness/9': 1,
    })
    expect(await store.recount()).toEqual([])
  })

  test('only what waits for an organiser can be released or refused', async () => {
    const { store, clock, world, signAndConfirm, sign } = await withHeldLetter()
    await world.collect()
    const vacant = { code: 'Z14000103', by: 'postcode' } as const
    const elsewhere = await signAndConfirm({
      email: 'two@example.org',
      letter: letterDraft(),
      constituency: vacant,
    })
    const mail = only(await claimLetters(world))
    await store.settleOutgoing(mail, { state: 'held', why: 'vacant' }, clock.now())
    const unconfirmed = await sign({
      email: 'three@example.org',
      letter: { ...letterDraft(), likeness: 0.9 },
    })
    for (const one of [elsewhere, unconfirmed]) {
      expect(await store.releaseLetter(one.letter?.id ?? nobody, byOperator(clock.now()))).toBe('not-held')
      expect(await store.refuseLetter(one.letter?.id ?? nobody, byOperator(clock.now()))).toBe('not-held')
    }
    expect(await store.releaseLetter(nobody, byOperator(clock.now()))).toBe('not-found')
    expect(await store.refuseLetter(nobody, byOperator(clock.now()))).toBe('not-found')
  })

  test.each(['withdrawn', 'erased', 'invalidated'] as const)(
    'a letter whose writer was %s meanwhile is neither let go nor refused',
    async how => {
      const { store, clock, claim, collect, signatureId, letterId, campaign } = await withHeldLetter()
      await collect()
      if (how === 'withdrawn') await store.withdrawSignature(signatureId, clock.now())
      else if (how === 'invalidated') await store.invalidateSignature(signatureId, byOperator(clock.now()))
      else await store.eraseMailbox('rosa@example.org', clock.now())
      const outcome = how === 'erased' ? 'not-found' : 'not-held'
      expect(await store.releaseLetter(letterId, byOperator(clock.now()))).toBe(outcome)
      expect(await store.refuseLetter(letterId, byOperator(clock.now()))).toBe(outcome)
      expect(await claim()).toEqual([])
      expect(await store.heldLetters(campaign.id, null, 10)).toEqual([])
      expect(await store.recount()).toEqual([])
    },
  )

  test('of releasing, refusing and withdrawing at once one comes first, and the others see it', async () => {
    const { store, clock, world, signatureId, letterId } = await withHeldLetter()
    await world.collect()
    const at = clock.now()
    const [released, refused, withdrawn] = await Promise.all([
      store.releaseLetter(letterId, byOperator(at)),
      store.refuseLetter(letterId, byOperator(at)),
      store.withdrawSignature(signatureId, at),
    ])
    expect(withdrawn).toBe('withdrawn')
    expect([released, refused].filter(one => one === 'released' || one === 'refused').length).toBeLessThan(2)
    const state = refused === 'refused' ? 'gave-up' : 'cancelled'
    expect((await store.letter(letterId))?.state).toBe(state)
    expect(await claimLetters(world)).toEqual([])
    expect(await store.recount()).toEqual([])
  })

  test('a supporter’s one letter is the held one: another of theirs is not confirmed beside it', async () => {
    const { store, clock, world, confirm, signatureId, letterId } = await withHeldLetter()
    clock.advance(10 * minute)
    const again = { ...letterDraft('Another.'), likeness: 0 }
    await world.sign({ letter: again })
    expect(await store.letter(again.id)).toBeNull()
    expect(await confirm(signatureId, letterId)).toBe('already-confirmed')
    expect((await store.letter(letterId))?.state).toBe('held')
  })
}
