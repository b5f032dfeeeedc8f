import { describe, expect, test } from 'vitest'
import type { SignatureDraft } from '../../app/domain/signature/signature'
import { openRounds } from '../../app/mailer/rounds'
import { campaignText, openCampaign } from '../support/campaign'
import { day, hour, minute, second } from '../support/clock'
import { letterDraft, signatureDraft } from '../support/drafts'
import fc from '../support/seeded'
import { openWorld } from './world'

type World = Awaited<ReturnType<typeof openWorld>>

/** A mailer at a pace, whose rounds note when mail arrived. */
function paced(world: World, lettersPerHour: number) {
  const { tick } = openRounds(world.mailer({ lettersPerHour }))
  const times: number[] = []
  return {
    times,
    async tick() {
      const ended = await tick()
      while (times.length < world.sink.mails.length) times.push(world.clock.now().getTime())
      return ended
    },
  }
}

const writers = (many: number, from = 0) =>
  Array.from({ length: many }, (_, index) => ({ email: `w${from + index}@example.org` }))

function mostInAnHour(times: readonly number[]): number {
  return Math.max(0, ...times.map(begin => times.filter(at => at >= begin && at <= begin + hour).length))
}

/** Whom each mail that arrived lets its reader answer, in the order in which they came. */
const answeredTo = ({ sink }: World) => sink.mails.map(({ parsed }) => parsed.replyTo?.value[0]?.address)

describe('letters to one office', () => {
  test('are never more than allowed in any hour, and all arrive once, whenever they are written', async () => {
    const plan = fc.record({
      limit: fc.integer({ min: 1, max: 12 }),
      comes: fc.array(fc.nat(180), { minLength: 1, maxLength: 15 }),
    })
    await fc.assert(
      fc.asyncProperty(plan, async ({ limit, comes }) => {
        const world = await openWorld()
        const mailer = paced(world, limit)
        let written = 0
        for (let minutes = 0; minutes <= 180 || mailer.times.length < comes.length; minutes += 5) {
          const now = comes.filter(at => at >= minutes && at < minutes + 5).length
          if (now > 0) await world.writeLetters(writers(now, written))
          written += now
          for (let rounds = 0; rounds < 3; rounds++) await mailer.tick()
          world.clock.advance(5 * minute)
          expect(minutes, 'every letter has its turn').toBeLessThan(70 * (comes.length + 4))
        }
        expect(mostInAnHour(mailer.times)).toBeLessThanOrEqual(limit)
        expect(new Set(answeredTo(world)).size).toBe(comes.length)
        expect(await world.store.recount()).toEqual([])
      }),
      { numRuns: 5 },
    )
  })

  test('do not come all at once when the relay was away for hours', async () => {
    const world = await openWorld()
    const mailer = paced(world, 12)
    await world.writeLetters(writers(20))
    await world.sink.away()
    for (let minutes = 0; minutes < 6 * 60; minutes++) {
      await mailer.tick()
      world.clock.advance(minute)
    }
    await world.sink.back()
    for (let minutes = 0; minutes < 10 * 60; minutes++) {
      await mailer.tick()
      world.clock.advance(minute)
    }
    expect(mostInAnHour(mailer.times)).toBeLessThanOrEqual(12)
    expect(answeredTo(world).toSorted()).toEqual(
      writers(20)
        .map(({ email }) => email)
        .toSorted(),
    )
  })

  test('that only wait in line tell nothing of a relay that was away, and keep nobody from trying it', async () => {
    const world = await openWorld()
    const mailer = paced(world, 1)
    await world.writeLetters(writers(1))
    await mailer.tick()
    await world.sink.away()
    for (const { email } of writers(5, 10)) await world.sign({ email })
    await mailer.tick() // five failures: the relay is left alone
    await world.sink.back()
    await world.writeLetters(writers(20, 20)) // due first, and each but to wait
    world.clock.advance(30 * second)
    await world.sign({ email: 'signs@example.org' })
    for (let rounds = 0; rounds < 30; rounds++) await mailer.tick()
    expect(world.sink.mails.map(({ to }) => to[0])).toContain('signs@example.org')
  })

  test('that two mailers send are no more than one may', async () => {
    const world = await openWorld()
    const [one, other] = [paced(world, 6), paced(world, 6)]
    await world.writeLetters(writers(9))
    for (let minutes = 0; minutes < 120; minutes++) {
      await Promise.all([one.tick(), other.tick()])
      world.clock.advance(minute)
    }
    expect(mostInAnHour(one.times)).toBeLessThanOrEqual(6)
    expect(new Set(answeredTo(world)).size).toBe(9)
  })

  test('keep no other office waiting', async () => {
    const world = await openWorld()
    const mailer = paced(world, 1)
    const elsewhere = { constituency: { code: 'Z14000102', by: 'postcode' as const } }
    await world.writeLetters([...writers(3), { email: 'else@example.org', ...elsewhere }])
    await mailer.tick()
    expect(answeredTo(world).toSorted()).toEqual(['else@example.org', 'w0@example.org'])
  })

  test('that waited in line for days are not given up at their first failure', async () => {
    const world = await openWorld()
    const mailer = paced(world, 1)
    await world.writeLetters(writers(2))
    await mailer.tick()
    await world.store.setSending('paused', world.clock.now())
    world.clock.advance(6 * day)
    await world.store.setSending('running', world.clock.now())
    world.sink.behave({ do: 'refuse', at: 'recipient', code: 450, words: 'later' })
    expect(await mailer.tick()).toMatchObject([{ kind: 'letter', ended: 'deferred' }])
  })
})

describe('a campaign that sends within office hours', () => {
  test.each([
    ['clocks go forward', '2027-03-26T16:59:00.000Z', '2027-03-29T08:00:00.000Z'],
    ['clocks go back', '2027-10-29T15:59:00.000Z', '2027-11-01T09:00:00.000Z'],
  ])(
    'keeps what comes after five on a Friday until Monday at nine, when %s between',
    async (_, friday, monday) => {
      const letter = { ...campaignText().letter, hours: 'office' as const }
      const world = await openWorld(campaignText({ letter }), friday)
      const other = await openCampaign(world.store, world.clock.now(), campaignText({ slug: 'other' }))
      await world.writeLetters([{ email: 'early@example.org' }])
      await world.tick()
      world.clock.advance(minute)
      await world.writeLetters([{ email: 'late@example.org' }])
      const any = signatureDraft(other, world.clock.now(), {
        email: 'any@example.org',
        letter: letterDraft(),
      })
      await confirmed(world, any)
      expect((await world.tick()).map(({ ended }) => ended).toSorted()).toEqual(['accepted', 'waits'])
      expect(answeredTo(world)).toEqual(['early@example.org', 'any@example.org'])
      world.clock.advance(Date.parse(monday) - world.clock.now().getTime() - 1)
      expect(await world.tick()).toEqual([])
      world.clock.advance(1)
      expect(await world.tick()).toMatchObject([{ ended: 'accepted' }])
      expect(answeredTo(world).at(-1)).toBe('late@example.org')
    },
  )
})

async function confirmed({ store, clock }: World, draft: SignatureDraft): Promise<void> {
  await store.recordSignatures([draft])
  for (const mail of await store.claimOutgoing(1000, clock.now(), clock.now()))
    if (mail.kind === 'confirm') await store.settleOutgoing(mail, { state: 'cancelled' }, clock.now())
  const letterId = draft.letter?.id ?? null
  await store.confirmSignatures([
    { signatureId: draft.id, letterId, constituencyCode: null, at: clock.now() },
  ])
}
