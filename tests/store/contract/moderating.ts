import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { byOperator, deedOf } from '../../../app/domain/audit/audit'
import type { InvalidationId, LetterId, OrganiserId, SignatureId } from '../../../app/domain/id'
import { everySignature, type SignatureRule } from '../../../app/domain/invalidation/invalidation'
import type { Store } from '../../../app/domain/store'
import { ashford, brookside, campaignText } from '../../support/campaign'
import { hour, minute } from '../../support/clock'
import { letterDraft, signatureDraft } from '../../support/drafts'
import { claimLetters, kinds, type OpenStore, only, openWorld, type World } from './world'

const nobody = '01900000-0000-7000-8000-000000000000' as SignatureId
const organiser = { id: '01900000-0000-7000-8000-00000000000a' as OrganiserId }

/** Does a page after another until there is nothing to do. */
async function workOff({ store, clock }: Pick<World, 'store' | 'clock'>): Promise<void> {
  while ((await store.advanceInvalidations(clock.now())) === 'more');
}

export function moderatingPromises(openStore: OpenStore): void {
  /** Has it counted whom a rule is about. */
  async function countFor(world: World, rule: Partial<SignatureRule>): Promise<InvalidationId> {
    const id = uuidv7() as InvalidationId
    const { store, clock, campaign } = world
    const draft = { id, campaignId: campaign.id, rule: { ...everySignature, ...rule }, orderedBy: null }
    await store.countFor({ ...draft, createdAt: clock.now() })
    await workOff(world)
    return id
  }

  const why = (at: Date) => deedOf(organiser, 'A script signed these', at)

  async function auditOf(store: Store) {
    return (await store.auditAfter(0, 100)).map(({ action, object, actor, reason }) => {
      return { action, object, actor, reason }
    })
  }

  describe('finding signatures', () => {
    test('finds by mailbox, postcode and id, whatever their state, and nothing but exactly those', async () => {
      const world = await openWorld(openStore)
      const { store, clock, campaign, sign, signAndConfirm } = world
      const rosa = await signAndConfirm()
      await store.withdrawSignature(rosa.id, clock.now())
      const tom = await sign({ name: 'Tom Lind', email: 'Rosa+tom@example.org' })
      const near = await sign({ email: 'near@example.org', postcode: 'ZZ1 1AB' })
      await sign({ email: 'far@example.org', postcode: 'ZZ2 1AA' })
      const find = async (rule: Partial<SignatureRule>) => {
        const { found, reached } = await store.matchingAfter(
          campaign.id,
          { ...everySignature, ...rule },
          null,
        )
        expect(reached).toBeNull()
        return found.map(({ signature }) => signature.id)
      }
      expect(await find({ mailbox: 'rosa@example.org' })).toEqual([rosa.id, tom.id])
      expect(await find({ postcode: { full: 'ZZ1 1AA', outward: 'ZZ1' } })).toEqual([rosa.id, tom.id])
      expect(await find({ postcode: { full: 'ZZ1 1AB', outward: 'ZZ1' } })).toEqual([near.id])
      expect(await find({ signature: near.id })).toEqual([near.id])
      expect(await find({ outwards: ['ZZ1', 'ZZ9'] })).toEqual([rosa.id, tom.id, near.id])
      expect(await find({ signature: nobody })).toEqual([])
      expect(await find({ mailbox: 'rosa@example.com' })).toEqual([])
    })
  })

  describe('one signature', () => {
    test('is put back as it was with its number, its letter goes on, and its mailbox may sign again', async () => {
      const { store, clock, signAndConfirm, collect, tallies, sign } = await openWorld(openStore)
      const { id, letter } = await signAndConfirm({ letter: letterDraft() })
      const before = [await store.signature(id), letter && (await store.letter(letter.id)), await tallies()]
      await store.invalidateSignature(id, why(clock.now()))
      expect(await tallies()).toEqual({})
      clock.advance(hour)
      expect(await collect()).toEqual([])
      expect(await store.restoreSignature(id, byOperator(clock.now()))).toBe('restored')
      expect([await store.signature(id), letter && (await store.letter(letter.id)), await tallies()]).toEqual(
        before,
      )
      expect(kinds(await collect()).toSorted()).toEqual(['confirm', 'letter'])
      expect(await store.recount()).toEqual([])
      expect((await sign()).answer).toBe('repeated')
      expect(await store.restoreSignature(id, byOperator(clock.now()))).toBe('not-invalidated')
      expect(await store.restoreSignature(nobody, byOperator(clock.now()))).toBe('not-found')
    })

    test('that was not confirmed yet keeps its letter’s words, and the link that shows them', async () => {
      const { store, clock, sign, confirm } = await openWorld(openStore)
      const { id, letter } = await sign({ letter: letterDraft() })
      await store.invalidateSignature(id, why(clock.now()))
      expect(await confirm(id, letter?.id)).toBe('not-found')
      await store.restoreSignature(id, byOperator(clock.now()))
      expect(letter && (await store.letter(letter.id))).toMatchObject({ state: 'unconfirmed' })
      expect(await confirm(id, letter?.id)).toBe('confirmed')
      expect(await store.recount()).toEqual([])
    })

    test('whose letter waited for an organiser has it wait for one again', async () => {
      const text = campaignText({ letter: { ...campaignText().letter, hold_above: 0.5 } })
      const world = await openWorld(openStore, { text })
      const { store, clock, signAndConfirm, campaign, claim } = world
      const letter = { ...letterDraft(), likeness: 0.9 }
      const { id } = await signAndConfirm({ letter })
      await store.invalidateSignature(id, why(clock.now()))
      await store.restoreSignature(id, byOperator(clock.now()))
      expect(kinds(await claim())).toEqual(['confirm'])
      expect(await store.lettersForPerson(campaign.id, 10)).toMatchObject([
        { id: letter.id, why: 'too-alike' },
      ])
    })

    test('that was withdrawn, or left by a bot, is that again', async () => {
      const { store, clock, sign, signAndConfirm } = await openWorld(openStore)
      const withdrawn = await signAndConfirm()
      await store.withdrawSignature(withdrawn.id, clock.now())
      const bot = await sign({ verdict: 'bot', email: 'bot@example.org' })
      for (const { id } of [withdrawn, bot]) {
        expect(await store.invalidateSignature(id, why(clock.now()))).toBe('invalidated')
        expect(await store.restoreSignature(id, why(clock.now()))).toBe('restored')
      }
      expect((await store.signature(withdrawn.id))?.state).toBe('withdrawn')
      expect((await sign({ email: 'bot@example.org' })).answer).toBe('recorded')
    })

    test('is an event of the log each time it is taken off or put back, and none where nothing was done', async () => {
      const { store, clock, sign } = await openWorld(openStore)
      const { id } = await sign({ review: 'network' })
      for (let twice = 0; twice < 2; twice++) {
        await store.invalidateSignature(id, why(clock.now()))
        await store.reviewSignature(id, why(clock.now()))
      }
      for (let twice = 0; twice < 2; twice++) await store.restoreSignature(id, byOperator(clock.now()))
      const object = `signature:${id}`
      const actor = `organiser:${organiser.id}`
      const reason = 'A script signed these'
      expect(await auditOf(store)).toEqual([
        { action: 'signature-invalidated', object, actor, reason },
        { action: 'signature-reviewed', object, actor, reason },
        { action: 'signature-restored', object, actor: 'operator', reason: null },
      ])
    })
  })

  describe('an order', () => {
    test('counts first, by day and constituency, and does nothing until it is ordered', async () => {
      const world = await openWorld(openStore)
      const { store, clock, sign, signAndConfirm, tallies } = world
      await signAndConfirm({ email: 'one@spam.example' })
      await sign({ email: 'two@spam.example', constituency: { code: brookside.code, by: 'postcode' } })
      await signAndConfirm({ email: 'gone@spam.example' }).then(({ id }) =>
        store.withdrawSignature(id, clock.now()),
      )
      await signAndConfirm({ email: 'somebody@example.org' })
      const before = await tallies()
      const id = await countFor(world, { mailDomain: 'spam.example' })
      expect(await store.invalidation(id)).toMatchObject({
        state: 'counted',
        reason: null,
        matched: 2,
        done: 0,
        found: {
          confirmed: 1,
          pending: 1,
          days: { '2026-11-23': 2 },
          seats: { [ashford.code]: 1, [brookside.code]: 1 },
        },
      })
      expect(await tallies()).toEqual(before)
      expect(await auditOf(store)).toEqual([])
      expect(await store.undoInvalidation(id, why(clock.now()))).toBe('not-done')
      expect(await store.forgetInvalidation(id)).toBe('forgotten')
      expect(await store.invalidation(id)).toBeNull()
      expect(await store.orderInvalidation(id, why(clock.now()))).toBe('not-counted')
    })

    test.each<[string, (world: World) => Partial<SignatureRule>]>([
      ['a mailbox', () => ({ mailbox: 'meant@spam.example' })],
      ['a mail domain', () => ({ mailDomain: 'spam.example' })],
      [
        'a network',
        () => ({
          network: { typed: '192.0.2.7', names: [Buffer.alloc(8, 9), Buffer.alloc(8, 7)].map(hex) },
        }),
      ],
      ['a postcode', () => ({ postcode: { full: 'ZZ2 1AA', outward: 'ZZ2' } })],
      [
        'when it was signed',
        ({ clock }) => ({
          signedFrom: new Date(clock.now().getTime() - minute).toISOString(),
          signedBefore: clock.now().toISOString(),
        }),
      ],
      ['several of these together', () => ({ mailDomain: 'spam.example', outwards: ['ZZ2'] })],
    ])('by %s takes off those alone, and is undone whole', async (_, ruleOf) => {
      const world = await openWorld(openStore)
      const { store, clock, signAndConfirm, tallies } = world
      await signAndConfirm({ email: 'before@example.org', network: Buffer.alloc(8, 1) })
      clock.advance(hour)
      const meant = await signAndConfirm({
        email: 'meant@spam.example',
        postcode: 'ZZ2 1AA',
        network: Buffer.alloc(8, 7),
        letter: letterDraft(),
      })
      clock.advance(minute)
      await signAndConfirm({ email: 'after@example.org', postcode: 'ZZ2 1AB' })
      const before = await tallies()
      const id = await countFor(world, ruleOf(world))
      expect(await store.orderInvalidation(id, why(clock.now()))).toBe('ordered')
      expect(await store.orderInvalidation(id, why(clock.now()))).toBe('not-counted')
      await workOff(world)
      expect(await store.invalidation(id)).toMatchObject({
        state: 'done',
        matched: 1,
        done: 1,
        endedAt: clock.now(),
      })
      expect((await store.signature(meant.id))?.state).toBe('invalidated')
      expect(await store.signatureCount(world.campaign.id)).toBe(2)
      expect(await store.recount()).toEqual([])
      expect(await store.undoInvalidation(id, why(clock.now()))).toBe('undoing')
      expect(await store.undoInvalidation(id, why(clock.now()))).toBe('not-done')
      await workOff(world)
      expect(await store.invalidation(id)).toMatchObject({ state: 'undone', done: 0, undoneAt: clock.now() })
      expect(await tallies()).toEqual(before)
      expect((await auditOf(store)).map(({ action }) => action)).toEqual([
        'invalidation-ordered',
        'invalidation-undone',
      ])
      expect(JSON.stringify(await store.auditAfter(0, 10))).not.toContain('spam.example')
    })

    test('passes over what another took off, which is put back by that one alone', async () => {
      const world = await openWorld(openStore)
      const { store, clock, signAndConfirm, campaign } = world
      const one = await signAndConfirm({ email: 'one@spam.example' })
      await signAndConfirm({ email: 'two@spam.example' })
      await store.invalidateSignature(one.id, why(clock.now()))
      const id = await countFor(world, { mailDomain: 'spam.example' })
      await store.orderInvalidation(id, why(clock.now()))
      await workOff(world)
      expect(await store.invalidation(id)).toMatchObject({ done: 1 })
      await store.undoInvalidation(id, why(clock.now()))
      await workOff(world)
      expect(await store.signatureCount(campaign.id)).toBe(1)
      expect((await store.signature(one.id))?.state).toBe('invalidated')
      const [latest, first] = await store.invalidationsBefore(campaign.id, null, 10)
      expect([latest?.id, first?.rule.signature]).toEqual([id, one.id])
      expect(await store.invalidationsBefore(campaign.id, id, 10)).toHaveLength(1)
    })

    test('one of it may be put back alone, and leaves the rest to be undone', async () => {
      const world = await openWorld(openStore)
      const { store, clock, signAndConfirm, campaign } = world
      const one = await signAndConfirm({ email: 'one@spam.example' })
      await signAndConfirm({ email: 'two@spam.example' })
      const id = await countFor(world, { mailDomain: 'spam.example' })
      await store.orderInvalidation(id, why(clock.now()))
      await workOff(world)
      await store.restoreSignature(one.id, why(clock.now()))
      expect(await store.invalidation(id)).toMatchObject({ state: 'done', done: 1 })
      await store.undoInvalidation(id, why(clock.now()))
      await workOff(world)
      expect(await store.signatureCount(campaign.id)).toBe(2)
      expect(await store.recount()).toEqual([])
    })

    test('over many is worked off a page after another: each alone keeps the tallies right; what was cancelled half-way is undone', async () => {
      const world = await openWorld(openStore)
      const { store, clock, campaign } = world
      const drafts = Array.from({ length: 450 }, (_, number) =>
        signatureDraft(campaign, clock.now(), { email: `p${number}@spam.example` }),
      )
      await store.recordSignatures(drafts)
      await store.confirmSignatures(
        drafts.map(({ id }) => {
          return { signatureId: id, letterId: null, constituencyCode: null, at: clock.now() }
        }),
      )
      const id = await countFor(world, { mailDomain: 'spam.example' })
      await store.orderInvalidation(id, why(clock.now()))
      expect(await store.advanceInvalidations(clock.now())).toBe('more')
      expect(await store.invalidation(id)).toMatchObject({ state: 'running', matched: 450, done: 200 })
      expect(await store.signatureCount(campaign.id)).toBe(250)
      expect(await store.recount()).toEqual([])
      expect(await store.cancelInvalidation(id, why(clock.now()))).toBe('cancelled')
      expect(await store.cancelInvalidation(id, why(clock.now()))).toBe('not-running')
      expect(await store.advanceInvalidations(clock.now())).toBe('nothing-due')
      await store.eraseMailbox('p0@spam.example', clock.now()) // one of those that are off
      await store.undoInvalidation(id, why(clock.now()))
      await workOff(world)
      expect(await store.invalidation(id)).toMatchObject({ state: 'undone', done: 0 })
      expect(await store.signatureCount(campaign.id)).toBe(449)
      expect(await store.recount()).toEqual([])
    })

    test('of many processes each does its pages, and none does one twice', async () => {
      const world = await openWorld(openStore)
      const { store, clock, campaign } = world
      const drafts = Array.from({ length: 450 }, (_, number) =>
        signatureDraft(campaign, clock.now(), { email: `p${number}@spam.example` }),
      )
      await store.recordSignatures(drafts)
      const id = await countFor(world, { mailDomain: 'spam.example' })
      await store.orderInvalidation(id, why(clock.now()))
      await Promise.all([workOff(world), workOff(world), workOff(world)])
      await workOff(world)
      expect(await store.invalidation(id)).toMatchObject({ state: 'done', done: 450 })
      expect(await store.recount()).toEqual([])
    })
  })

  describe('what waits for a person', () => {
    /** A letter that ended as a test wants. */
    async function ended(state: 'unknown' | 'bounced' | 'gave-up') {
      const world = await openWorld(openStore)
      const { store, clock, signAndConfirm } = world
      const { id, letter } = await signAndConfirm({ letter: letterDraft() })
      const mail = only(await claimLetters(world))
      await store.settleOutgoing(mail, { state, reply: '550 who?' }, clock.now())
      return { ...world, world, signatureId: id, letterId: letter?.id ?? (nobody as string as LetterId) }
    }

    test('is told by kind, with how many and since when, until somebody has seen to it', async () => {
      const { store, clock, campaign, sign, letterId } = await ended('bounced')
      expect(await store.toDo(campaign.id)).toEqual([{ kind: 'bounced', count: 1, oldest: clock.now() }])
      const { id } = await sign({ email: 'busy@example.org', review: 'network' })
      expect(await store.toDo(campaign.id)).toMatchObject([{ kind: 'bounced' }, { kind: 'review', count: 1 }])
      expect(await store.markedSignatures(campaign.id, 10)).toEqual([
        { id, signedAt: clock.now(), constituency: 'Ashford Vale' },
      ])
      expect(await store.stoppedLetters(campaign.id, 10)).toEqual([
        {
          id: letterId,
          state: 'bounced',
          queuedAt: clock.now(),
          constituency: 'Ashford Vale',
          lastReply: '550 who?',
        },
      ])
      expect(await store.settleLetter(letterId, 'seen', byOperator(clock.now()))).toBe('settled')
      expect(await store.settleLetter(letterId, 'seen', byOperator(clock.now()))).toBe('not-waiting')
      await store.reviewSignature(id, byOperator(clock.now()))
      expect(await store.toDo(campaign.id)).toEqual([])
      expect(await store.toDo(99)).toEqual([])
    })

    test('a letter nobody knows of is said to have arrived, sent again, or given back, once', async () => {
      for (const [how, state, sent] of [
        ['arrived', 'accepted', []],
        ['send-again', 'queued', ['letter']],
        ['give-back', 'gave-up', ['letter-returned']],
      ] as const) {
        const { store, clock, campaign, claim, letterId } = await ended('unknown')
        expect(await store.settleLetter(letterId, how, byOperator(clock.now()))).toBe('settled')
        expect((await store.letter(letterId))?.state).toBe(state)
        expect(await store.settleLetter(letterId, how, byOperator(clock.now()))).toBe('not-waiting')
        expect(kinds(await claim())).toEqual(sent)
        expect(await store.toDo(campaign.id)).toEqual([])
        expect(await store.recount()).toEqual([])
        expect((await auditOf(store)).map(({ action }) => action)).toEqual(['mail-settled'])
      }
    })

    test('what did not arrive is not sent again, and nothing goes in the name of who has withdrawn', async () => {
      const bounced = await ended('bounced')
      expect(
        await bounced.store.settleLetter(bounced.letterId, 'send-again', byOperator(bounced.clock.now())),
      ).toBe('not-waiting')
      const { store, clock, signatureId, letterId } = await ended('unknown')
      await store.withdrawSignature(signatureId, clock.now())
      expect(await store.settleLetter(letterId, 'send-again', byOperator(clock.now()))).toBe('not-waiting')
      expect(await store.settleLetter(nobody as string as LetterId, 'seen', byOperator(clock.now()))).toBe(
        'not-found',
      )
    })

    test('a reply’s words are taken down, and what was told of it stays', async () => {
      const world = await openWorld(openStore)
      const { store, clock, signAndConfirm, collect, tallies } = world
      const { letter } = await signAndConfirm({ letter: letterDraft() })
      await collect()
      const letterId = letter?.id ?? (nobody as string as LetterId)
      const told = { answer: 'answered', position: 'agrees', days: 2 } as const
      await store.recordReply({ letterId, ...told, words: 'Dear Rosa', answeredAt: clock.now() })
      const before = await tallies()
      expect(await store.takeDownReply(letterId, byOperator(clock.now()))).toBe('taken-down')
      expect(await store.takeDownReply(letterId, byOperator(clock.now()))).toBe('no-words')
      expect(await store.reply(letterId)).toMatchObject({ ...told, words: null })
      expect(await tallies()).toEqual(before)
    })
  })
}

function hex(bytes: Buffer): string {
  return bytes.toString('hex')
}
