import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Context, openContext } from '../../app/context.server'
import { byOperator } from '../../app/domain/audit/audit'
import type { Campaign } from '../../app/domain/campaign/campaign'
import type { AnyId, LetterId, SignatureId } from '../../app/domain/id'
import { Problem } from '../../app/domain/problem'
import { makeFormToken } from '../../app/domain/signature/form-token'
import type { Store } from '../../app/domain/store'
import { readSettings } from '../../app/env.server'
import { frontHandler } from '../../app/front/handler'
import { type RemixHandler, remixHandler } from '../../app/front/remix'
import { type Answer, serving } from '../front/asking'
import { campaignText, openCampaign, savePlaces } from '../support/campaign'
import { type Clock, clockAt, day, hour, minute, second } from '../support/clock'
import fc from '../support/seeded'
import { testFolder, testSecret } from '../support/store'

const ours = 'http://campaigns.charity.example'
const slug = 'safer-crossings'
const short = `/campaigns/${slug}/sign`

describe('the short way', () => {
  test('answers, records and mails for a thousand forms what the route alone does', async () => {
    const [front, route] = [await openWorld(), await openWorld()]
    const taken = { shortly: 0, together: 0 }
    const statuses = new Set<number>()
    for (const form of fc.sample(anyForm, { numRuns: 1000, seed: 20261123 })) {
      const before = front.remixed()
      const [ofFront, ofRoute] = await Promise.all([front.post(form), route.postToRoute(form)])
      expect(ofFront, JSON.stringify(form)).toEqual(ofRoute)
      statuses.add(ofFront.status)
      if (ofFront.status === 303) taken.together++
      if (front.remixed() === before) taken.shortly++
      for (const world of [front, route]) world.clock.advance(1500)
    }
    expect([...statuses].sort()).toEqual([303, 400, 404, 409, 413, 422, 429]) // every answer there is, but 503
    expect(taken.shortly).toBeGreaterThan(400)
    expect(taken.together - taken.shortly).toBeLessThan(50) // under another spelling of the path or the content type
    expect(await front.everything()).toEqual(await route.everything())
  })

  test('leaves nothing to Remix that is plainly valid, with a letter or without', async () => {
    const { post, remixed } = await openWorld()
    expect((await post(plain())).status).toBe(303)
    expect((await post(plain({ ...letter, email: 'tomas@example.org' }))).status).toBe(303)
    expect(remixed()).toBe(0)
  })

  test.each([
    ['busy', 503, () => new Problem('busy', 'We are very busy just now.', {}, 30)],
    ['broken', 500, () => new Error('the disk has gone')],
  ])('shows the page for a store that is %s, having asked it once', async (_, status, fault) => {
    const [front, route] = [await openWorld(fault), await openWorld(fault)]
    const [ofFront, ofRoute] = [await front.post(plain()), await route.postToRoute(plain())]
    expect(ofFront).toEqual(ofRoute)
    expect(ofFront.status).toBe(status)
    expect([front.asked(), front.remixed()]).toEqual([1, 1])
  })

  test('counts a form once for the limits, whoever renders the refusal', async () => {
    const { post } = await openWorld()
    const statuses = []
    for (let sent = 0; sent < 32; sent++)
      statuses.push((await post(plain({ email: `${sent}@example.org` }))).status)
    expect(statuses).toEqual([...Array(30).fill(303), 429, 429])
  })

  test('takes nothing for a campaign that was paused a moment ago, and takes again a moment after it opens', async () => {
    const { post, store, clock } = await openWorld()
    expect((await post(plain())).status).toBe(303)
    await store.setCampaignState(slug, 'paused', clock.now())
    const refused = await post(plain({ email: 'tomas@example.org' }))
    expect([refused.status, refused.body]).toEqual([409, expect.stringMatching(/pause/i)])
    expect(await store.heldForMailbox('tomas@example.org')).toEqual([])
    await store.setCampaignState(slug, 'open', clock.now())
    expect((await post(plain({ email: 'tomas@example.org' }))).status).toBe(303)
  })

  test('answers new, repeated, confirmed, withdrawn and blocked alike, by itself', async () => {
    const { post, store, clock, remixed, ids } = await openWorld()
    const asNew = await post(plain())
    const signatureId = ids()[0] as SignatureId
    const again = async () => expect(await post(plain())).toEqual(asNew)
    await again()
    await store.confirmSignatures([{ signatureId, letterId: null, constituencyCode: null, at: clock.now() }])
    await again()
    await store.withdrawSignature(signatureId, clock.now())
    await again()
    await store.invalidateSignature(signatureId, byOperator(clock.now()))
    await again()
    expect(remixed()).toBe(0)
  })
})

/** A form as it is sent: its fields, and all that can be odd about the sending of it. */
interface SentForm {
  readonly fields: Readonly<Record<string, readonly string[]>>
  readonly token: keyof typeof tokensOf
  readonly campaign: string
  readonly type: string | null
  readonly encoding: (pairs: readonly (readonly [string, string])[]) => Buffer
  readonly from: number
}

type Odd = Readonly<Record<string, string | readonly string[] | null>>

const letter: Odd = {
  letter: 'yes',
  subject: 'Mill Lane',
  body: 'Please paint the stripes on Mill Lane.',
  address1: '4 Weaver Row',
  address2: '',
  town: 'Ashford',
}

const valid: Odd = {
  name: 'Rosa Lind',
  email: 'rosa@example.org',
  postcode: 'ZZ1 1AA',
  country: 'GB',
  principle: 'zebra',
  agree: 'yes',
  updates: 'no',
  website: '',
  source: '',
}

/** A form in which nothing is wrong; null leaves a field out. */
function plain(odd: Odd = {}): SentForm {
  const fields = Object.entries({ ...valid, ...odd }).map(([name, typed]) => [name, [typed ?? []].flat()])
  return {
    fields: Object.fromEntries(fields),
    token: 'good',
    campaign: slug,
    type: formType,
    encoding: asBrowsers,
    from: 1,
  }
}

const formType = 'application/x-www-form-urlencoded'

const asBrowsers = (pairs: readonly (readonly [string, string])[]) =>
  Buffer.from(new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString())

const percentLowerCase: SentForm['encoding'] = pairs =>
  Buffer.from(
    pairs
      .map(pair => pair.map(encodeURIComponent).join('='))
      .join('&&')
      .replace(/%../g, two => two.toLowerCase()),
  )

const notEncoded: SentForm['encoding'] = pairs =>
  Buffer.from(
    pairs.map(pair => pair.map(text => text.replace(/[%&+=]/g, encodeURIComponent)).join('=')).join('&'),
  )

/** What is no form, in front of one that is. */
const after =
  (...odd: readonly (string | number)[]): SentForm['encoding'] =>
  pairs =>
    Buffer.concat([
      ...odd.map(one => Buffer.from(typeof one === 'string' ? one : [one])),
      Buffer.from('&'),
      asBrowsers(pairs),
    ])

const encodings: readonly SentForm['encoding'][] = [
  percentLowerCase,
  notEncoded,
  after('%ff'),
  after('x=', 0xff),
  after('name=a%00b'),
  after('unheard-of=a%00b'),
  after('x=%zz'),
  after('x='.padEnd(66_000, 'y')),
  after(Array(61).fill('x=1').join('&')),
  after(Array(40).fill('x=1').join('&')),
  after('\ufeff'),
  after('__proto__=x&constructor=y'),
  () => Buffer.alloc(0),
]

/** Which token the page had, `at` being when the form is sent. */
const tokensOf = {
  good: (world: World, at: Date) => tokenOf(world, world.campaign, at, minute),
  shared: (world: World) => tokenOf(world, world.campaign, new Date('2026-11-23T12:00:00Z'), minute),
  old: (world: World, at: Date) => tokenOf(world, world.campaign, at, day + second),
  almostOld: (world: World, at: Date) => tokenOf(world, world.campaign, at, day - second),
  quick: (world: World, at: Date) => tokenOf(world, world.campaign, at, second),
  ofAnother: (world: World, at: Date) => tokenOf(world, { ...world.campaign, id: 99 }, at, minute),
  ofVersion9: (world: World, at: Date) => tokenOf(world, { ...world.campaign, version: 9 }, at, minute),
  ofAnotherPurpose: (world: World, at: Date) =>
    world.context.ports.tokens.make('confirm', Buffer.alloc(12, 1), new Date(at.getTime() + hour)),
  forged: (world: World, at: Date) => `${tokenOf(world, world.campaign, at, minute).slice(0, -2)}AA`,
  none: () => '',
} as const

function tokenOf({ context }: World, campaign: Campaign, at: Date, agoMs: number): string {
  return makeFormToken(context.ports.tokens, campaign, new Date(at.getTime() - agoMs))
}

/** Nearly always what is in order, so that most forms are taken and each way of being odd is seen alone too. */
function usually<Value>(common: readonly Value[], odd: readonly Value[]): fc.Arbitrary<Value> {
  return fc.oneof(
    { weight: 40, arbitrary: fc.constantFrom(...common) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  )
}

const longName = 'Rosa '.repeat(21)
const people = fc.record({
  name: usually(
    ['Rosa Lind', '  rosa   LIND ', 'Tomas Lind', 'Zoë O’Neil-Ångström', '李小龍', 'نورا'],
    ['', '=1+1', '＝1', 'www.spam.example', 'a\nb', 'ro\u202esa', longName, '123', '\u{1f3f4}\u{e0067}'],
  ).map(one => [one]),
  email: fc.oneof(
    { weight: 20, arbitrary: fc.nat(400).map(number => [`p${number}@example.org`]) },
    {
      weight: 20,
      arbitrary: fc.constantFrom(
        ['rosa@example.org'],
        [' A.B+x@GoogleMail.com '],
        ['ab@gmail.com'],
        ['rosa@bücher.example'],
        ['rosa@XN--BCHER-KVA.example'],
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        [''],
        ['rosa'],
        ['rosa@example'],
        ['rosa@1.2.3.4'],
        ['a@b.org', 'c@d.org'],
        ['é@b.org'],
      ),
    },
  ),
  postcode: usually(
    ['ZZ1 1AA', 'zz21aa', ' z z 3 1aa', 'ZZ4-1AA', 'ＺＺ１ 1AA', 'SW1A 1AA', 'BFPO 1'],
    ['', 'ZZ', 'ZZ1 1AC', '1AA ZZ1'],
  ).map(one => [one]),
  country: usually([['GB'], ['GB'], [''], [], ['FR']], [['XX'], ['gb'], ['GB', 'FR']]),
  principle: usually(
    [['zebra'], ['lights', 'zebra'], ['zebra', 'zebra'], ['zebra', 'unheard-of']],
    [[], ['unheard-of'], ['']],
  ),
  agree: usually([['yes']], [[], ['no'], ['yes', 'yes']]),
  updates: usually([['yes'], ['no']], [[], ['maybe'], ['yes', 'no']]),
  website: usually([['']], [[], ['https://spam.example'], ['', 'x'], ['', '']]),
  constituency: usually([[], ['Z14000102'], ['']], [['Z99999999'], ['nowhere'], ['Z14000101', 'Z14000102']]),
  source: usually([[], ['leaflet'], ['unlisted'], ['']], [['leaflet', 'leaflet']]),
})

const none: readonly string[] = []
const letters = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.record({
      letter: usually([['yes']], [['no'], ['yes', 'yes']]),
      subject: usually([['Mill Lane'], [' Mill  Lane ']], [[''], ['see www.spam.example'], none]),
      body: usually(
        [
          ['Please paint the stripes on Mill Lane.'],
          ['Dear\r\nall,\r\n\r\nplease \u200bact.'],
          ['{{mp}} <b>'],
        ],
        [[''], ['x'.repeat(5001)], ['http://a.example http://b.example http://c.example http://d.example']],
      ),
      address1: usually([['4 Weaver Row']], [[''], none]),
      address2: fc.constantFrom(none, ['']),
      town: usually([['Ashford']], [['']]),
    }),
  },
)

const anyForm: fc.Arbitrary<SentForm> = fc.record({
  fields: fc.tuple(people, letters).map(parts => ({ ...parts[0], ...parts[1] })),
  token: fc.oneof(
    { weight: 40, arbitrary: fc.constantFrom('good' as const, 'shared' as const) },
    { weight: 2, arbitrary: fc.constantFrom(...(Object.keys(tokensOf) as (keyof typeof tokensOf)[])) },
  ),
  campaign: usually(
    [slug],
    ['paused-one', 'closed-one', 'over-one', 'draft-one', 'no-such', 'safer%2Dcrossings', '__proto__'],
  ),
  type: usually(
    [formType],
    [`${formType}; charset=UTF-8`, formType.toUpperCase(), 'text/plain', 'multipart/form-data', null],
  ),
  encoding: fc.oneof(
    { weight: 40, arbitrary: fc.constant(asBrowsers) },
    { weight: 3, arbitrary: fc.constantFrom(...encodings) },
  ),
  from: fc.oneof(
    { weight: 1, arbitrary: fc.constant(1) },
    { weight: 4, arbitrary: fc.integer({ min: 2, max: 60 }) },
  ),
})

interface World {
  readonly context: Context
  readonly clock: Clock
  readonly store: Store
  readonly campaign: Campaign
}

/** A front over a store of its own; all that could differ between two of them by chance is the same in both. */
async function openWorld(fault?: () => Error) {
  const clock = clockAt()
  const opened = await openContext(settingsOf(testFolder()))
  onTestFinished(() => opened.close())
  const campaign = await fillStore(opened.ports.store, clock.now())
  const ids: AnyId[] = []
  let asked = 0
  const recordSignatures: Store['recordSignatures'] = drafts => {
    asked++
    return fault ? Promise.reject(fault()) : opened.ports.store.recordSignatures(drafts)
  }
  const store: Store = { ...opened.ports.store, recordSignatures }
  const newId = <Id extends AnyId>() => {
    const id = `00000000-0000-7000-8000-${String(ids.length + 1).padStart(12, '0')}` as Id
    ids.push(id)
    return id
  }
  const context: Context = { ...opened, ports: { ...opened.ports, store, now: clock.now, newId } }
  const world: World = { context, clock, store, campaign }
  let remixed = 0
  const handle = await builtRemix()
  const remix: RemixHandler = (...args) => {
    remixed++
    return handle(...args)
  }
  const { ask } = await serving(frontHandler(context, remix, 3000, null, null))

  async function send(path: string, form: SentForm) {
    const at = clock.now()
    const token = tokensOf[form.token](world, at)
    const pairs = Object.entries({ ...form.fields, form: [token] }).flatMap(([name, typed]) =>
      typed.map(one => [name, one] as const),
    )
    const headers = {
      origin: ours,
      'x-forwarded-for': `192.0.2.${form.from}`,
      ...(form.type ? { 'content-type': form.type } : {}),
    }
    return lasting(await ask({ method: 'POST', path, headers, body: form.encoding(pairs) }))
  }

  return {
    ...world,
    post: (form: SentForm) => send(short.replace(slug, form.campaign), form),
    /** The short way takes no path with a query, so that the route does it all. */
    postToRoute: (form: SentForm) => send(`${short.replace(slug, form.campaign)}?`, form),
    remixed: () => remixed,
    asked: () => asked,
    ids: (): readonly AnyId[] => ids,
    everything: () => everything(world, ids),
  }
}

function settingsOf(DATA_DIR: string) {
  return readSettings({
    DATA_DIR,
    DATABASE_URL: `file:${join(DATA_DIR, 'undersigned.db')}`,
    SECRET_KEY: testSecret.toString(),
    PUBLIC_ORIGIN: ours,
    TRUST_PROXY: '1',
    LOG_LEVEL: 'silent',
  })
}

/** One campaign that is open, and one for each way of not being so. */
async function fillStore(store: Store, at: Date): Promise<Campaign> {
  await savePlaces(store, at)
  const campaign = await openCampaign(store, at, campaignText({ opens: '2026-01-01', closes: '2026-12-31' }))
  for (const state of ['paused', 'closed', 'draft'] as const) {
    await openCampaign(store, at, campaignText({ slug: `${state}-one` }))
    await store.setCampaignState(`${state}-one`, state, at)
  }
  await openCampaign(store, at, campaignText({ slug: 'over-one', closes: '2026-11-22' }))
  return campaign
}

/** As `server.ts` opens it; faults of ours are expected here, and told nobody. */
async function builtRemix(): Promise<RemixHandler> {
  const build = (await import(pathToFileURL(resolve('build/server/index.js')).href)) as ServerBuild
  const { faults } = build.entry.module as unknown as typeof import('../../app/entry.server')
  faults.report = () => {}
  return remixHandler(build)
}

/** What is the same for two requests that are answered alike. */
function lasting({ status, headers, body }: Answer) {
  const { date: _date, 'x-request-id': _id, ...others } = headers
  return { status, headers: others, body }
}

/** Every signature, letter and mail of a world, opened. */
async function everything({ store, clock }: World, ids: readonly AnyId[]) {
  const signatures = await Promise.all(ids.map(id => store.signature(id as SignatureId)))
  const ofLetters = await Promise.all(ids.map(id => store.letter(id as LetterId)))
  const mails = await store.claimOutgoing(10_000, new Date(+clock.now() + hour), new Date(+clock.now() + day))
  return {
    signatures,
    letters: ofLetters,
    mails: mails.map(({ kind, signatureId, letterId }) => ({ kind, signatureId, letterId })),
    counts: await store.outbox(),
  }
}
