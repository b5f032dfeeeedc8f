import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test } from 'vitest'
import type { LetterId } from '../../app/domain/id'
import type { LetterRow, SignatureRow, Store } from '../../app/domain/store'
import { openRounds } from '../../app/mailer/rounds'
import { openTransport } from '../../app/mailer/smtp'
import { openKeyring } from '../../db/keyring'
import { openSqliteStore } from '../../db/sqlite/store'
import { type Clock, clockAt, hour } from '../support/clock'
import { testPorts } from '../support/ports'
import { type Product, startProduct } from '../support/product'
import { type SmtpSink, startSmtpSink } from '../support/smtp'
import { testFolder, testSecret } from '../support/store'
import { type Fields, type Page, visitor } from '../support/visitor'
import { filledIn, linkIn, weaverRow } from '../support/world'

const kills = 20
/** Fixed, so that a failure comes again as far as the machine lets it. */
const seed = 2026

test('killed twenty times under load, it keeps all that it acknowledged and sends no mail twice', {
  timeout: 180_000, // about 35 s where nothing else runs: most of it is starting twenty times
}, async () => {
  const sink = await startSmtpSink()
  onTestFinished(() => sink.close())
  const folder = testFolder()
  const crowd = gather(sink, seededChance(seed + 1))
  const chance = seededChance(seed)
  for (let kill = 0; kill < kills; kill++) {
    const visit = await crowd.visit(await startProduct({ folder, env: { SMTP_URL: sink.url } }))
    await crowd.acknowledged(5 + Math.floor(chance() * 30))
    await momentsToKill[kill % momentsToKill.length]?.(sink, crowd, chance)
    await visit.kill()
    sink.behave({ do: 'accept' })
    sink.release() // what had come whole is accepted, though nobody is left to be told
  }
  const { store, clock } = reopen(folder)
  await sendAllThatIsDue(store, clock, sink)

  expect(crowd.surprises).toEqual([])
  const signatures = await allSignatures(store)
  const signed = crowd.supporters.filter(one => one.signed)
  expect(signed.filter(({ email }) => !signatures.has(email))).toEqual([])
  const confirmed = crowd.supporters.filter(one => one.confirmed)
  expect(confirmed.filter(({ email }) => signatures.get(email)?.state !== 'confirmed')).toEqual([])

  const letters = await allLetters(store)
  const wrote = confirmed.filter(({ letter }) => letter)
  const fates = await Promise.all(wrote.map(one => fateOf(one, sink, store, signatures, letters)))
  expect(fates.filter(({ fate }) => fate !== 'accepted once' && fate !== 'listed unknown')).toEqual([])

  const offered = sink.offered.map(messageIdIn)
  expect(offered.filter((id, place) => offered.indexOf(id) !== place)).toEqual([])
  const { accepted = 0, unknown = 0, ...unsettled } = (await store.outbox()).states
  expect(unsettled).toEqual({})
  expect(sink.mails.length).toBeGreaterThanOrEqual(accepted)
  expect(sink.mails.length).toBeLessThanOrEqual(accepted + unknown)
  expect(unknown).toBeGreaterThan(0) // some kills did land inside DATA, …
  const begun = sink.events.filter(event => event === 'data').length
  expect(accepted + unknown).toBeLessThanOrEqual(begun) // … and what had not come so far was sent after all

  expect(await store.recount()).toEqual([])
  for (const numbers of numbersByCampaign(signatures))
    expect(numbers).toEqual(numbers.map((_, place) => place + 1))
  const states = [...letters.values()].map(({ state }) => state)
  const counts = {
    signed: signed.length,
    confirmed: confirmed.length,
    'letters accepted': states.filter(state => state === 'accepted').length,
    'letters unknown': states.filter(state => state === 'unknown').length,
    'mails accepted': accepted,
    'mails unknown': unknown,
  }
  const told = Object.entries(counts).map(([what, count]) => `${count} ${what}`)
  process.stdout.write(`killed ${kills} times: ${told.join(', ')}; nothing lost, nothing twice\n`)
})

type Chance = () => number

/** Each comes up in its turn; what else is under way just then differs every time. */
const momentsToKill: readonly ((sink: SmtpSink, crowd: Crowd, chance: Chance) => Promise<void>)[] = [
  (_, crowd) => crowd.acknowledged(1),
  sink => sink.next('data'), // just before the 354
  (sink, _, chance) => stalledAt('end', sink, chance), // the whole mail has come and is not answered
  (_, crowd) => crowd.asked(1),
  sink => sink.next('byte'),
  (sink, _, chance) => stalledAt('recipient', sink, chance), // before DATA: it is to be sent after all
  sink => sink.next('accepted'),
]

/** When one to five mails wait there for an answer; the mailer sends five at once. */
async function stalledAt(stage: 'recipient' | 'end', sink: SmtpSink, chance: Chance): Promise<void> {
  sink.behave({ do: 'stall', at: stage })
  for (let mails = 1 + Math.floor(chance() * 5); mails > 0; mails--) await sink.next(stage)
}

/** Whom each campaign of the demonstration writes to for ZZ1 1AA. */
const targets = {
  'fair-hearing': ['rowan.ashby@parliament.example'],
  'last-bus-home': ['rowan.ashby@parliament.example', 'minister@countryroads.example'],
} as const
type Slug = keyof typeof targets
const slugs = Object.keys(targets) as readonly Slug[]

/** Somebody, and what was acknowledged to them. */
interface Supporter {
  readonly email: string
  readonly slug: Slug
  readonly letter: boolean
  signed: boolean
  confirmed: boolean
}

interface Link {
  readonly path: string
  readonly supporter: Supporter
}

type Crowd = ReturnType<typeof gather>

const peopleAtOnce = 8
/** So few wait for their mail at a time that letters, too, get their turn between two kills. */
const waitingAtMost = 8

/** People who sign, wait for their mail and press its button. */
function gather(sink: SmtpSink, chance: Chance) {
  const supporters: Supporter[] = []
  const links: Link[] = []
  const surprises: unknown[] = []
  const acknowledgements = counter()
  const requests = counter()
  let mailsRead = 0

  function join(): Supporter {
    const supporter = {
      email: `supporter-${supporters.length}@example.org`,
      slug: chance() < 0.3 ? ('last-bus-home' as const) : ('fair-hearing' as const),
      letter: chance() < 0.7,
      signed: false,
      confirmed: false,
    }
    supporters.push(supporter)
    return supporter
  }

  /** Finds the links in what came since the last look; gives how many there are. */
  function readMail(): number {
    const found = sink.mails.slice(mailsRead).flatMap((mail): Link[] => {
      const supporter = supporters.find(({ email }) => email === mail.to[0])
      return supporter ? [{ path: linkIn(mail, '/confirm'), supporter }] : []
    })
    mailsRead = sink.mails.length
    links.push(...found)
    return found.length
  }

  /** They come to a product, until it is killed. */
  async function visit(product: Product) {
    const { open, post } = visitor(product.origin)
    const forms = new Map<Slug, Fields>()
    for (const slug of slugs) forms.set(slug, formOn(await open(`/campaigns/${slug}`)))
    let state: 'up' | 'killed' = 'up'
    let goHome = () => {}
    const killed = new Promise<void>(resolve => {
      goHome = resolve
    })
    let waiting = 0

    /** Sends a form, and says whether the answer leads to where it should; `lost` where there was none. */
    async function ask(path: string, fields: Fields, leadsTo: RegExp): Promise<'done' | 'lost' | 'refused'> {
      const answering = post(path, fields)
      requests.count()
      const answer = await answering.catch((fault: unknown) => {
        if (state === 'up') surprises.push({ path, fault })
      })
      if (!answer) return 'lost'
      const { status, headers, body } = answer
      const location = headers.get('location') ?? ''
      if (status === 303 && leadsTo.test(location)) {
        acknowledgements.count()
        return 'done'
      }
      surprises.push({ path, status, location, body })
      return 'refused'
    }

    async function sign(): Promise<void> {
      const supporter = join()
      waiting++
      const fields = { ...forms.get(supporter.slug), ...filledBy(supporter) }
      const answer = await ask(`/campaigns/${supporter.slug}/sign`, fields, /\/check-your-email$/)
      supporter.signed = answer === 'done'
    }

    async function confirm(link: Link): Promise<void> {
      const answer = await ask(link.path, {}, /^\/signed\//)
      if (answer === 'done') link.supporter.confirmed = true
      if (answer === 'lost') links.push(link) // to be pressed again, as people do
    }

    async function stay(): Promise<void> {
      while (state === 'up') {
        waiting -= readMail()
        const link = links.shift()
        if (link) await confirm(link)
        else if (waiting < waitingAtMost) await sign()
        else await Promise.race([sink.next('accepted'), killed])
      }
    }

    const stayed = Promise.all(Array.from({ length: peopleAtOnce }, stay))
    return {
      async kill() {
        state = 'killed'
        goHome()
        await product.kill()
        await stayed
      },
    }
  }

  return {
    supporters,
    /** Whatever was answered and should not have been. */
    surprises,
    /** Resolves with the so-manieth acknowledgement from now. */
    acknowledged: acknowledgements.more,
    /** Resolves when so many more requests were sent. */
    asked: requests.more,
    visit,
  }
}

/** What the page's form holds before anybody fills it. */
function formOn({ document }: Page): Fields {
  const valueIn = (name: string) => document.querySelector(`input[name=${name}]`)?.getAttribute('value') ?? ''
  return { form: valueIn('form'), website: '', principle: valueIn('principle') }
}

function filledBy({ email, letter }: Supporter): Fields {
  const { principle: _, ...person } = filledIn({ email })
  if (!letter) return person
  return {
    ...person,
    ...weaverRow,
    letter: 'yes',
    subject: 'Please act',
    body: `I ask you to act.\n\n${email}`,
  }
}

/** As it stands after the last kill, an hour later: every lease has ended. */
function reopen(folder: string): { readonly store: Store; readonly clock: Clock } {
  const keyring = openKeyring(join(folder, 'keys'), testSecret)
  const store = openSqliteStore(join(folder, 'undersigned.db'), { keyring, household: 2, newId: uuidv7 })
  onTestFinished(() => store.close())
  return { store, clock: clockAt(new Date(Date.now() + hour).toISOString()) }
}

async function sendAllThatIsDue(store: Store, clock: Clock, sink: SmtpSink): Promise<void> {
  const lanes = 5
  const transport = openTransport(sink.url, lanes)
  onTestFinished(transport.close)
  const faults: unknown[] = []
  const log = { info() {}, warn() {}, error: (about: object) => void faults.push(about) }
  const sender = {
    mailFrom: { name: 'Undersigned', address: 'campaigns@undersigned.example' },
    mailDomain: 'undersigned.example',
  }
  const rounds = openRounds({
    ports: testPorts(store, clock),
    sender,
    transport,
    log,
    lanes,
    chance: () => 0,
  })
  for (;;) {
    const { oldestDue } = await store.outbox()
    if (!oldestDue) break
    clock.advance(Math.max(0, oldestDue.getTime() - clock.now().getTime()))
    await rounds.tick()
  }
  expect(faults).toEqual([])
}

/** By e-mail. */
async function allSignatures(store: Store): Promise<ReadonlyMap<string, SignatureRow>> {
  const rows: SignatureRow[] = []
  for (const { id } of await store.campaigns()) rows.push(...(await store.signaturesAfter(id, null, 100_000)))
  return new Map(rows.map(row => [row.person.email, row]))
}

/** "You are number …", sorted. */
function numbersByCampaign(signatures: ReadonlyMap<string, SignatureRow>): readonly (readonly number[])[] {
  const counted = [...signatures.values()].filter(({ state }) => state === 'confirmed')
  return [...new Set(counted.map(({ campaignId }) => campaignId))].map(campaignId =>
    counted
      .filter(row => row.campaignId === campaignId)
      .map(({ number }) => number ?? 0)
      .sort((one, other) => one - other),
  )
}

/** As the organiser has them listed. */
async function allLetters(store: Store): Promise<ReadonlyMap<LetterId, LetterRow>> {
  const rows: LetterRow[] = []
  for (const { id } of await store.campaigns()) rows.push(...(await store.lettersAfter(id, null, 100_000)))
  return new Map(rows.map(row => [row.id, row]))
}

/** What became of a confirmed letter, in the organiser's list and at the relay. */
async function fateOf(
  { email, slug }: Supporter,
  sink: SmtpSink,
  store: Store,
  signatures: ReadonlyMap<string, SignatureRow>,
  letters: ReadonlyMap<LetterId, LetterRow>,
): Promise<{ readonly email: string; readonly fate: string }> {
  const id = signatures.get(email)?.id
  const letter = id && (await store.confirmedLetter(id))
  const listed = letter ? letters.get(letter.id)?.state : undefined
  const times = targets[slug].map(
    target =>
      sink.mails.filter(({ to, parsed }) => to[0] === target && parsed.replyTo?.value[0]?.address === email)
        .length,
  )
  if (listed === 'accepted' && times.every(count => count === 1)) return { email, fate: 'accepted once' }
  if (listed === 'unknown' && times.every(count => count <= 1)) return { email, fate: 'listed unknown' }
  return { email, fate: `listed ${listed}, accepted ${times.join(' and ')} times` }
}

function messageIdIn(source: string): string {
  return /^message-id: *(\S+)/im.exec(source)?.[1] ?? `none in: ${source}`
}

function counter() {
  let counted = 0
  let waiting: { readonly until: number; readonly resolve: () => void }[] = []
  return {
    count() {
      counted++
      for (const { resolve } of waiting.filter(({ until }) => until <= counted)) resolve()
      waiting = waiting.filter(({ until }) => until > counted)
    },
    more: (times: number) =>
      new Promise<void>(resolve => {
        waiting.push({ until: counted + times, resolve })
      }),
  }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function seededChance(seed: number): Chance {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
