import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { draftParts } from '../../app/domain/draft/fields'
import { exportNames, exportProfiles, isToolProfile } from '../../app/domain/export/choice'
import { idBytes } from '../../app/domain/id'
import { makeLetterToken } from '../../app/domain/letter/revise'
import { makeChoiceToken, makeOfficeToken } from '../../app/domain/office/choice'
import type { OutgoingKind } from '../../app/domain/outbox/outbox'
import { makeSurveyToken } from '../../app/domain/reply/survey'
import { makeConfirmToken } from '../../app/domain/signature/confirm'
import { makeManageToken } from '../../app/domain/supporter/supporter'
import { makeUnsubscribeToken } from '../../app/domain/supporter/unsubscribe'
import { makeNewsToken } from '../../app/domain/update/subscriber'
import { openMailbox } from '../../app/mailer/mailbox'
import { addressedRoutes, builtRoutes } from '../support/built'
import { campaignText, openCampaign } from '../support/campaign'
import { canary, harmlessTypist, hostileTypist, type Typist } from '../support/hostile'
import { signInAs } from '../support/organiser'
import { pagesOver } from '../support/rendering'
import { testFolder } from '../support/store'
import { fieldsOf } from '../support/visitor'
import { access } from './access-table'
import { openTown } from './typed-town'

const routes = addressedRoutes(await builtRoutes())
const desk = '/organise/campaigns/safer-crossings'

type Town = Awaited<ReturnType<typeof openTown>>
type Site = Awaited<ReturnType<typeof openSite>>

/** What goes on for as long as somebody listens, or is there to be posted to. */
const notRead = [
  'organise.campaigns.$slug.live',
  ...routes.map(({ name }) => name).filter(name => access[name]?.[0] === '-' || name.endsWith('.passkey')),
]

test('whatever anybody types anywhere, no page, file, feed or mail is made of anything else for it', async () => {
  const [plain, evil] = [await openSite(harmlessTypist()), await openSite(hostileTypist())]
  for (const { name, address } of routes) {
    if (notRead.includes(name)) continue
    const [one, other] = [await plain.read(name, address), await evil.read(name, address)]
    expect(
      other.map(({ status, type }) => `${status} ${type}`),
      name,
    ).toEqual(one.map(({ status, type }) => `${status} ${type}`))
    const shapes = new Set(one.flatMap(shapesOf))
    expect(
      other.flatMap(answer => shapesOf(answer).filter(shape => !shapes.has(shape))),
      name,
    ).toEqual([])
    other.forEach(expectInert)
    for (const [index, answer] of other.entries()) {
      const like = one[index]
      if (like && !answer.type?.startsWith('text/html'))
        expect(madeOf(answer), answer.path).toEqual(madeOf(like))
    }
  }
  const sheets = await Promise.all(
    [plain, evil].map(site =>
      site.ask(
        'organise.audit',
        `${desk}/paper/export.csv`,
        new URLSearchParams({ reason: 'For the hand-in' }),
      ),
    ),
  )
  const [rows, odd] = sheets.map(madeOf)
  expect(odd).toEqual(rows)
  expect(mailsOf(evil)).toEqual(mailsOf(plain))
  expect(payloadsOf(evil)).toEqual(payloadsOf(plain))
  const sent = evil.town.logged.flatMap(({ about }) =>
    'ended' in about && about.ended === 'accepted' && 'kind' in about ? [about.kind] : [],
  )
  expect([...new Set(sent)].sort()).toEqual(Object.keys(everyMail).sort())
})

/** A kind of mail without a line here is one that nothing above sends. */
const everyMail: Readonly<Record<OutgoingKind, true>> = {
  'already-signed': true,
  chase: true,
  confirm: true,
  'confirm-letter': true,
  'confirm-news': true,
  digest: true,
  letter: true,
  'letter-returned': true,
  'mailbox-full': true,
  manage: true,
  'manage-news': true,
  milestone: true,
  news: true,
  'office-link': true,
  recover: true,
  'remind-survey': true,
  'revise-letter': true,
  summary: true,
  survey: true,
  'test-letter': true,
  update: true,
  'update-test': true,
}

test('what belongs to one campaign is nowhere in the pages of another, whoever owns that one (SEC-11)', async () => {
  const { town } = await openSite(harmlessTypist())
  const { store, clock, ports } = town
  const { id } = await openCampaign(store, clock.now(), campaignText({ slug: 'elsewhere' }))
  const { cookie } = await signInAs(store, clock.now(), 'owner', { campaignId: id })
  const ask = await pagesOver(ports, { cookie })
  const before = [
    await store.counts(town.campaign.id),
    await store.campaign('safer-crossings'),
    await store.accessTokens(),
  ]
  const asked = Object.entries(addresses(town, [])).flatMap(([name, paths]) =>
    /^organise\.campaigns.*\.\$(id|batch|number)/.test(name) ? paths : [],
  )
  expect(asked.length).toBeGreaterThan(10)
  for (const path of asked) {
    const theirs = path.replace('safer-crossings', 'elsewhere')
    const read = await ask(theirs)
    expect({ theirs, status: read.status, said: read.text }).toMatchObject({ theirs, status: 404 })
    for (const intent of intents) {
      const reason = 'I own another campaign'
      const form = new URLSearchParams({
        intent,
        reason,
        do: intent,
        to: intent,
        revision: '0',
        line: town.batch,
      })
      expect([400, 404], `${intent} at ${theirs}`).toContain((await ask(theirs, form)).status) // 400: the page has no such button
    }
  }
  const seen = await ask(
    `${desk.replace('safer-crossings', 'elsewhere')}/queue`,
    new URLSearchParams({ letter: town.held.letter?.id ?? '' }),
  )
  expect(seen.status).toBe(404)
  expect([
    await store.counts(town.campaign.id),
    await store.campaign('safer-crossings'),
    await store.accessTokens(),
  ]).toEqual(before)
})

/** Whatever the buttons of these pages ask for. */
const intents = [
  'invalidate',
  'restore',
  'review',
  'take-down-reply',
  'release',
  'refuse',
  'seen',
  'order',
  'cancel',
  'undo',
  'forget',
  'remove',
  'line',
  'schedule',
  'publish',
  'pause',
  'test',
]

test('whatever is typed into a form is answered as words, and leads nobody elsewhere', async () => {
  const site = await openSite(harmlessTypist())
  const typist = hostileTypist()
  const posted = new Set<string>()
  for (const { name, address } of routes) {
    if (notRead.includes(name) || /^mailbox|\$file$/.test(name)) continue
    for (const { document, path } of await site.read(name, address))
      for (const form of document.querySelectorAll('form'))
        for (const answer of await send(site, name, path, form, typist)) {
          posted.add(name)
          expect(answer.status, `${name} ${path}`).toBeLessThan(500)
          expect(answer.headers.getSetCookie().join(), path).not.toContain(canary)
          expect(answer.location ?? '/', path).toMatch(/^\/(?!\/)[\x21-\x7e]*$/)
          if (answer.type?.startsWith('text/html')) expectInert(answer)
        }
  }
  expect(posted.size).toBeGreaterThan(20)
  const changed = routes.filter(
    ({ name }) => !notRead.includes(name) && !/^mailbox|\.exports\.\$file$/.test(name),
  )
  for (const { name, address } of changed)
    for (const answer of await site.read(name, address)) expectInert(answer)
})

/** What an address holds besides the campaign, for each route that asks for more; every other is known by its file's name. */
function addresses(town: Town, kept: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const { ports, rosa, late, lateLetter, former, clock } = town
  const { tokens } = ports
  const soon = new Date(clock.now().getTime() + 60_000)
  const at = clock.now()
  return {
    $: ['/<x-evil>', '/organise/%3Cx-evil%3E', '/campaigns/%22%20x-evil=1'],
    'confirm.$token': [
      `/confirm/${makeConfirmToken(tokens, town.pending.id, town.pending.letter?.id ?? null, at)}`,
    ],
    'signed.$token': [rosa, late].map(({ id }) => `/signed/${tokens.make('receipt', idBytes(id), soon)}`),
    'letter.$token': [former.letter?.id].flatMap(id =>
      id ? [`/letter/${makeLetterToken(tokens, id, at)}`] : [],
    ),
    'my.$token._index': [`/my/${makeManageToken(tokens, rosa.id, at)}`],
    'my.$token.download': [`/my/${makeManageToken(tokens, rosa.id, at)}/download`],
    'news.$token': [`/news/${makeNewsToken(tokens, town.asked, at)}`],
    'office.$token': [`/office/${makeOfficeToken(tokens, town.officeId)}`],
    'office.choose.$token': [`/office/choose/${makeChoiceToken(tokens, town.office, at)}`],
    'survey.$token': [rosa, lateLetter].flatMap(({ letter }) =>
      letter ? [`/survey/${makeSurveyToken(tokens, letter.id, at)}`] : [],
    ),
    'unsubscribe.$token': [
      `/unsubscribe/${makeUnsubscribeToken(tokens, { kind: 'supporter', id: rosa.id })}`,
    ],
    'organise.join.$token._index': [town.joining],
    'organise.recover.$token': [town.recovering],
    'organise.organisers.$id': [`/organise/organisers/${town.olive.id}`],
    'organise.connections.$id': [`/organise/connections/${town.webhook.id}`],
    'mailbox.$id._index': kept.slice(0, 3).map(id => `/mailbox/${id}`),
    'mailbox.$id.html': kept.map(id => `/mailbox/${id}/html`),
    'mailbox.$id.source': kept.slice(0, 3).map(id => `/mailbox/${id}/source`),
    'campaigns.$slug.updates.$number': ['/campaigns/safer-crossings/updates/1'],
    'organise.campaigns.$slug._index': [desk, `${desk}?constituency=Z14000101`],
    'organise.campaigns.$slug.edit.$part': Object.keys(draftParts).map(part => `${desk}/edit/${part}`),
    'organise.campaigns.$slug.exports.$file': exportProfiles.flatMap(profile =>
      (isToolProfile(profile) ? ['signatures' as const] : exportNames).map(
        name => `${desk}/exports/${name}.csv?profile=${profile}`,
      ),
    ),
    'organise.campaigns.$slug.exports._index': [
      `${desk}/exports`,
      ...exportNames.map(name => `${desk}/exports?export=${name}`),
    ],
    'organise.campaigns.$slug.exports.progress.$id': [],
    'organise.campaigns.$slug.invalidations.$id': [`${desk}/invalidations/${town.invalidation}`],
    'organise.campaigns.$slug.letters_.$id': [town.held, rosa, town.returned, former].map(
      ({ letter }) => `${desk}/letters/${letter?.id}`,
    ),
    'organise.campaigns.$slug.paper.$batch': [`${desk}/paper/${town.batch}`],
    'organise.campaigns.$slug.preview.$view': ['page', 'letter', 'thanks'].map(
      view => `${desk}/preview/${view}`,
    ),
    'organise.campaigns.$slug.signatures.$id': [rosa, town.marked, town.wrong, town.held].map(
      ({ id }) => `${desk}/signatures/${id}`,
    ),
    'organise.campaigns.$slug.updates.$number._index': [1, 2].map(number => `${desk}/updates/${number}`),
    'organise.campaigns.$slug.updates.$number.send': [`${desk}/updates/2/send`],
    'organise.campaigns.$slug.versions.compare': [
      `${desk}/versions/compare?from=1&to=2`,
      `${desk}/versions/compare?from=2&to=draft`,
    ],
    'organise.campaigns.$slug.live': [],
    'petitions.$id': ['/petitions/1.json'],
    'petitions.$id_.count[.]json': ['/petitions/1/count.json'],
    'petitions.$id_.$file': ['/petitions/1/count.xml'],
  }
}

/** Sends a form with every text of it typed, and then with what it hides changed too. */
async function send(site: Site, name: string, path: string, form: Element, typist: Typist) {
  const action = new URL(form.getAttribute('action') || path, 'http://localhost:3000')
  const isTyped = (field: string) =>
    [...form.querySelectorAll('[name]')].some(
      one =>
        one.getAttribute('name') === field &&
        (one.tagName === 'TEXTAREA' ||
          /^(text|search|email|url|password|tel)$/.test(one.getAttribute('type') ?? '')),
    )
  const answers = []
  const typed = Object.keys(fieldsOf(form)).filter(isTyped)
  if (typed.length === 0) return []
  for (const all of [false, true]) {
    const fields = Object.entries(fieldsOf(form)).map(([field, was]) => [
      field,
      all || isTyped(field) ? typist.line() : ([was].flat()[0] ?? ''),
    ])
    const words = new URLSearchParams(fields as [string, string][])
    if (form.getAttribute('method') !== 'post') {
      answers.push(await site.ask(name, `${action.pathname}?${words}`))
      continue
    }
    const data = new FormData()
    for (const [field, value] of words) data.append(field, value)
    answers.push(
      await site.ask(name, action.pathname + action.search, form.getAttribute('enctype') ? data : words),
    )
  }
  return answers
}

async function openSite(typist: Typist) {
  const town = await openTown(typist)
  const folder = testFolder()
  const kept = town.sink.mails.map(({ source }, index) => {
    const id = `${1_700_000_000_000 + index}-${'0'.repeat(12)}`
    writeFileSync(join(folder, `${id}.eml`), source)
    return id
  })
  const known = addresses(town, kept)
  const mailbox = openMailbox(folder)
  const askers = {
    owner: await pagesOver(town.ports, { cookie: town.cookie, mailbox }),
    browser: await pagesOver(town.ports, { cookie: `__Host-und-link=${town.browser}`, mailbox }),
    program: await pagesOver(town.ports, { authorization: `Bearer ${town.bearer}` }),
  }
  async function ask(name: string, path: string, form?: URLSearchParams | FormData) {
    const [who] = access[name] ?? []
    const asker = who === 'bearer' ? 'program' : who === 'anyone' || who === 'token' ? 'browser' : 'owner'
    const answer = await askers[asker](path, form)
    return { path, type: answer.headers.get('Content-Type'), ...answer }
  }
  return {
    ...{ town, kept, ask },
    async read(name: string, address: string) {
      const answers = []
      expect(known[name] ?? []).not.toContain('')
      for (const path of known[name] ?? [plainPath(name, address)]) answers.push(await ask(name, path))
      return answers
    },
  }
}

function plainPath(name: string, address: string): string {
  const path = address.replace(':slug', 'safer-crossings')
  if (/[:*]/.test(path)) throw new Error(`${name}: say in this test what its address holds`)
  return path
}

interface Answer {
  readonly path: string
  readonly type: string | null
  readonly body: string
  readonly document: Document
}

/** Each kind of element on a page: its tag, with the names of its attributes. A line that ends is no kind of its own, nor a field that is wrong. */
function shapesOf({ type, document }: Answer): string[] {
  if (!type?.startsWith('text/html')) return []
  const elements = [...document.querySelectorAll('*')].map(({ tagName, attributes }) =>
    [
      tagName.toLowerCase(),
      ...[...attributes]
        .map(({ name }) => name)
        .filter(name => !/^aria-(invalid|describedby)$/.test(name))
        .sort(),
    ].join(' '),
  )
  return [...new Set(elements)].filter(shape => shape !== 'br')
}

/** Nothing that was typed is an element or an attribute, every link leads to the web or to mail, and each drawing is XML. */
function expectInert({ path, type, body, document }: Answer): void {
  if (!type?.startsWith('text/html')) return
  expect(body, path).not.toMatch(/<\/?x-evil|x-evil="1"/)
  for (const [drawing] of body.matchAll(/<svg\b[\s\S]*?<\/svg>/g)) elementsIn(drawing)
  for (const script of document.querySelectorAll('script'))
    expect(script.getAttribute('src') ?? script.getAttribute('type'), path).toMatch(
      /^(\/organise\/[\w-]+\.js|application\/ld\+json)$/,
    )
  for (const name of ['href', 'src', 'action', 'formaction'])
    for (const element of document.querySelectorAll(`[${name}]`))
      expect(new URL(element.getAttribute(name) ?? '', 'http://localhost:3000').protocol, path).toMatch(
        /^(https?|mailto|otpauth|data):$/,
      )
}

/** What a file that is no page is made of, whatever words stand in it. */
function madeOf({ type, body, path }: Answer): unknown {
  if (type?.startsWith('text/csv')) return sheetOf(body, path)
  if (type?.includes('json')) return keysOf(JSON.parse(body))
  if (type?.includes('yaml')) return keysOf(parseYaml(body))
  if (type?.includes('xml')) return elementsIn(body)
  return type
}

/** How many cells each row has (RFC 4180); none of them begins with what a spreadsheet runs, unless a program asked. */
function sheetOf(body: string, path: string): readonly number[] {
  const rows = body.replace(/^\ufeff/, '').match(/(?:"(?:[^"]|"")*"|[^"\r\n])*\r\n/g) ?? []
  expect(rows.join('').length, path).toBe(body.replace(/^\ufeff/, '').length)
  return rows.map(row => {
    const cells = row.slice(0, -2).match(/(?<=^|,)(?:"(?:[^"]|"")*"|[^",]*)(?=,|$)/g) ?? []
    for (const cell of path.includes('profile=machine') ? [] : cells)
      expect(
        cell
          .replace(/^"|"$/g, '')
          .replaceAll('""', '"')
          .replace(/^[\s"\u200b]+/, ''),
        path,
      ).not.toMatch(/^[=+\-@\uff1d\uff0b\uff0d\uff20]/)
    return cells.length
  })
}

/** Fails where it is no XML (strictly: as the standard has it, and no character that it forbids). */
function elementsIn(xml: string): readonly string[] {
  const elements: string[] = []
  const parser = new SaxesParser()
  parser.on('error', fault => {
    throw fault
  })
  parser.on('opentag', ({ name, attributes }) => elements.push([name, ...Object.keys(attributes)].join(' ')))
  parser.write(xml).close()
  return elements
}

function keysOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keysOf)
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keysOf(inner)]))
}

/** To how many each mail went, and under which headers. */
function mailsOf({ town }: Site) {
  return town.sink.mails.map(({ parsed, to }) => ({
    to: to.length,
    headers: parsed.headerLines.map(({ key }) => key).sort(),
    attachments: parsed.attachments.length,
  }))
}

function payloadsOf({ town }: Site) {
  return town.payloads.map(payload => keysOf(JSON.parse(payload)))
}
