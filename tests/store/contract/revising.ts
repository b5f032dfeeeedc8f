import { expect, test } from 'vitest'
import type { LetterId } from '../../../app/domain/id'
import type { Member } from '../../../app/domain/place/place'
import type { LetterRevision } from '../../../app/domain/store'
import { ashford, campaignText, emptySeat, members, placesDraft } from '../../support/campaign'
import { minute } from '../../support/clock'
import { letterDraft } from '../../support/drafts'
import {
  claimLetters,
  kinds,
  kindsAndLetters,
  type OpenStore,
  only,
  openWorld,
  type World,
  whyHeld,
} from './world'

const held = { state: 'held', why: 'names-former-member' } as const
const taken = { state: 'accepted', reply: '250 taken' } as const
const [asha, ...others] = members as [Member, ...Member[]]
const nobody = '01900000-0000-7000-8000-000000000000' as LetterId

export function revisingPromises(openStore: OpenStore): void {
  /** A letter that is held because it names somebody who no longer sits. */
  async function withHeldLetter(odd: Parameters<World['signAndConfirm']>[0] = {}) {
    const world = await openWorld(openStore)
    const { id, letter } = await world.signAndConfirm({ letter: letterDraft('Dear Asha.'), ...odd })
    if (!letter) throw new Error('no letter')
    await world.store.settleOutgoing(only(await claimLetters(world)), held, world.clock.now())
    return { ...world, world, signatureId: id, letterId: letter.id }
  }

  function revision(id: LetterId, at: Date): LetterRevision {
    const words = { ...letterDraft('Dear Nia.').words, subject: 'Once more' }
    return { id, words, memberId: 77, fingerprint: [7, 8], likeness: 0.25, at }
  }

  test('a letter held because it names a former member has its writer asked, in the same moment', async () => {
    const { store, claim, letterId } = await withHeldLetter()
    expect((await store.letter(letterId))?.state).toBe('held')
    expect(await whyHeld(store, letterId)).toEqual(['names-former-member'])
    expect(kindsAndLetters(await claim())).toEqual([{ kind: 'revise-letter', letterId }])
  })

  test('no other hold asks anybody', async () => {
    const world = await openWorld(openStore)
    const { letter } = await world.signAndConfirm({ letter: letterDraft() })
    const mail = only(await claimLetters(world))
    await world.store.settleOutgoing(mail, { state: 'held', why: 'cannot-compose' }, world.clock.now())
    expect(await world.claim()).toEqual([])
    expect(letter && (await whyHeld(world.store, letter.id))).toEqual(['cannot-compose'])
  })

  test('the writer is asked once, however often the mail fails, and again only when the letter is held again', async () => {
    const { store, clock, claim, collect, world, letterId } = await withHeldLetter()
    const mail = only(await claim())
    const retryAt = new Date(clock.now().getTime() + minute)
    await store.settleOutgoing(mail, { state: 'deferred', reply: '451 later', retryAt }, clock.now())
    expect(await claim()).toEqual([])
    clock.advance(minute)
    expect(kinds(await collect())).toEqual(['revise-letter'])
    clock.advance(60 * minute)
    expect(await claim()).toEqual([])
    await store.reviseLetter(revision(letterId, clock.now()))
    await store.settleOutgoing(only(await claimLetters(world)), held, clock.now())
    expect(kinds(await claim())).toEqual(['revise-letter'])
  })

  test('the mail that asks is not turned into another when somebody posts the address', async () => {
    const { clock, sign, claim, letterId } = await withHeldLetter()
    clock.advance(10 * minute)
    await sign({ letter: letterDraft('Another.') })
    const mails = kindsAndLetters(await claim())
    expect(mails).toContainEqual({ kind: 'revise-letter', letterId })
    expect(mails.map(({ kind }) => kind).sort()).toEqual(['already-signed', 'revise-letter'])
  })

  test('a revised letter holds its new words under the same address, and goes on to whom they were written for', async () => {
    const { store, clock, claim, tallies, world, letterId } = await withHeldLetter()
    await claim()
    const { 'letters/waiting|Z14000101': waiting } = await tallies()
    const revised = revision(letterId, clock.now())
    expect(await store.reviseLetter(revised)).toBe('revised')
    expect(await store.letter(letterId)).toMatchObject({
      state: 'queued',
      words: revised.words,
      memberId: 77,
      likeness: 0.25,
    })
    expect(await store.fingerprintsBefore(world.campaign.id, null, 9)).toMatchObject([
      { fingerprint: [7, 8] },
    ])
    expect(await whyHeld(store, letterId)).toEqual([])
    expect(kindsAndLetters(await claim())).toEqual([{ kind: 'letter', letterId }])
    expect(await tallies()).toMatchObject({
      'letters/waiting|Z14000101': waiting,
      'letters-by-state/sending': 1,
    })
    expect(await store.recount()).toEqual([])
  })

  test('only a letter that waits for its writer can be revised or cancelled so, and only once', async () => {
    const { store, clock, letterId, sign } = await withHeldLetter()
    await store.reviseLetter(revision(letterId, clock.now()))
    const other = await sign({ email: 'two@example.org', letter: letterDraft('Another.') })
    for (const id of [letterId, other.letter?.id ?? nobody, nobody]) {
      expect(await store.reviseLetter({ ...revision(id, clock.now()), likeness: 0.9 })).toBe('not-waiting')
      expect(await store.cancelRevision(id, clock.now())).toBe('not-waiting')
    }
    expect(await store.letter(letterId)).toMatchObject({ state: 'queued', likeness: 0.25 })
  })

  test('a letter that its writer does not send is cancelled and loses its words; the signature counts on', async () => {
    const { store, clock, claim, tallies, signatureId, letterId } = await withHeldLetter()
    await claim()
    expect(await store.cancelRevision(letterId, clock.now())).toBe('cancelled')
    expect(await store.letter(letterId)).toMatchObject({ state: 'cancelled', words: null })
    expect(await whyHeld(store, letterId)).toEqual([])
    expect((await store.signature(signatureId))?.state).toBe('confirmed')
    expect(await claim()).toEqual([])
    expect((await tallies())['signatures/']).toBe(1)
    expect(await store.recount()).toEqual([])
  })

  test('what has gone to another target stays sent when the rest is not', async () => {
    const minister = { name: 'The Minister', salutation: 'Minister', email: 'm@paint.example' }
    const text = campaignText({ target: ['constituency-mp', minister] })
    const world = await openWorld(openStore, { text })
    const { letter } = await world.signAndConfirm({ letter: letterDraft() })
    for (const mail of await claimLetters(world))
      await world.store.settleOutgoing(mail, mail.targetKey === 'mp' ? held : taken, world.clock.now())
    expect(letter && (await world.store.cancelRevision(letter.id, world.clock.now()))).toBe('cancelled')
    expect(letter && (await world.store.letter(letter.id))?.state).toBe('accepted')
    expect(await world.store.recount()).toEqual([])
  })

  test.each(['withdrawn', 'erased'] as const)(
    'whoever has %s is not asked, and revises nothing',
    async how => {
      const { store, clock, claim, signatureId, letterId } = await withHeldLetter()
      if (how === 'withdrawn') await store.withdrawSignature(signatureId, clock.now())
      else await store.eraseMailbox('rosa@example.org', clock.now())
      expect(await claim()).toEqual([])
      expect(await store.reviseLetter(revision(letterId, clock.now()))).toBe('not-waiting')
      expect(await store.cancelRevision(letterId, clock.now())).toBe('not-waiting')
    },
  )

  test('a letter goes on by itself where whom it was written to sits again', async () => {
    const { store, clock, claim, letterId } = await withHeldLetter()
    await claim()
    const nia = { ...asha, id: 77, name: 'Nia Penrose' }
    await store.importPlaces(placesDraft({ members: [nia, ...others] }), clock.now(), 'save')
    expect((await store.letter(letterId))?.state).toBe('held')
    await store.importPlaces(placesDraft(), clock.now(), 'save')
    expect(kindsAndLetters(await claim())).toEqual([{ kind: 'letter', letterId }])
  })

  test('the last member of a seat is who sits there, else who sat there last', async () => {
    const { store, clock } = await openWorld(openStore)
    const name = async () => (await store.lastMember(ashford.code))?.name ?? null
    expect(await name()).toBe('Asha Grange')
    expect(await store.lastMember(emptySeat.code)).toBeNull()
    clock.advance(24 * 60 * minute)
    const nia = { ...asha, id: 77, name: 'Nia Penrose' }
    await store.importPlaces(placesDraft({ members: [nia, ...others] }), clock.now(), 'save')
    clock.advance(24 * 60 * minute)
    await store.vacateSeat(ashford.code, null, clock.now())
    expect(await name()).toBe('Nia Penrose')
    await store.setParliament(
      { state: 'dissolved', dissolved: null, election: null, by: 'operator' },
      clock.now(),
    )
    expect(await name()).toBe('Nia Penrose')
  })
}
