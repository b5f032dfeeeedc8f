import { describe, expect, test } from 'vitest'
import { byOperator } from '../../../app/domain/audit/audit'
import type { LetterId, SignatureId } from '../../../app/domain/id'
import { grouping } from '../../../db/grouping'
import { brookside, campaignText, openCampaign } from '../../support/campaign'
import { day, hour, minute } from '../../support/clock'
import { letterDraft, signatureDraft } from '../../support/drafts'
import { claimLetters, kinds, type OpenStore, only, openWorld } from './world'

const nobody = '01900000-0000-7000-8000-000000000000'

export function confirmingPromises(openStore: OpenStore): void {
  test('a confirmed signature counts, and knows when it was and its number', async () => {
    const { store, clock, sign, confirm, campaign } = await openWorld(openStore)
    const { id } = await sign()
    clock.advance(day)
    expect(await confirm(id)).toBe('confirmed')
    expect(await store.signature(id)).toMatchObject({
      state: 'confirmed',
      confirmedAt: clock.now(),
      number: 1,
    })
    expect(await store.signatureCount(campaign.id)).toBe(1)
  })

  test('confirming twice counts once and changes nothing', async () => {
    const { store, clock, sign, confirm, campaign, tallies } = await openWorld(openStore)
    const { id } = await sign()
    await confirm(id)
    const before = [await store.signature(id), await tallies()]
    clock.advance(hour)
    expect(await confirm(id)).toBe('already-confirmed')
    expect([await store.signature(id), await tallies()]).toEqual(before)
    expect(await store.signatureCount(campaign.id)).toBe(1)
  })

  describe.each([
    ['at once', (store: Awaited<ReturnType<OpenStore>>) => store],
    ['at once and grouped', (store: Awaited<ReturnType<OpenStore>>) => grouping(store, () => {})],
  ])('fifty presses of one button %s', (_, over) => {
    test('count once and send one letter', async () => {
      const { store, clock, campaign, sign, claim } = await openWorld(openStore)
      const { id, letter } = await sign({ letter: letterDraft() })
      const press = {
        signatureId: id,
        letterId: letter?.id ?? null,
        constituencyCode: null,
        at: clock.now(),
      }
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => over(store).confirmSignatures([press])),
      )
      expect(answers.flat().toSorted()).toEqual([...Array(49).fill('already-confirmed'), 'confirmed'])
      expect(await store.signatureCount(campaign.id)).toBe(1)
      expect(kinds(await claim()).toSorted()).toEqual(['confirm', 'letter'])
    })
  })

  test('those confirmed in one call are numbered in its order', async () => {
    const { store, clock, sign, signAndConfirm } = await openWorld(openStore)
    await signAndConfirm()
    const [two, three] = [
      await sign({ email: 'two@example.org' }),
      await sign({ email: 'three@example.org' }),
    ]
    const press = ({ id }: { id: SignatureId }) => ({
      signatureId: id,
      letterId: null,
      constituencyCode: null,
      at: clock.now(),
    })
    const answers = await store.confirmSignatures([press(three), press(three), press(two)])
    expect(answers).toEqual(['confirmed', 'already-confirmed', 'confirmed'])
    expect((await store.signature(three.id))?.number).toBe(2)
    expect((await store.signature(two.id))?.number).toBe(3)
    expect(await store.confirmSignatures([])).toEqual([])
  })

  test('each campaign numbers its own', async () => {
    const { store, clock, signAndConfirm, confirm } = await openWorld(openStore)
    await signAndConfirm()
    const other = await openCampaign(store, clock.now(), campaignText({ slug: 'other' }))
    const draft = signatureDraft(other, clock.now())
    await store.recordSignatures([draft])
    await confirm(draft.id)
    expect((await store.signature(draft.id))?.number).toBe(1)
  })

  test('confirming queues the letter that the link shows', async () => {
    const { store, clock, sign, confirm, claim } = await openWorld(openStore)
    const { id, letter } = await sign({ letter: letterDraft() })
    clock.advance(hour)
    await confirm(id, letter?.id)
    expect(letter && (await store.letter(letter.id))).toMatchObject({
      state: 'queued',
      queuedAt: clock.now(),
      acceptedAt: null,
    })
    expect(await claim()).toMatchObject([
      { kind: 'confirm' },
      { kind: 'letter', signatureId: id, letterId: letter?.id, targetKey: 'mp' },
    ])
  })

  test('a letter to several goes to each of those whom the text its writer saw names', async () => {
    const minister = { name: 'The Minister', salutation: 'Minister', email: 'minister@gov.example' }
    const world = await openWorld(openStore, {
      text: campaignText({ target: ['constituency-mp', minister] }),
    })
    const { id, letter } = await world.sign({ letter: letterDraft() })
    const mpAlone = campaignText()
    const wording = await world.store.consentWording(world.campaign.id, 1)
    if (wording) await world.store.saveCampaign(mpAlone, wording, world.clock.now())
    await world.confirm(id, letter?.id)
    const letters = await claimLetters(world)
    expect(letters.map(({ targetKey }) => targetKey).toSorted()).toEqual(['fixed-1', 'mp'])
  })

  test('what a link confirms is exactly the letter it shows, whatever was posted since', async () => {
    const { store, clock, sign, confirm, collect, claim } = await openWorld(openStore)
    const first = await sign({ letter: letterDraft('The first thought') })
    await collect()
    clock.advance(minute)
    const second = await sign({ letter: letterDraft('The second thought') })
    await collect()

    expect(await confirm(first.id, first.letter?.id)).toBe('confirmed')

    expect((await store.confirmedLetter(first.id))?.words).toEqual(first.letter?.words)
    expect(second.letter && (await store.letter(second.letter.id))).toMatchObject({
      state: 'cancelled',
      words: null,
    })
    expect(await confirm(first.id, second.letter?.id)).toBe('other-letter-sent')
    expect(await claim()).toMatchObject([{ kind: 'letter', letterId: first.letter?.id }])
  })

  test('a link without a letter confirms the signature alone, and the link with the letter confirms it later', async () => {
    const { store, clock, sign, confirm, collect, campaign } = await openWorld(openStore)
    const { id } = await sign()
    await collect()
    clock.advance(minute)
    const { letter } = await sign({ letter: letterDraft() })
    await collect()

    expect(await confirm(id)).toBe('confirmed')
    expect(await store.confirmedLetter(id)).toBeNull()
    expect(await collect()).toEqual([])

    expect(await confirm(id, letter?.id)).toBe('letter-confirmed')
    expect(await confirm(id, letter?.id)).toBe('already-confirmed')
    expect((await store.confirmedLetter(id))?.id).toBe(letter?.id)
    expect(await store.signatureCount(campaign.id)).toBe(1)
    expect(await collect()).toMatchObject([{ kind: 'letter', letterId: letter?.id }])
  })

  test('a confirmed supporter’s first letter is confirmed alone, once', async () => {
    const { store, clock, sign, signAndConfirm, confirm, collect, campaign } = await openWorld(openStore)
    const { id } = await signAndConfirm()
    await collect()
    clock.advance(minute)
    const { letter } = await sign({ letter: letterDraft() })
    await collect()
    expect(await confirm(id, letter?.id)).toBe('letter-confirmed')
    expect(await store.signatureCount(campaign.id)).toBe(1)
    expect(kinds(await collect())).toEqual(['letter'])
  })

  test('a supporter sends one letter, whichever of their links comes first, and never a second', async () => {
    const { clock, sign, confirm, collect } = await openWorld(openStore)
    const { id, letter: first } = await sign({ letter: letterDraft('The first thought') })
    await collect()
    clock.advance(minute)
    const { letter: second } = await sign({ letter: letterDraft('The second thought') })
    await collect()
    expect(await confirm(id, second?.id)).toBe('confirmed')
    expect(await collect()).toMatchObject([{ kind: 'letter', letterId: second?.id }])
    clock.advance(day)
    expect(await confirm(id, first?.id)).toBe('other-letter-sent')
    expect(await collect()).toEqual([])
  })

  test('nothing is confirmed by the number of a letter that is not the signature’s, or of none', async () => {
    const { store, sign, confirm } = await openWorld(openStore)
    const { id } = await sign()
    const { letter } = await sign({ email: 'other@example.org', letter: letterDraft() })
    expect(await confirm(id, letter?.id)).toBe('not-found')
    expect(await confirm(id, nobody as LetterId)).toBe('not-found')
    expect(await confirm(nobody as SignatureId)).toBe('not-found')
    expect((await store.signature(id))?.state).toBe('pending')
  })

  test('a signature that was withdrawn or invalidated is not confirmed by its old link', async () => {
    const { store, clock, sign, confirm, campaign } = await openWorld(openStore)
    const withdrawn = await sign()
    const blocked = await sign({ email: 'blocked@example.org' })
    await store.withdrawSignature(withdrawn.id, clock.now())
    await store.invalidateSignature(blocked.id, byOperator(clock.now()))
    expect(await confirm(withdrawn.id)).toBe('withdrawn')
    expect(await confirm(blocked.id)).toBe('not-found')
    expect(await store.signatureCount(campaign.id)).toBe(0)
  })

  describe('where the postcode settled no constituency, the one chosen on the page', () => {
    test('is the signature’s', async () => {
      const { store, sign, confirm, tallies } = await openWorld(openStore)
      const { id } = await sign({ constituency: null })
      await confirm(id, null, brookside.code)
      expect((await store.signature(id))?.constituencyCode).toBe(brookside.code)
      expect((await tallies())[`by-constituency/${brookside.code}`]).toBe(1)
    })

    test('is the signature’s too when only the letter was left to confirm', async () => {
      const { store, clock, sign, signAndConfirm, confirm, collect, tallies } = await openWorld(openStore)
      const { id } = await signAndConfirm({ constituency: null })
      await collect()
      clock.advance(minute)
      const { letter } = await sign({ constituency: null, letter: letterDraft() })
      expect(await confirm(id, letter?.id, brookside.code)).toBe('letter-confirmed')
      expect((await store.signature(id))?.constituencyCode).toBe(brookside.code)
      expect(await tallies()).toMatchObject({
        [`by-constituency/${brookside.code}`]: 1,
        [`letters/waiting|${brookside.code}`]: 1,
      })
      expect((await tallies())['by-constituency/']).toBeUndefined()
      expect(await store.recount()).toEqual([])
    })

    test('changes nothing where the postcode settled one', async () => {
      const { store, sign, confirm } = await openWorld(openStore)
      const { id } = await sign()
      await confirm(id, null, brookside.code)
      expect((await store.signature(id))?.constituencyCode).toBe('Z14000101')
    })
  })

  test('only a letter that was confirmed is "the confirmed letter", whatever became of it', async () => {
    const world = await openWorld(openStore)
    const { store, clock, sign, confirm } = world
    const { id, letter } = await sign({ letter: letterDraft() })
    expect(await store.confirmedLetter(id)).toBeNull()
    await confirm(id, letter?.id)
    const mail = only(await claimLetters(world))
    await store.settleOutgoing(mail, { state: 'bounced', reply: '550 no' }, clock.now())
    expect(await store.confirmedLetter(id)).toMatchObject({ id: letter?.id, state: 'bounced' })
  })
}
