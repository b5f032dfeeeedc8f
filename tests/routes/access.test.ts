import { createHash } from 'node:crypto'
import { createRequestHandler } from '@remix-run/node'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { RequestContext } from '../../app/context.server'
import { allows, type Right, type Role, roles } from '../../app/domain/organiser/role'
import { deskPaths } from '../bench/desk-paths'
import { openFront, ours } from '../front/opened'
import { openWorld, type World } from '../store/contract/world'
import { addressedRoutes, builtRoutes } from '../support/built'
import { campaignText, openCampaign } from '../support/campaign'
import { signInAs } from '../support/organiser'
import { testPorts } from '../support/ports'
import { openTestStore } from '../support/store'
import { access, type Who } from './access-table'

const build = await builtRoutes()
const routes = addressedRoutes(build).map(({ address, ...route }) => ({ ...route, path: pathTo(address) }))

test('every route of the build has its line in the table, and every line its route', () => {
  expect(routes.map(({ name }) => name).sort()).toEqual(Object.keys(access).sort())
})

test('every page of the desk is one that `npm run bench -- dashboard` measures', () => {
  const has = { cookie: '', invalidation: '1', letter: '1', batch: '1', signature: '1' }
  expect(() => deskPaths({ ...has, update: '1', webhook: '1', organiser: '1' })).not.toThrow()
})

test('what a line says can be asked is there to be asked', () => {
  const wrong = routes.flatMap(({ name, module }) => {
    const [get, post] = access[name] ?? []
    const reads = 'loader' in module || 'default' in module
    return [
      ...(get === '-' || reads ? [] : [`${name} cannot be read`]),
      ...((post === '-') === !('action' in module)
        ? []
        : [`${name} ${post === '-' ? 'can' : 'cannot'} be posted to`]),
    ]
  })
  expect(wrong).toEqual([])
})

/** Whoever may come: a role in the campaign asked for, in every campaign, or in another alone. */
type Comer = 'nobody' | 'no role' | `${Role} ${'here' | 'everywhere' | 'elsewhere'}`

/** Each role where it could be enough, and the greatest where it must not be. */
function comersTo(who: Who): readonly Comer[] {
  const always: readonly Comer[] = ['nobody', 'no role', 'owner elsewhere']
  if (who.endsWith('everywhere'))
    return [...always, 'owner here', ...roles.map(role => `${role} everywhere` as const)]
  return [...always, 'owner everywhere', ...roles.map(role => `${role} here` as const)]
}

const guarded = routes.filter(({ name }) => access[name]?.some(isGuarded))

describe.each(['GET', 'POST'] as const)('%s', method => {
  const asked = guarded.filter(({ name }) => isGuarded(whoMay(name, method)))

  test.each(asked)(
    '$name is answered to whoever has the right, and to nobody else',
    async ({ name, path }) => {
      const who = whoMay(name, method)
      const world = await openWorlds()
      for (const comer of comersTo(who)) {
        const { status, said } = await world.ask(method, path, comer)
        expect({ comer, said, failed: status >= 500 }).toEqual({
          comer,
          said: expected(comer, who, path),
          failed: false,
        })
      }
    },
  )

  test('what needs no role asks nobody to sign in', async () => {
    const world = await openWorlds()
    for (const { name, path } of routes) {
      const who = whoMay(name, method)
      if (isGuarded(who) || who === '-') continue
      const { status, said } = await world.ask(method, path, 'nobody')
      const wanted = who === 'bearer' ? 'not known' : 'answered'
      expect({ name, said, failed: status >= 500 }).toEqual({ name, said: wanted, failed: false })
    }
  })
})

test('no route gives whoever comes a cookie, but where somebody is to be let in or out (SEC-08)', async () => {
  const { ask } = await openWorlds()
  const given = new Set<string>()
  for (const { name, path } of routes)
    for (const method of ['GET', 'POST'] as const) {
      const { cookies } = await ask(method, path, 'nobody')
      for (const cookie of cookies) {
        given.add(name)
        expect(cookie).toMatch(/^__Host-und(-link)?=[^;]*; Path=\/; HttpOnly; SameSite=Lax; Secure/)
      }
    }
  expect([...given]).toEqual(['organise.sign-out'])
})

/** A signature over what is sent, and a link that a mail reader posts to by itself (RFC 8058). */
const provedOtherwise = ['bounces', 'unsubscribe.$token']

test('nobody learns which campaigns there are, by what is said of one that is not theirs (SEC-11)', async () => {
  const { ask } = await openWorlds()
  for (const { name, path } of guarded) {
    if (!path.includes('safer-crossings')) continue
    for (const method of ['GET', 'POST'] as const)
      for (const comer of ['nobody', 'owner elsewhere'] as const) {
        const [theirs, none] = [
          await ask(method, path, comer),
          await ask(method, path.replace('safer-', 'no-'), comer),
        ]
        expect({ name, comer, ...none }).toEqual({ name, comer, ...theirs })
      }
  }
})

test('a form from another site is refused by every route, whatever it says of itself (SEC-01)', async () => {
  const reached: string[] = []
  const { ask } = await openFront(async (_request, response, url) => {
    reached.push(url.pathname)
    response.end()
  })
  const { host } = new URL(ours)
  const strangers: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    {},
    { origin: `https://${host}` },
    { origin: `${ours}:8080` },
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
  ]
  for (const { name, path } of routes) {
    const status = provedOtherwise.includes(name) ? 200 : 403
    for (const headers of strangers) {
      const answer = await ask({ method: 'POST', path, headers, body: 'a=1' })
      expect({ name, headers, status: answer.status }).toEqual({ name, headers, status })
    }
  }
  expect(new Set(reached).size).toBe(provedOtherwise.length)
})

test('reading changes nothing, however often and by whomever (SEC-03)', async () => {
  const { ask, store, dump } = await openWorlds()
  await ask('GET', '/', 'nobody')
  const cookie = (await signInAs(store, at, 'owner')).cookie
  const before = await dump()
  for (const { path } of routes)
    for (const method of ['GET', 'HEAD', 'GET'] as const) await ask(method, path, 'nobody', cookie)
  expect(await dump()).toEqual(before)
})

function isGuarded(who: Who): boolean {
  return !['anyone', 'token', 'bearer', '-'].includes(who)
}

function whoMay(name: string, method: 'GET' | 'POST'): Who {
  return access[name]?.[method === 'GET' ? 0 : 1] ?? '-'
}

/** What the guard says to them. */
function expected(comer: Comer, who: Who, path: string): Said {
  if (comer === 'nobody') return /\.\w+$/.test(path) ? 'not known' : 'sign in'
  return who === 'signed in' || mayAsk(comer, who) ? 'answered' : 'nothing there'
}

const here = 1
const elsewhere = 2

function mayAsk(comer: Comer, who: Who): boolean {
  const [role, where] = comer.split(' ') as [Role, 'here' | 'everywhere' | 'elsewhere']
  const [right, over] = who.split(' ') as [Right, 'here' | 'everywhere']
  if (comer === 'no role') return false
  const campaignId = { here, everywhere: 0, elsewhere }[where]
  return allows([{ campaignId, role }], right, over === 'here' ? here : 0)
}

type Said = 'answered' | 'sign in' | 'not known' | 'nothing there'

const at = new Date('2026-11-23T12:00:00.000Z')

/** Two campaigns, and somebody to ask for pages of the first. */
async function openWorlds() {
  const { store, file } = openTestStore()
  const world: World = await openWorld(() => store)
  await openCampaign(store, at, campaignText({ slug: 'elsewhere' }))
  const context: RequestContext = {
    ports: testPorts(store, world.clock),
    visitor: { network: null },
    ...{ local: false, attempt: { kind: 'untried' }, mailbox: null, demo: null },
    stopping: AbortSignal.abort(), // what goes on for as long as somebody listens ends at once
  }
  const handle = createRequestHandler(build, 'production')
  return {
    store,
    dump: () => dumpOf(file),
    async ask(method: 'GET' | 'HEAD' | 'POST', path: string, comer: Comer, cookie?: string) {
      const headers = { Cookie: cookie ?? (await cookieOf(world, comer)), 'Content-Type': formType }
      const body = method === 'POST' ? { body: 'a=1' } : {}
      const request = new Request(`http://localhost:3000${path}`, {
        method,
        headers: method === 'POST' ? headers : { Cookie: headers.Cookie },
        ...body,
      })
      const answer = await handle(request, { ...context })
      const cookies = answer.headers.getSetCookie()
      return { status: answer.status, cookies, said: saidBy(answer, await wordsOf(answer)) }
    },
  }
}

const formType = 'application/x-www-form-urlencoded'

async function cookieOf({ store }: World, comer: Comer): Promise<string> {
  if (comer === 'nobody') return ''
  if (comer === 'no role') return (await signInAs(store, at, null)).cookie
  const [role, where] = comer.split(' ') as [Role, 'here' | 'everywhere' | 'elsewhere']
  const campaignId = { here, everywhere: 0, elsewhere }[where]
  return (await signInAs(store, at, role, { campaignId })).cookie
}

/** Of what goes on for as long as somebody watches, nothing. */
async function wordsOf(answer: Response): Promise<string> {
  if (!answer.headers.get('Content-Type')?.startsWith('text/event-stream')) return answer.text()
  await answer.body?.cancel()
  return ''
}

function saidBy(answer: Response, body: string): Said {
  if (answer.status === 303 && answer.headers.get('Location')?.startsWith('/organise/sign-in?to='))
    return 'sign in'
  if (answer.status === 401) return 'not known'
  return answer.status === 404 && body.includes('There is nothing here that you may see')
    ? 'nothing there'
    : 'answered'
}

/** What an address names besides the campaign need not be there. */
function pathTo(address: string): string {
  const filled = { slug: 'safer-crossings', file: 'counts.csv', '*': 'nowhere' } as Record<string, string>
  return address.replace(/:(\w+)\??|\*/g, (all, name) => filled[name ?? all] ?? '1')
}

/** A hash for each table but the log, where it is written down that somebody looked at a person's data. */
function dumpOf(file: string): Readonly<Record<string, string>> {
  const reader = new Database(file, { readonly: true })
  onTestFinished(() => void reader.close())
  const names = reader
    .prepare("select name from sqlite_master where type = 'table'")
    .pluck()
    .all() as string[]
  return Object.fromEntries(
    names
      .filter(name => name !== 'audit_event')
      .map(name => {
        const rows = reader.prepare(`select * from "${name}"`).raw().all()
        return [name, createHash('sha256').update(JSON.stringify(rows)).digest('hex')]
      }),
  )
}
