import { createRequestHandler } from '@remix-run/node'
import { parseHTML } from 'linkedom'
import { Secret, TOTP } from 'otpauth'
import type { RequestContext } from '../../app/context.server'
import { countingLimits } from '../../app/domain/limit'
import { inviteOrganiser } from '../../app/domain/organiser/invite'
import type { Role } from '../../app/domain/organiser/role'
import type { Ports } from '../../app/domain/ports'
import { builtRoutes } from './built'
import { type Clock, clockAt } from './clock'
import { testPorts } from './ports'
import { openTestStore } from './store'
import { encode, type Fields } from './visitor'

/** What somebody who comes to sign in is answered. */
export interface Answered {
  readonly status: number
  readonly location: string | null
  readonly headers: Headers
  /** As it was sent. */
  readonly html: string
  readonly document: Document
  readonly text: string
}

/** A browser without JavaScript that keeps cookies. */
export interface Browser {
  get(path: string): Promise<Answered>
  post(path: string, fields: Fields): Promise<Answered>
  /** What it keeps, by name; whoever steals it may put it into another. */
  readonly cookies: Map<string, string>
}

/** An authenticator app that has been told a key. */
export interface App {
  /** The code that it shows so many steps from now; it is good for one before and one after. */
  code(steps?: number): string
}

export const password = 'kettle moor nine larks'

/** The built routes over a store and a clock of the test's own, with the limits that a site has, and browsers to ask them. */
export async function openDoor(publicOrigin = 'http://localhost:3000') {
  const { store, file } = openTestStore()
  const clock = clockAt()
  const base = testPorts(store, clock)
  const ports: Ports = { ...base, limits: countingLimits(), settings: { ...base.settings, publicOrigin } }
  const handle = createRequestHandler(await builtRoutes(), 'production')
  const browser = (network = 7) =>
    browserOf(ports, network, request => handle(request, contextOf(ports, network)))

  async function invite(name: string, role: Role = 'owner', campaignId = 0): Promise<string> {
    const { url } = await inviteOrganiser(ports, `${name}@example.org`, { role, campaignId }, { id: null })
    return new URL(url).pathname
  }

  async function join(who: Browser, link: string, odd: Fields = {}) {
    await who.post(link, { step: 'begin' })
    const secret =
      (await who.get(link)).document.querySelector('input[name=secret]')?.getAttribute('value') ?? ''
    const app = appWith(secret, clock)
    const typed = { step: 'password', name: 'Olive Ganiser', password, secret, code: app.code(), ...odd }
    return { app, page: await who.post(link, typed) }
  }

  return {
    ...{ store, file, clock, ports, browser, invite, join },
    /** Somebody who has joined, by a browser that is signed in. */
    async member(name: string, role: Role = 'owner', campaignId = 0) {
      const who = browser()
      return { who, ...(await join(who, await invite(name, role, campaignId))) }
    },
    /** Both steps of signing in. */
    async signIn(who: Browser, code: string, odd: Fields = {}): Promise<Answered> {
      const first = await who.post('/organise/sign-in', {
        step: 'password',
        email: 'olive@example.org',
        password,
        ...odd,
      })
      const token = first.document.querySelector('input[name=token]')?.getAttribute('value')
      return token ? who.post('/organise/sign-in', { step: 'code', token, code, to: '', ...odd }) : first
    },
  }
}

function browserOf(
  { settings }: Ports,
  network: number,
  ask: (request: Request) => Promise<Response>,
): Browser {
  const cookies = new Map<string, string>()
  async function answered(path: string, init: RequestInit): Promise<Answered> {
    const headers = { ...init.headers, Cookie: [...cookies].map(pair => pair.join('=')).join('; ') }
    const userAgent = {
      'User-Agent': `Mozilla/5.0 (X11; Linux x86_64; rv:140.${network}) Gecko/20100101 Firefox/140.0`,
    }
    const answer = await ask(
      new Request(settings.publicOrigin + path, { ...init, headers: { ...userAgent, ...headers } }),
    )
    for (const cookie of answer.headers.getSetCookie()) keep(cookies, cookie)
    const html = await answer.text()
    const { document } = parseHTML(html)
    const text = (document.querySelector('main')?.textContent ?? '').replace(/\s+/g, ' ').trim()
    const { status, headers: said } = answer
    return { status, location: said.get('Location'), headers: said, html, document, text }
  }
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
  return {
    cookies,
    get: path => answered(path, {}),
    post: (path, fields) =>
      answered(path, { method: 'POST', headers: form, body: encode(fields).toString() }),
  }
}

function keep(cookies: Map<string, string>, said: string): void {
  const [pair = '', ...attributes] = said.split('; ')
  const at = pair.indexOf('=')
  if (attributes.includes('Max-Age=0')) cookies.delete(pair.slice(0, at))
  else cookies.set(pair.slice(0, at), pair.slice(at + 1))
}

function contextOf(ports: Ports, network: number): RequestContext & Record<string, unknown> {
  return {
    ports,
    visitor: { network: Buffer.alloc(8, network) },
    ...{ local: false, attempt: { kind: 'untried' as const }, mailbox: null, demo: null },
    stopping: new AbortController().signal,
  }
}

function appWith(secret: string, clock: Clock): App {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  return { code: (steps = 0) => totp.generate({ timestamp: clock.now().getTime() + steps * 30_000 }) }
}
