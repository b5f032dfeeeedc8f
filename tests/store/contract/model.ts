import { uuidv7 } from 'uuidv7'
import { expect } from 'vitest'
import { byOperator } from '../../../app/domain/audit/audit'
import { inLondon } from '../../../app/domain/calendar/london'
import type { Campaign } from '../../../app/domain/campaign/campaign'
import type { InvalidationId, LetterId, SignatureId } from '../../../app/domain/id'
import { everySignature, type SignatureRule } from '../../../app/domain/invalidation/invalidation'
import type { ClaimedPersonal, Settlement } from '../../../app/domain/outbox/outbox'
import type { Store } from '../../../app/domain/store'
import type { CountedReply } from '../../../app/domain/tally/tally'
import { ashford, brookside, campaignText, openCampaign } from '../../support/campaign'
import { clockAt, day, hour, minute, second } from '../../support/clock'
import { letterDraft, signatureDraft } from '../../support/drafts'
import fc from '../../support/seeded'
import type { OpenStore } from './world'

/** Runs random journeys and compares, after each, what the store counts with what this model of it says. */
export async function journeysKeepTheTallies(openStore: OpenStore): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(stepArbitrary, { minLength: 10, maxLength: 60, size: 'max' }), async steps => {
      const journey = await begin(await openStore({ household: 2 }))
      for (const step of steps) await take(journey, step)
      expect(await journey.store.recount()).toEqual([])
      for (const { id } of journey.campaigns)
        expect(await countsOf(journey.store, id)).toEqual(modelCounts(journey, id))
    }),
    { numRuns: 40 },
  )
}

const people = [
  { email: 'rosa@example.org', name: 'Rosa Lind', postcode: 'ZZ1 1AA' },
  { email: 'Rosa+x@example.org', name: 'Tom Lind', postcode: 'ZZ1 1AA' },
  { email: 'rosa@example.org', name: 'Una Lind', postcode: 'ZZ1 1AA' },
  { email: 'vic@example.org', name: 'Vic Holm', postcode: 'ZZ2 1AA' },
  { email: 'wim@example.org', name: 'Wim Dahl', postcode: '' },
] as const

const endings = [
  'accepted',
  'accepted',
  'deferred',
  'bounced',
  'gave-up',
  'held',
  'no-constituency',
  'unknown',
  'cancelled',
  'lost',
  'lost-in-data',
] as const
type Ending = (typeof endings)[number]

const told: readonly CountedReply[] = [
  { answer: 'answered', position: 'agrees', days: 3 },
  { answer: 'answered', position: 'disagrees', days: 20 },
  { answer: 'acknowledged', position: null, days: 0 },
  { answer: 'none', position: null, days: null },
  { answer: 'not-expected', position: null, days: null },
]

const which = fc.nat(9)
const stepArbitrary = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('sign' as const),
      who: fc.constantFrom(...people),
      campaign: fc.nat(1),
      letter: fc.constantFrom(null, 'One thing.', 'Another thing.'),
      code: fc.constantFrom(ashford.code, brookside.code, null),
      principles: fc.constantFrom(['zebra'], ['lights', 'zebra']),
      verdict: fc.constantFrom('person' as const, 'person' as const, 'person' as const, 'bot' as const),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('confirm' as const), which, chosen: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('collect' as const),
      ends: fc.array(fc.constantFrom(...endings), { minLength: 1 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(10 * second, minute, hour, day, 15 * day),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('settle-late' as const),
      which,
      end: fc.constantFrom(...endings),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('invalidate' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const), which }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('order' as const),
      campaign: fc.nat(1),
      rule: fc.constantFrom<Partial<SignatureRule>>(
        { mailDomain: 'example.org' },
        { mailbox: 'rosa@example.org' },
        { postcode: { full: 'ZZ2 1AA', outward: 'ZZ2' }, mailDomain: 'example.org' },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undo' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('choose' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('correct' as const), which }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('tell' as const), which, told: fc.constantFrom(...told) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('chase' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('erase' as const), who: fc.constantFrom(...people) }) },
)
type Step = typeof stepArbitrary extends fc.Arbitrary<infer One> ? One : never

interface Journey {
  readonly store: Store
  readonly clock: ReturnType<typeof clockAt>
  readonly campaigns: readonly Campaign[]
  readonly signatures: Map<SignatureId, ModelSignature>
  readonly letters: Map<LetterId, ModelLetter>
  /** What mailboxes hold: the links of mails that arrived. */
  readonly links: { signatureId: SignatureId; letterId: LetterId | null }[]
  /** What an organiser took off the count, and what was stopped with it. */
  readonly taken: Map<SignatureId, ModelTaken>
  readonly orders: InvalidationId[]
  /** Mails whose mailer was lost, and may yet come back. */
  readonly lost: ClaimedPersonal[]
}

interface ModelSignature {
  readonly campaignId: number
  readonly mailbox: string
  readonly outward: string | null
  code: string | null
  country: string
  principles: readonly string[]
  state: 'counts' | 'does-not'
  confirmedAt: Date
}

interface ModelTaken {
  readonly order: InvalidationId | null
  readonly state: ModelSignature['state']
  readonly stopped: readonly (readonly [letter: ModelLetter, key: string])[]
}

/** A letter that was confirmed, and where each of its mails is. */
interface ModelLetter {
  readonly signatureId: SignatureId
  readonly mails: Map<string, ModelMail>
  acceptedAt: Date | null
  reply: CountedReply | null
  /** What went out about it besides: each at most once. */
  readonly followed: Set<string>
}

type ModelMail =
  | { readonly is: 'waiting' | 'accepted' | 'failed' | 'cancelled' }
  | { readonly is: 'sending'; readonly until: Date; readonly inData: boolean; readonly fence: number }

async function begin(store: Store): Promise<Journey> {
  const clock = clockAt()
  const minister = { name: 'The Minister', salutation: 'Minister', email: 'minister@gov.example' }
  return {
    store,
    clock,
    campaigns: [
      await openCampaign(store, clock.now()),
      await openCampaign(
        store,
        clock.now(),
        campaignText({ slug: 'to-two', target: ['constituency-mp', minister] }),
      ),
    ],
    signatures: new Map(),
    letters: new Map(),
    links: [],
    taken: new Map(),
    orders: [],
    lost: [],
  }
}

async function take(journey: Journey, step: Step): Promise<void> {
  const { store, clock, signatures } = journey
  const at = clock.now()
  const picked = (index: number) => [...signatures][index % Math.max(signatures.size, 1)]
  switch (step.do) {
    case 'wait':
      return clock.advance(step.ms)
    case 'sign':
      return sign(journey, step)
    case 'confirm':
      return confirm(journey, step)
    case 'collect':
      return collect(journey, step.ends)
    case 'settle-late': {
      const mail = journey.lost[step.which % Math.max(journey.lost.length, 1)]
      if (mail) await end(journey, mail, step.end)
      return
    }
    case 'tell':
      return tell(journey, step)
    case 'chase':
      return chase(journey, step)
    case 'order':
      return order(journey, step)
    case 'undo':
      return undo(journey, step)
    case 'erase': {
      const mailbox = step.who.email.toLowerCase().replace('+x', '')
      await store.eraseMailbox(mailbox, clock.now())
      for (const [id, signature] of signatures) if (signature.mailbox === mailbox) forget(journey, id)
      return
    }
  }
  const [id, signature] = picked(step.which) ?? []
  if (!id || !signature) return
  switch (step.do) {
    case 'correct':
      expect(await store.correctName(id, 'Corrected Name')).toBe('corrected')
      return
    case 'withdraw': {
      const outcome = await store.withdrawSignature(id, at)
      if (outcome === 'withdrawn') stop(journey, id)
      else expect(signature.state).toBe('does-not')
      return
    }
    case 'invalidate':
      if ((await store.invalidateSignature(id, byOperator(at))) === 'invalidated') takeOff(journey, id, null)
      else expect(journey.taken.has(id)).toBe(true)
      return
    case 'restore': {
      const outcome = await store.restoreSignature(id, byOperator(at))
      expect(outcome).toBe(journey.taken.has(id) ? 'restored' : 'not-invalidated')
      putBack(journey, id)
      return
    }
    case 'choose': {
      const outcome = await store.chooseConstituency(id, brookside.code, at)
      if (outcome === 'chosen') signature.code = brookside.code
      else if (signature.state === 'counts') expect(signature.code).not.toBeNull()
    }
  }
}

async function sign(journey: Journey, step: Step & { do: 'sign' }): Promise<void> {
  const { store, clock, signatures } = journey
  const { who, letter, code, principles, verdict } = step
  const draft = signatureDraft(journey.campaigns[step.campaign] as Campaign, clock.now(), {
    ...who,
    principles,
    verdict,
    constituency: code === null ? null : { code, by: 'postcode' },
    letter: letter === null ? null : letterDraft(letter),
  })
  const [answer] = await store.recordSignatures([draft])
  const held = await store.heldForMailbox(draft.mailbox)
  const mine = held.filter(({ signature }) => signature.campaignId === draft.campaignId)
  expect(mine.length).toBeLessThanOrEqual(2)
  if (answer !== 'recorded') return
  const recorded = mine.find(({ signature }) => signature.person.name === who.name)?.signature
  if (!recorded) throw new Error('recorded, but not held')
  expect(recorded.state).toBe(verdict === 'bot' ? 'invalidated' : 'pending')
  signatures.set(recorded.id, {
    campaignId: draft.campaignId,
    mailbox: draft.mailbox,
    outward: draft.outward,
    code,
    country: draft.country,
    principles,
    state: 'does-not',
    confirmedAt: clock.now(),
  })
}

async function confirm(journey: Journey, step: Step & { do: 'confirm' }): Promise<void> {
  const { store, clock, links, letters, signatures } = journey
  const link = links[step.which % Math.max(links.length, 1)]
  if (!link) return
  const { signatureId, letterId } = link
  const before = letterId && (await store.letter(letterId))
  const [outcome] = await store.confirmSignatures([
    { ...link, constituencyCode: step.chosen ? ashford.code : null, at: clock.now() },
  ])
  const signature = signatures.get(signatureId)
  if (!signature) return expect(outcome, 'erased').toBe('not-found')
  const invalidated = (await store.signature(signatureId))?.state === 'invalidated'
  expect(outcome === 'not-found', 'every link works as long as its signature counts').toBe(invalidated)
  const sent = [...letters.values()].some(one => one.signatureId === signatureId && fate(one) !== null)
  if (outcome === 'confirmed') {
    expect(signature.state).toBe('does-not')
    Object.assign(signature, { state: 'counts', confirmedAt: clock.now() })
    const number = [...signatures.values()].filter(
      one => one.campaignId === signature.campaignId && one.state === 'counts',
    ).length
    expect((await store.signature(signatureId))?.number).toBe(number)
  }
  if (outcome !== 'confirmed' && outcome !== 'letter-confirmed') return
  const fresh = outcome === 'confirmed' || before?.state === 'unconfirmed'
  if (fresh) signature.code ??= step.chosen ? ashford.code : null
  if (!letterId || before?.state !== 'unconfirmed') return
  expect(sent, 'one letter a supporter').toBe(false)
  const targets = signature.campaignId === journey.campaigns[0]?.id ? ['mp'] : ['mp', 'fixed-1']
  letters.set(letterId, {
    signatureId,
    mails: new Map(targets.map(key => [key, { is: 'waiting' }])),
    acceptedAt: null,
    reply: null,
    followed: new Set(),
  })
}

/** A letter that was written, whether or not it has been erased since. */
function letterAt({ letters, signatures }: Journey, index: number) {
  const [id, letter] = [...letters][index % Math.max(letters.size, 1)] ?? []
  if (!id || !letter) return null
  const counts = signatures.get(letter.signatureId)?.state === 'counts'
  return { id, letter, open: counts && fate(letter) === 'accepted' }
}

async function tell(journey: Journey, { which, told }: Step & { do: 'tell' }): Promise<void> {
  const named = letterAt(journey, which)
  if (!named) return
  const { id, letter, open } = named
  const reply = { letterId: id, ...told, words: null, answeredAt: journey.clock.now() }
  expect(await journey.store.recordReply(reply)).toBe(open ? 'recorded' : 'not-accepted')
  if (open) letter.reply = told
}

async function chase(journey: Journey, { which }: Step & { do: 'chase' }): Promise<void> {
  const named = letterAt(journey, which)
  if (!named) return
  const { id, letter, open } = named
  const at = journey.clock.now()
  const waited = letter.acceptedAt !== null && at.getTime() - letter.acceptedAt.getTime() >= 14 * day
  const silent = letter.reply ? letter.reply.answer === 'none' : waited
  const queued = open && silent && !letter.followed.has('chase-queued')
  const outcome = await journey.store.queueChase(id, 'mp', at)
  if (queued) expect(outcome).toBe('queued')
  else expect(outcome).not.toBe('queued')
  if (queued) letter.followed.add('chase-queued')
}

async function collect(journey: Journey, ends: readonly Ending[]): Promise<void> {
  const { store, clock, letters, links } = journey
  const at = clock.now()
  const until = new Date(at.getTime() + 10 * minute)
  for (const letter of letters.values())
    for (const [key, mail] of letter.mails)
      if (mail.is === 'sending' && mail.inData && mail.until <= at)
        move(journey, letter, key, { is: 'failed' })
  for (const [index, mail] of (await store.claimOutgoing(1000, at, until)).entries()) {
    if (mail.signatureId === null) throw new Error(`${mail.kind} is no mail of a supporter`)
    if (mail.kind !== 'letter') {
      await store.settleOutgoing(mail, { state: 'accepted', reply: '250' }, at)
      if (mail.kind === 'confirm' || mail.kind === 'confirm-letter') links.push(mail)
      if (afterwards.includes(mail.kind)) follow(journey, mail)
      continue
    }
    const letter = letters.get(mail.letterId as LetterId)
    const before = letter?.mails.get(mail.targetKey as string)
    expect(['waiting', 'sending']).toContain(before?.is)
    if (letter)
      move(journey, letter, mail.targetKey as string, {
        is: 'sending',
        until,
        inData: false,
        fence: mail.fence,
      })
    await end(journey, mail, ends[index % ends.length] ?? 'accepted')
  }
}

const afterwards: readonly string[] = ['survey', 'remind-survey', 'chase']

/** What goes out about a letter after it was accepted goes out once. */
function follow({ letters }: Journey, { kind, letterId }: ClaimedPersonal): void {
  const letter = letters.get(letterId as LetterId)
  expect(letter?.acceptedAt).not.toBeNull()
  expect(letter?.followed.has(kind)).toBe(false)
  letter?.followed.add(kind)
}

/** One attempt at a letter ends: now, or never. */
async function end(journey: Journey, mail: ClaimedPersonal, ending: Ending): Promise<void> {
  const { store, clock, letters, signatures } = journey
  const at = clock.now()
  const letter = letters.get(mail.letterId as LetterId)
  const key = mail.targetKey as string
  const sending = letter?.mails.get(key)
  const mine = sending?.is === 'sending' && sending.fence === mail.fence
  if (ending === 'lost' || ending === 'lost-in-data') {
    journey.lost.push(mail)
    if (ending === 'lost-in-data') expect(await store.markOutgoing(mail, at)).toBe(mine)
    if (ending === 'lost-in-data' && letter && mine) move(journey, letter, key, { ...sending, inData: true })
    return
  }
  const settled = await store.settleOutgoing(mail, settlementOf(ending, at), at)
  expect(settled).toBe(mine)
  if (!letter || !mine) return
  const counts = signatures.get(mail.signatureId)?.state === 'counts'
  const again = counts ? ({ is: 'waiting' } as const) : ({ is: 'cancelled' } as const)
  const after: Readonly<Record<typeof ending, ModelMail>> = {
    accepted: { is: 'accepted' },
    deferred: again,
    held: again,
    'no-constituency': again,
    bounced: { is: 'failed' },
    'gave-up': { is: 'failed' },
    unknown: { is: 'failed' },
    cancelled: { is: 'cancelled' },
  }
  move(journey, letter, key, after[ending])
}

function settlementOf(ending: Exclude<Ending, 'lost' | 'lost-in-data'>, at: Date): Settlement {
  if (ending === 'held') return { state: 'held', why: 'cannot-compose' }
  if (ending === 'no-constituency') return { state: 'held', why: 'no-constituency' }
  if (ending === 'cancelled') return { state: 'cancelled' }
  if (ending === 'deferred')
    return { state: 'deferred', reply: '451', retryAt: new Date(at.getTime() + minute) }
  return { state: ending, reply: '250' }
}

function move(journey: Journey, letter: ModelLetter, key: string, to: ModelMail): void {
  const before = fate(letter)
  letter.mails.set(key, to)
  if (fate(letter) === 'accepted' && before !== 'accepted') letter.acceptedAt = journey.clock.now()
}

/** A signature stops counting, and what waits in its name stops with it. */
function stop(journey: Journey, id: SignatureId): void {
  const signature = journey.signatures.get(id)
  if (signature) signature.state = 'does-not'
  for (const letter of journey.letters.values()) {
    if (letter.signatureId !== id) continue
    for (const [key, mail] of letter.mails)
      if (mail.is === 'waiting') move(journey, letter, key, { is: 'cancelled' })
  }
}

/** Counts, orders and does all that a rule is about. */
async function order(journey: Journey, { campaign, rule }: Step & { do: 'order' }): Promise<void> {
  const { store, clock, signatures } = journey
  const [id, at] = [uuidv7() as InvalidationId, clock.now()]
  const campaignId = journey.campaigns[campaign]?.id ?? 0
  const meant: SignatureId[] = []
  for (const [one, { campaignId: theirs, mailbox, outward }] of signatures) {
    const state = (await store.signature(one))?.state
    const fits = (rule.mailbox ?? mailbox) === mailbox && (rule.postcode?.outward ?? outward) === outward
    const counts = state === 'pending' || state === 'confirmed'
    if (theirs === campaignId && counts && fits) meant.push(one)
  }
  const draft = { id, campaignId, rule: { ...everySignature, ...rule }, orderedBy: null, createdAt: at }
  await store.countFor(draft)
  await workOff(store, at)
  expect(await store.invalidation(id)).toMatchObject({ state: 'counted', matched: meant.length, done: 0 })
  expect(await store.orderInvalidation(id, byOperator(at))).toBe('ordered')
  await workOff(store, at)
  expect(await store.invalidation(id)).toMatchObject({ state: 'done', done: meant.length })
  for (const one of meant) takeOff(journey, one, id)
  journey.orders.push(id)
}

async function undo(journey: Journey, { which }: Step & { do: 'undo' }): Promise<void> {
  const { store, clock, orders, taken } = journey
  const id = orders[which % Math.max(orders.length, 1)]
  if (!id) return
  const outcome = await store.undoInvalidation(id, byOperator(clock.now()))
  const mine = [...taken].filter(([, one]) => one.order === id)
  if (outcome === 'not-done') return expect(mine).toEqual([])
  await workOff(store, clock.now())
  expect(await store.invalidation(id)).toMatchObject({ state: 'undone', done: 0 })
  for (const [one] of mine) putBack(journey, one)
}

async function workOff(store: Store, at: Date): Promise<void> {
  while ((await store.advanceInvalidations(at)) === 'more');
}

function takeOff(journey: Journey, id: SignatureId, by: InvalidationId | null): void {
  const state = journey.signatures.get(id)?.state ?? 'does-not'
  const stopped = [...journey.letters.values()].flatMap(letter =>
    letter.signatureId === id
      ? [...letter.mails].flatMap(([key, { is }]) => (is === 'waiting' ? [[letter, key] as const] : []))
      : [],
  )
  journey.taken.set(id, { order: by, state, stopped })
  stop(journey, id)
}

/** As it was, with what was stopped on its way again; what was on its way then and came back is not. */
function putBack(journey: Journey, id: SignatureId): void {
  const { signatures, taken } = journey
  const was = taken.get(id)
  const signature = signatures.get(id)
  if (!was || !signature) return
  taken.delete(id)
  signature.state = was.state
  for (const [letter, key] of was.stopped) move(journey, letter, key, { is: 'waiting' })
}

function forget({ signatures, letters, taken }: Journey, id: SignatureId): void {
  signatures.delete(id)
  taken.delete(id)
  for (const [letterId, letter] of letters) if (letter.signatureId === id) letters.delete(letterId)
}

function fate({ mails }: ModelLetter): 'waiting' | 'failed' | 'accepted' | null {
  const states = [...mails.values()].map(({ is }) => is)
  if (states.some(is => is === 'waiting' || is === 'sending')) return 'waiting'
  return states.includes('failed') ? 'failed' : states.includes('accepted') ? 'accepted' : null
}

async function countsOf(store: Store, campaignId: number): Promise<Record<string, number>> {
  const counts = await store.counts(campaignId)
  const modelled = counts.filter(({ measure }) => measure !== 'letters-by-state') // the model knows fates, not states
  return Object.fromEntries(modelled.map(({ measure, key, count }) => [`${measure}/${key}`, count]))
}

function modelCounts({ signatures, letters }: Journey, campaignId: number): Record<string, number> {
  const counts: Record<string, number> = {}
  const one = (name: string) => {
    counts[name] = (counts[name] ?? 0) + 1
  }
  for (const signature of signatures.values()) {
    if (signature.campaignId !== campaignId || signature.state !== 'counts') continue
    const [code, iso] = [signature.code ?? '', signature.confirmedAt.toISOString()]
    one('signatures/')
    one(`by-constituency/${code}`)
    one(`by-country/${signature.country}`)
    one(`by-day/${iso.slice(0, 10)}`)
    one(`by-hour/${iso.slice(0, 13)}`)
    one(`by-day-constituency/${inLondon(signature.confirmedAt).day}|${code}`)
    one(`by-month-constituency/${inLondon(signature.confirmedAt).day.slice(0, 7)}|${code}`)
    one('by-source/')
    for (const slug of signature.principles) one(`by-principle/${slug}|${code}`)
  }
  for (const letter of letters.values()) {
    const signature = signatures.get(letter.signatureId)
    const is = fate(letter)
    if (signature?.campaignId !== campaignId || is === null) continue
    one(`letters/${is}|${signature.code ?? ''}`)
    one('likeness/0')
    if (is !== 'accepted') continue
    one(`letters-by-day/${letter.acceptedAt?.toISOString().slice(0, 10)}`)
    const member = letter.mails.get('mp')?.is === 'accepted' ? 1 : ''
    if (member) one(`letters-by-member/${member}`)
    if (!letter.reply) continue
    const { answer, position, days } = letter.reply
    one(`replies/${answer}|${signature.code ?? ''}`)
    one(`replies-by-member/${member}|${answer}|${position ?? ''}|${days ?? ''}`)
  }
  return counts
}
