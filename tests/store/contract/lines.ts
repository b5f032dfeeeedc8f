import { expect } from 'vitest'
import type { LetterId, OfficeId, OutgoingId, SignatureId } from '../../../app/domain/id'
import { paceOf } from '../../../app/domain/office/pacing'
import type { Claimed, ClaimedOffice, ClaimedPersonal } from '../../../app/domain/outbox/outbox'
import { campaignText, openCampaign } from '../../support/campaign'
import { day, hour, minute } from '../../support/clock'
import { letterDraft, signatureDraft } from '../../support/drafts'
import fc from '../../support/seeded'
import { type OpenStore, openWorld, type World } from './world'

/**
 * Whatever writers, offices and mailers do in whatever order: nothing goes twice, no letter is left behind, and the tallies are
 * right. Two offices, two campaigns, mailers that are lost, mails that come back.
 */
export async function everyLetterGoesOnce(openStore: OpenStore): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }), async steps => {
      const scene = await begin(openStore)
      for (const one of steps) await take(scene, one)
      await toTheEnd(scene)
      expect(await scene.world.store.recount()).toEqual([])
      for (const id of scene.letters.keys())
        expect(atTheEnd).toContain((await scene.world.store.letter(id))?.state)
    }),
    { numRuns: 8 },
  )
}

const pace = paceOf(6)
const addresses = ['asha.grange@parliament.example', 'ben.holt@parliament.example'] as const
const ends = ['accepted', 'accepted', 'deferred', 'lost', 'lost-in-data', 'bounced'] as const
/** Where a letter ends that nobody takes back. */
const atTheEnd = ['accepted', 'bounced', 'unknown']

const which = fc.nat(30)
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('write' as const), campaign: fc.nat(1), office: fc.nat(1) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('round' as const),
      end: fc.constantFrom(...ends),
      leaves: fc.nat(3),
      limit: fc.integer({ min: 1, max: 10 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(minute, hour, day) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('choose' as const),
      office: fc.nat(1),
      mode: fc.constantFrom('individual' as const, 'daily' as const, 'paused' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('erase' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('come-back' as const), which }) },
)
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

interface Scene {
  readonly world: World
  readonly campaigns: readonly World['campaign'][]
  /** Those that somebody still wants to be sent. */
  readonly letters: Map<
    LetterId,
    { readonly id: SignatureId; readonly mailbox: string; readonly address: string }
  >
  readonly offices: Map<string, OfficeId>
  /** Letters' mails that went out, by themselves or with others. */
  readonly gone: Set<OutgoingId>
  /** Mails that went out. */
  readonly sent: OutgoingId[]
  written: number
}

async function begin(openStore: OpenStore): Promise<Scene> {
  const world = await openWorld(openStore)
  const other = await openCampaign(world.store, world.clock.now(), campaignText({ slug: 'other' }))
  const campaigns = [world.campaign, other]
  return { world, campaigns, letters: new Map(), offices: new Map(), gone: new Set(), sent: [], written: 0 }
}

async function take(scene: Scene, one: Step): Promise<void> {
  const { store, clock } = scene.world
  if (one.do === 'wait') return clock.advance(one.ms)
  if (one.do === 'write') return write(scene, one)
  if (one.do === 'round') return round(scene, one)
  if (one.do === 'choose') {
    const office = scene.offices.get(addresses[one.office] ?? '')
    const now = office && (await store.office(office))
    if (now) await store.chooseOfficeMode(now.id, now.revision, one.mode, clock.now())
    return
  }
  if (one.do === 'come-back') {
    const mail = scene.sent[one.which % Math.max(scene.sent.length, 1)]
    if (mail) await store.bounceOutgoing(mail, '550 unknown', clock.now())
    return
  }
  const [id, letter] = [...scene.letters][one.which] ?? []
  if (!id || !letter) return
  if (one.do === 'erase') await store.eraseMailbox(letter.mailbox, clock.now())
  else await store.withdrawSignature(letter.id, clock.now())
  scene.letters.delete(id)
}

async function write(scene: Scene, { campaign, office }: Step & { do: 'write' }): Promise<void> {
  const { store, clock, confirm } = scene.world
  const email = `w${scene.written++}@example.org`
  const address = addresses[office] ?? ''
  const draft = signatureDraft(scene.campaigns[campaign] as World['campaign'], clock.now(), {
    email,
    letter: letterDraft(),
  })
  await store.recordSignatures([draft])
  await confirm(draft.id, draft.letter?.id)
  if (draft.letter) scene.letters.set(draft.letter.id, { id: draft.id, mailbox: draft.mailbox, address })
}

/** One round of a mailer, each of whose mails ends alike. */
async function round(
  scene: Scene,
  how: Pick<Step & { do: 'round' }, 'end' | 'leaves' | 'limit'>,
): Promise<void> {
  const { store, clock } = scene.world
  const at = clock.now()
  await store.giveTurns(pace, at)
  for (const mail of await store.claimOutgoing(how.limit, at, new Date(at.getTime() + 10 * minute))) {
    if (mail.kind === 'letter') await letterGoes(scene, mail, how.end)
    else if (mail.kind === 'digest') await digestGoes(scene, mail, how)
    else await store.settleOutgoing(mail, { state: 'cancelled' }, at)
  }
}

async function letterGoes(scene: Scene, mail: ClaimedPersonal, end: (typeof ends)[number]): Promise<void> {
  const { store, clock } = scene.world
  const letter = mail.letterId && scene.letters.get(mail.letterId)
  if (!letter) return void (await store.settleOutgoing(mail, { state: 'cancelled' }, clock.now()))
  const { address } = letter
  const stamp = { messageId: `<${mail.id}@undersigned.example>`, date: clock.now() }
  const passage = { address, hours: 'any' as const, pace, memberId: null, ...stamp }
  const passed = await store.letThrough(mail, passage, clock.now())
  if (passed.kind !== 'goes') return
  scene.offices.set(address, passed.office)
  await ended(scene, mail, [mail.id], end)
}

async function digestGoes(
  scene: Scene,
  mail: ClaimedOffice,
  { end, leaves }: Pick<Step & { do: 'round' }, 'end' | 'leaves'>,
): Promise<void> {
  const { store, clock } = scene.world
  const digest = await store.digest(mail.id)
  const wanted = digest?.office.mode === 'daily' ? digest.letters.slice(leaves) : []
  const leave = (digest?.letters ?? []).filter(one => !wanted.includes(one)).map(({ id }) => id)
  await store.sortDigest(mail, { leave, readers: new Map() }, clock.now())
  if (wanted.length === 0) return void (await store.settleOutgoing(mail, { state: 'cancelled' }, clock.now()))
  const ids = wanted.map(({ id }) => id)
  await ended(scene, mail, ids, end)
}

async function ended(
  { world: { store, clock }, gone, sent }: Scene,
  mail: Claimed,
  carried: readonly OutgoingId[],
  end: (typeof ends)[number],
): Promise<void> {
  if (end === 'lost') return // before DATA began: it comes again when its lease ends
  const retryAt = new Date(clock.now().getTime() + minute)
  if (end === 'deferred') {
    const deferred = { state: end, reply: '451 later', retryAt } as const
    expect(await store.settleOutgoing(mail, deferred, clock.now())).toBe(true)
    return
  }
  for (const id of carried) expect(gone.has(id), 'sent twice').toBe(false)
  for (const id of carried) gone.add(id)
  sent.push(mail.id)
  expect(await store.markOutgoing(mail, clock.now())).toBe(true)
  if (end === 'lost-in-data') return
  expect(await store.settleOutgoing(mail, { state: end, reply: 'as it ended' }, clock.now())).toBe(true)
}

/** Every office wants its letters, and mailers do their work until there is none. */
async function toTheEnd(scene: Scene): Promise<void> {
  for (const office of [0, 1]) await take(scene, { do: 'choose', office, mode: 'individual' })
  for (let rounds = 0; rounds < 300; rounds++) {
    await round(scene, { end: 'accepted', leaves: 0, limit: 1000 })
    const { inLine, waiting } = await scene.world.store.sending()
    if (inLine.letters === 0 && Object.keys(waiting).length === 0) return
    scene.world.clock.advance(11 * minute)
  }
}
