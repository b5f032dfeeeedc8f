import { describe, expect, test } from 'vitest'
import { byOperator } from '../../../app/domain/audit/audit'
import type { OfficeId } from '../../../app/domain/id'
import { nextDigest } from '../../../app/domain/office/digest'
import type { Passage, Passed } from '../../../app/domain/office/line'
import { paceOf } from '../../../app/domain/office/pacing'
import type { Claimed, ClaimedOffice, ClaimedPersonal, Settlement } from '../../../app/domain/outbox/outbox'
import { campaignText, members, openCampaign, placesDraft, savePlaces } from '../../support/campaign'
import { day, hour, minute } from '../../support/clock'
import { letterDraft, signatureDraft } from '../../support/drafts'
import { everyLetterGoesOnce } from './lines'
import { claimLetters, type OpenStore, only, openWorld, type World, whyHeld } from './world'

const taken = { state: 'accepted', reply: '250 taken' } as const
const deferredUntil = (retryAt: Date) => ({ state: 'deferred', reply: '451 later', retryAt }) as const

/** One at once, and one every 61 minutes. */
const slow = paceOf(1)

/** Letters, and the door of the one office that they come to. */
async function atDoor(openStore: OpenStore, letters: number) {
  const world = await openWorld(openStore)
  const { store, clock, signAndConfirm } = world
  const writers: Awaited<ReturnType<World['signAndConfirm']>>[] = []
  for (let number = 0; number < letters; number++)
    writers.push(await signAndConfirm({ email: `w${number}@example.org`, letter: letterDraft() }))

  const passage = (odd: Partial<Passage> = {}): Passage => ({
    address: 'asha.grange@parliament.example',
    hours: 'any',
    pace: slow,
    messageId: '<fixed@undersigned.example>',
    date: clock.now(),
    memberId: null,
    ...odd,
  })
  const knock = (mail: Claimed | undefined, odd: Partial<Passage> = {}): Promise<Passed> =>
    store.letThrough(mail as ClaimedPersonal, passage(odd), clock.now())
  /** Takes every letter that is due to the door, and from there to the relay, which takes it; gives what became of each. */
  const knockAll = async (odd: Partial<Passage> = {}) => {
    const kinds: Passed['kind'][] = []
    for (const mail of await claimLetters(world)) {
      const { kind } = await knock(mail, odd)
      kinds.push(kind)
      if (kind === 'goes') await store.settleOutgoing(mail, taken, clock.now())
    }
    return kinds
  }
  /** The office, once one letter came to its door; that letter is gone then. */
  const openOffice = async (): Promise<OfficeId> => {
    const [first, ...others] = await claimLetters(world)
    const passed = await knock(first)
    if (!first || passed.kind !== 'goes') throw new Error('the first letter was to go')
    await store.settleOutgoing(first, taken, clock.now())
    for (const mail of others) await knock(mail)
    return passed.office
  }
  const states = async () =>
    Promise.all(writers.map(async ({ letter }) => letter && (await store.letter(letter.id))?.state))
  return { ...world, world, writers, knock, knockAll, openOffice, states }
}

/** An office that wants one mail a day, and two of three letters in its line. */
async function daily(openStore: OpenStore) {
  const scene = await atDoor(openStore, 3)
  const office = await scene.openOffice()
  await scene.store.chooseOfficeMode(office, 0, 'daily', scene.clock.now())
  return { ...scene, office, digestAt: nextDigest(scene.clock.now()) }
}

/** The same, at the time of its digest, which a mailer has. */
async function digestLent(openStore: OpenStore) {
  const scene = await daily(openStore)
  const { store, clock, claim, digestAt } = scene
  clock.advance(digestAt.getTime() - clock.now().getTime())
  await store.giveTurns(slow, clock.now())
  const digest = only(await claim()) as ClaimedOffice
  const [, one, other] = scene.writers as [unknown, Writer, Writer]
  return { ...scene, digest, one, other }
}

type Writer = Awaited<ReturnType<World['signAndConfirm']>>

export function officePromises(openStore: OpenStore): void {
  test('whatever writers, offices and mailers do in whatever order, each letter goes once', () =>
    everyLetterGoesOnce(openStore))

  describe('a letter before its office', () => {
    test('goes where nobody came before it, with its Message-ID and Date fixed; the office is made once', async () => {
      const { store, clock, world, knock } = await atDoor(openStore, 2)
      const [one, other] = await claimLetters(world)
      const passed = await knock(one, { pace: null })
      if (passed.kind !== 'goes') throw new Error('it was to go')
      expect(await knock(other, { pace: null })).toEqual(passed)
      expect(await store.office(passed.office)).toEqual({
        id: passed.office,
        address: 'asha.grange@parliament.example',
        mode: 'individual',
        revision: 0,
      })
      const stamped = { messageId: '<fixed@undersigned.example>', date: clock.now() }
      clock.advance(hour)
      expect(await claimLetters(world)).toMatchObject([stamped, stamped])
    })

    test('waits in line where its turn has not come: it is queued, not due, and no attempt is counted', async () => {
      const { store, clock, world, knockAll, states } = await atDoor(openStore, 2)
      expect(await knockAll()).toEqual(['goes', 'waits'])
      expect(await states()).toEqual(['accepted', 'queued'])
      expect(await store.sending()).toMatchObject({ inLine: { letters: 1, offices: 1 } })
      expect(await store.recount()).toEqual([])
      clock.advance(2 * hour)
      expect(await claimLetters(world)).toEqual([])
      await store.giveTurns(slow, clock.now())
      expect(await claimLetters(world)).toMatchObject([
        { place: 'let-go', attempts: 1, messageId: null, date: null },
      ])
    })

    test('waits behind whoever waits, though one more could go', async () => {
      const { clock, knockAll, signAndConfirm } = await atDoor(openStore, 2)
      await knockAll()
      clock.advance(2 * hour)
      await signAndConfirm({ email: 'late@example.org', letter: letterDraft() })
      expect(await knockAll()).toEqual(['waits'])
    })

    test('notes the member whom it really reaches, and counts for them', async () => {
      const { store, clock, writers, world, knock, tallies } = await atDoor(openStore, 1)
      const mail = only(await claimLetters(world))
      await knock(mail, { memberId: 77 })
      await store.settleOutgoing(mail, taken, clock.now())
      const id = writers[0]?.letter?.id
      expect(id && (await store.letter(id))?.memberId).toBe(77)
      expect(await tallies()).toMatchObject({ 'letters-by-member/77': 1 })
      expect(await store.recount()).toEqual([])
    })

    test('whose lease was lost changes nothing there', async () => {
      const { clock, world, claim, knock } = await atDoor(openStore, 1)
      await claimLetters(world)
      clock.advance(hour)
      const held = only(await claim())
      expect(await knock({ ...held, fence: held.fence - 1 })).toEqual({ kind: 'lease-lost' })
      expect((await knock(held)).kind).toBe('goes')
    })

    test('whose writer withdrew while a mailer had it does not wait: it is cancelled', async () => {
      const { store, clock, writers, world, knock, states } = await atDoor(openStore, 2)
      const [first, second] = await claimLetters(world)
      await knock(first)
      if (writers[1]) await store.withdrawSignature(writers[1].id, clock.now())
      expect(await knock(second)).toEqual({ kind: 'cancelled' })
      expect(await states()).toEqual(['sending', 'cancelled'])
      expect(await store.recount()).toEqual([])
    })

    test('that waits for its office to open is due then, no attempt counted, and keeps no other back', async () => {
      const { store, clock, world, knock, knockAll } = await atDoor(openStore, 2)
      const [first, second] = await claimLetters(world)
      clock.advance(Date.parse('2026-11-27T17:00:00.000Z') - clock.now().getTime()) // a Friday
      expect(await knock(first, { hours: 'office' })).toEqual({ kind: 'waits' })
      expect((await knock(second)).kind).toBe('goes')
      expect((await store.outbox()).states).toEqual({ queued: 1, sending: 1 })
      clock.advance(Date.parse('2026-11-30T09:00:00.000Z') - clock.now().getTime() - 1)
      if (second) await store.settleOutgoing(second, taken, clock.now())
      expect(await claimLetters(world)).toEqual([])
      clock.advance(1)
      expect(await knockAll({ hours: 'office' })).toEqual(['goes'])
    })

    test('that was written to somebody whose seat another has waits in the other’s line', async () => {
      const { store, clock, world, knock, knockAll, signAndConfirm } = await atDoor(openStore, 2)
      await knockAll()
      clock.advance(2 * hour)
      await store.giveTurns(slow, clock.now())
      const mail = only(await claimLetters(world))
      const elsewhere = { address: 'nia@parliament.example' }
      expect((await knock(mail, elsewhere)).kind).toBe('goes')
      await signAndConfirm({ email: 'late@example.org', letter: letterDraft() })
      expect(await knockAll(elsewhere)).toEqual(['waits'])
    })
  })

  describe('the line before an office', () => {
    test('moves one letter at a time, each when its turn comes', async () => {
      const { store, clock, knockAll } = await atDoor(openStore, 3)
      await knockAll()
      const gone: number[] = []
      for (let minutes = 10; minutes <= 150; minutes += 10) {
        clock.advance(10 * minute)
        await store.giveTurns(slow, clock.now())
        for (const kind of await knockAll()) if (kind === 'goes') gone.push(minutes)
      }
      expect(gone).toEqual([70, 140]) // looked for every ten minutes: after 61, and 61 after that
    })

    test('is fair: campaigns take turns, whatever each has there, and each sends its oldest first', async () => {
      const { store, clock, campaign, world, knock, knockAll } = await atDoor(openStore, 5)
      await knockAll()
      const other = await openCampaign(store, clock.now(), campaignText({ slug: 'other' }))
      for (const email of ['one@example.org', 'two@example.org']) {
        const draft = signatureDraft(other, clock.now(), { email, letter: letterDraft() })
        await store.recordSignatures([draft])
        await world.confirm(draft.id, draft.letter?.id)
      }
      await knockAll()
      const order: Claimed[] = []
      for (let turn = 0; turn < 6; turn++) {
        clock.advance(2 * hour)
        await store.giveTurns(slow, clock.now())
        const mail = only(await claimLetters(world))
        expect((await knock(mail)).kind).toBe('goes')
        await store.settleOutgoing(mail, taken, clock.now())
        order.push(mail)
      }
      const [mine, its] = [campaign.id, other.id]
      expect(order.map(({ campaignId }) => campaignId)).toEqual([mine, its, mine, its, mine, mine])
      for (const id of [mine, its]) {
        const ids = order.filter(({ campaignId }) => campaignId === id).map(({ id }) => id)
        expect(ids).toEqual(ids.toSorted())
      }
    })

    test('moves no faster where several mailers give turns at once', async () => {
      const { store, clock, world, knockAll } = await atDoor(openStore, 6)
      await knockAll()
      clock.advance(2 * hour)
      await Promise.all([1, 2, 3].map(() => store.giveTurns(slow, clock.now())))
      expect(await claimLetters(world)).toHaveLength(1)
    })

    test('stands still while sending is paused', async () => {
      const { store, clock, world, knockAll } = await atDoor(openStore, 2)
      await knockAll()
      clock.advance(2 * hour)
      await store.setSending('paused', clock.now())
      await store.giveTurns(slow, clock.now())
      await store.setSending('running', clock.now())
      expect(await claimLetters(world)).toEqual([])
    })

    test.each(['in-line', 'let-go'] as const)(
      'whoever withdraws takes their letter out of it, %s',
      async place => {
        const { store, clock, writers, world, knockAll, states } = await atDoor(openStore, 2)
        await knockAll()
        clock.advance(2 * hour)
        if (place === 'let-go') await store.giveTurns(slow, clock.now())
        if (writers[1]) await store.withdrawSignature(writers[1].id, clock.now())
        await store.giveTurns(slow, clock.now())
        expect(await claimLetters(world)).toEqual([])
        expect((await states())[1]).toBe('cancelled')
        expect(await store.sending()).toMatchObject({ inLine: { letters: 0, offices: 0 } })
        expect(await store.recount()).toEqual([])
      },
    )
  })

  describe('an office', () => {
    test('that wants no letters has those that wait and those that come held, and gets them when it wants them', async () => {
      const { store, clock, world, openOffice, knockAll, states, signAndConfirm } = await atDoor(openStore, 3)
      const office = await openOffice()
      expect(await store.chooseOfficeMode(office, 0, 'paused', clock.now())).toBe('chosen')
      const late = await signAndConfirm({ email: 'late@example.org', letter: letterDraft() })
      expect(await knockAll()).toEqual(['held'])
      expect(await states()).toEqual(['accepted', 'held', 'held'])
      expect((await store.outbox()).held).toEqual({ 'office-paused': 3 })
      expect(late.letter && (await whyHeld(store, late.letter.id))).toEqual(['office-paused'])
      await store.giveTurns(slow, clock.now())
      expect(await claimLetters(world)).toEqual([])
      expect(await store.recount()).toEqual([])

      expect(await store.chooseOfficeMode(office, 1, 'individual', clock.now())).toBe('chosen')
      expect(await states()).toEqual(['accepted', 'queued', 'queued'])
      clock.advance(2 * hour)
      expect(await knockAll()).toEqual(['goes', 'waits', 'waits'])
      expect(await store.recount()).toEqual([])
    })

    test('that wants no letters keeps none from whoever follows its member in their seat', async () => {
      const { store, clock, world, openOffice, knockAll, states } = await atDoor(openStore, 2)
      const office = await openOffice()
      await store.chooseOfficeMode(office, 0, 'paused', clock.now())
      await savePlaces(store, clock.now())
      expect(await states()).toEqual(['accepted', 'held'])
      expect(await claimLetters(world)).toEqual([])

      const [asha] = members
      const nia = asha && { ...asha, id: 9, name: 'Nia Ferris', email: 'Nia.Ferris@parliament.example' }
      await store.importPlaces(placesDraft({ members: nia ? [nia] : [] }), clock.now(), 'save')
      expect(await states()).toEqual(['accepted', 'queued'])
      expect(await knockAll({ address: 'nia.ferris@parliament.example' })).toEqual(['goes'])
      expect(await store.recount()).toEqual([])
    })

    test('chooses once by a link: the second choice over the same revision is none', async () => {
      const { store, clock, openOffice } = await atDoor(openStore, 1)
      const office = await openOffice()
      const choices = await Promise.all(
        (['daily', 'paused'] as const).map(mode => store.chooseOfficeMode(office, 0, mode, clock.now())),
      )
      expect(choices.toSorted()).toEqual(['chosen', 'spent'])
      expect(await store.chooseOfficeMode(office, 0, 'individual', clock.now())).toBe('spent')
      expect((await store.office(office))?.revision).toBe(1)
    })

    test('is mailed a link to choose with, at most one a minute', async () => {
      const { store, clock, openOffice, claim } = await atDoor(openStore, 1)
      const office = await openOffice()
      expect(await store.requestOfficeLink(office, clock.now())).toBe('queued')
      expect(await store.requestOfficeLink(office, clock.now())).toBe('sent-lately')
      clock.advance(minute)
      expect(await store.requestOfficeLink(office, clock.now())).toBe('queued')
      expect(await claim()).toMatchObject([
        { kind: 'office-link', officeId: office, signatureId: null, campaignId: null },
        { kind: 'office-link', officeId: office },
      ])
    })

    test('that is none is not found', async () => {
      const { store, clock } = await openWorld(openStore)
      const nobody = '01920000-0000-7000-8000-000000000000' as OfficeId
      expect(await store.office(nobody)).toBeNull()
      expect(await store.requestOfficeLink(nobody, clock.now())).toBe('not-found')
      expect(await store.chooseOfficeMode(nobody, 0, 'daily', clock.now())).toBe('not-found')
    })
  })

  describe('a digest', () => {
    test('is made once a day of all who stand in line, and not before its time', async () => {
      const { store, clock, claim, digestAt, office, writers } = await daily(openStore)
      clock.advance(digestAt.getTime() - clock.now().getTime() - 1)
      await store.giveTurns(slow, clock.now())
      expect(await claim()).toEqual([])
      clock.advance(1)
      await Promise.all([1, 2, 3].map(() => store.giveTurns(slow, clock.now())))
      const digest = only(await claim())
      expect(digest).toMatchObject({ kind: 'digest', officeId: office, signatureId: null, campaignId: null })
      expect(await store.digest(digest.id)).toMatchObject({
        office: { id: office, mode: 'daily' },
        letters: writers.slice(1).map(({ id }) => ({ signatureId: id, place: 'in-digest' })),
        waiting: 0,
      })
      clock.advance(day)
      await store.giveTurns(slow, clock.now())
      expect((await claim()).map(({ id }) => id)).toEqual([digest.id]) // whose lease ran out
    })

    test('takes letters of every campaign, those that come later wait for the next', async () => {
      const { store, clock, claim, digestAt, knockAll, signAndConfirm } = await daily(openStore)
      clock.advance(digestAt.getTime() - clock.now().getTime())
      await store.giveTurns(slow, clock.now())
      const digest = only(await claim())
      await signAndConfirm({ email: 'late@example.org', letter: letterDraft() })
      expect(await knockAll({ hours: 'office' })).toEqual(['waits'])
      expect(await store.digest(digest.id)).toMatchObject({ letters: { length: 2 }, waiting: 1 })
    })

    test.each([
      ['accepted', taken],
      ['bounced', { state: 'bounced', reply: '550 no' }],
      ['gave-up', { state: 'gave-up', reply: '451 still no' }],
      ['unknown', { state: 'unknown', reply: 'no reply' }],
      ['deferred', deferredUntil(new Date('2027-01-01'))],
      ['held', { state: 'held', why: 'cannot-compose' }],
    ] satisfies [string, Settlement][])('that is %s has its letters so', async (state, settlement) => {
      const { store, clock, campaign, digest, states } = await digestLent(openStore)
      expect((await states()).slice(1)).toEqual(['sending', 'sending'])
      await store.settleOutgoing(digest, settlement, clock.now())
      expect((await states()).slice(1)).toEqual([state, state])
      const rows = await store.lettersAfter(campaign.id, null, 10)
      const reply = 'reply' in settlement ? settlement.reply : null
      expect(rows.slice(1)).toMatchObject([
        { attempts: 1, lastReply: reply },
        { attempts: 1, lastReply: reply },
      ])
      expect(await store.recount()).toEqual([])
    })

    test('that was lost inside DATA is unknown, with its letters, and is never lent again', async () => {
      const { store, clock, claim, digest, states } = await digestLent(openStore)
      await store.markOutgoing(digest, clock.now())
      clock.advance(hour)
      expect(await claim()).toEqual([])
      expect((await states()).slice(1)).toEqual(['unknown', 'unknown'])
      expect(await store.settleOutgoing(digest, taken, clock.now())).toBe(false)
      expect((await states()).slice(1)).toEqual(['unknown', 'unknown'])
      expect(await store.recount()).toEqual([])
    })

    test('that was lost before DATA is lent again with the same letters', async () => {
      const { store, clock, claim, digest, states } = await digestLent(openStore)
      clock.advance(hour)
      const again = only(await claim())
      expect(again).toMatchObject({ id: digest.id, attempts: 2 })
      expect(await store.settleOutgoing(digest, taken, clock.now())).toBe(false)
      expect(await store.settleOutgoing(again, taken, clock.now())).toBe(true)
      expect((await states()).slice(1)).toEqual(['accepted', 'accepted'])
    })

    test.each(['withdrawn', 'erased', 'invalidated'] as const)(
      'that no mailer has yet is left by a letter whose writer has been %s',
      async how => {
        const { store, clock, claim, digestAt, writers } = await daily(openStore)
        clock.advance(digestAt.getTime() - clock.now().getTime())
        await store.giveTurns(slow, clock.now())
        await leave(store, writers[1], how, clock.now())
        const digest = only(await claim())
        expect(await store.digest(digest.id)).toMatchObject({ letters: [{ signatureId: writers[2]?.id }] })
        expect(await store.recount()).toEqual([])
      },
    )

    test('that a mailer has is not left by whoever withdraws; if it comes back they are not in it any more', async () => {
      const { store, clock, claim, digest, one, other, states } = await digestLent(openStore)
      await store.withdrawSignature(one.id, clock.now())
      expect((await states())[1]).toBe('sending')
      const retryAt = new Date(clock.now().getTime() + minute)
      await store.settleOutgoing(digest, deferredUntil(retryAt), clock.now())
      expect((await states()).slice(1)).toEqual(['cancelled', 'deferred'])
      clock.advance(minute)
      const again = only(await claim())
      expect(await store.digest(again.id)).toMatchObject({ letters: [{ signatureId: other.id }] })
      expect(await store.recount()).toEqual([])
    })

    test('is left by letters that do not go with it, which are due at once, no attempt counted', async () => {
      const { store, clock, claim, digest, other, states } = await digestLent(openStore)
      const [leaving, staying] = (await store.digest(digest.id))?.letters ?? []
      const readers = new Map(staying?.letterId ? [[staying.letterId, 77]] : [])
      const sorted = { leave: leaving ? [leaving.id] : [], readers }
      expect(await store.sortDigest({ ...digest, fence: digest.fence - 1 }, sorted, clock.now())).toBe(false)
      expect(await store.sortDigest(digest, sorted, clock.now())).toBe(true)
      expect((await states()).slice(1)).toEqual(['queued', 'sending'])
      expect(await store.digest(digest.id)).toMatchObject({ letters: { length: 1 } })
      expect(other.letter && (await store.letter(other.letter.id))?.memberId).toBe(77)
      expect(await claim()).toMatchObject([{ id: leaving?.id, place: null, officeId: null, attempts: 1 }])
      await store.settleOutgoing(digest, taken, clock.now())
      expect((await states()).slice(1)).toEqual(['sending', 'accepted'])
      expect(await store.recount()).toEqual([])
    })
  })
}

async function leave(
  store: World['store'],
  writer: Writer | undefined,
  how: 'withdrawn' | 'erased' | 'invalidated',
  at: Date,
): Promise<void> {
  if (!writer) throw new Error('no writer')
  if (how === 'withdrawn') await store.withdrawSignature(writer.id, at)
  else if (how === 'erased') await store.eraseMailbox(writer.mailbox, at)
  else await store.invalidateSignature(writer.id, byOperator(at))
}
