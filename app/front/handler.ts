import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context, RequestContext, SignAttempt } from '../context.server'
import { describeFault } from '../domain/problem'
import { type Body, readBody } from './body'
import { publicFiles } from './files'
import { passkeysAllowed, securityHeaders, setHeaders } from './headers'
import { answerHealth, isHealthPath, readinessOf } from './health'
import { isLocal, isTryingOut, networkNamer } from './network'
import { allowedOrigins, isOurOwn } from './origin'
import { asksForPasskeys, homeOf } from './passkey-paths'
import type { PublicPages } from './public-pages'
import { redirecting } from './redirect'
import { refuse } from './refuse'
import type { RemixHandler } from './remix'
import { mayBeShort, shortWay } from './short-way'
import { bodyAtMostAt, isSignedPath } from './signed-paths'

const untried = { kind: 'untried' } as const
const methods = new Set(['GET', 'HEAD', 'POST'])

/**
 * What every request meets before any route: headers, method, origin, size. Then files, health, public pages and Remix.
 * @param pages null in development, where each request renders what was just changed
 */
export function frontHandler(
  context: Context,
  remix: RemixHandler,
  port: number,
  demo: RequestContext['demo'],
  pages: PublicPages | null,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { settings, ports, mailbox, log, stopping } = context
  const { publicOrigin } = ports.settings
  const headers = securityHeaders(publicOrigin)
  const origins = allowedOrigins(publicOrigin, port, settings.production)
  const readiness = readinessOf(context)
  const serveFile = publicFiles('public')
  const signShortly = shortWay(ports)
  const redirect = redirecting(headers)
  const nameNetwork = networkNamer(settings.secret, settings.trustProxy)

  /**
   * The short way first: it spares itself reading the URL and setting headers one by one, which is 5 µs. It has read
   * the body of what it hands on, and says whether `sign` was called.
   */
  async function handle(request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
    const body = mayBeShort(request) && isOurOwn(request, origins) ? await readBody(request) : null
    const end = body instanceof Buffer ? await signShortly(request, body, nameNetwork(request)) : untried
    if (end.kind === 'signed') return redirect(response, end.slug, ports.now().getTime())
    setHeaders(response, { ...headers, 'X-Request-Id': id })
    await handleAny(request, response, body, end)
  }

  /** @param read the body, where the short way has read it */
  async function handleAny(
    request: IncomingMessage,
    response: ServerResponse,
    read: Body | null,
    attempt: SignAttempt,
  ): Promise<void> {
    if (!methods.has(request.method ?? '')) {
      response.setHeader('Allow', 'GET, HEAD, POST')
      return refuse(response, 405)
    }
    const url = readUrl(publicOrigin, request.url ?? '')
    if (!url) return refuse(response, 400)
    if (!isSignedPath(url.pathname) && !isOurOwn(request, origins)) return refuse(response, 403)
    if (isHealthPath(url.pathname)) return health(request, response)
    if (asksForPasskeys(url.pathname)) {
      const home = homeOf(request, url)
      if (home) return void response.writeHead(307, { Location: home }).end()
      setHeaders(response, passkeysAllowed)
    }
    if (serveFile(request, response, url.pathname)) return
    if (await pages?.serve(request, response, url)) return
    const body =
      read ?? (request.method === 'POST' ? await readBody(request, bodyAtMostAt(url.pathname)) : null)
    if (body === 'too-large') {
      response.setHeader('Connection', 'close') // the rest of it is not read
      return refuse(response, 413)
    }
    await remix(request, response, url, body, {
      ports,
      mailbox: isTryingOut(request, publicOrigin) ? mailbox : null,
      demo,
      visitor: { network: nameNetwork(request) },
      local: isLocal(request, settings.trustProxy),
      attempt,
      stopping: stopping.signal,
    })
  }

  function health(request: IncomingMessage, response: ServerResponse): void {
    if (request.method === 'POST') {
      response.setHeader('Allow', 'GET, HEAD')
      refuse(response, 405)
    } else answerHealth(request, response, readiness)
  }

  return (request, response) => {
    if (pages?.answer(request, response)) return
    const id = randomUUID()
    handle(request, response, id).catch(fault => {
      if (response.destroyed) return // whoever asked has left
      log.error({ request: id, fault: describeFault(fault) }, 'request failed')
      if (response.headersSent) response.destroy()
      else {
        setHeaders(response, { ...headers, 'X-Request-Id': id })
        refuse(response, 500)
      }
    })
  }
}

/** Null for what is no path of ours: a whole address, `//host`, or percent signs that decode to nothing. */
function readUrl(publicOrigin: string, path: string): URL | null {
  if (!/^\/(?![/\\])/.test(path) || !URL.canParse(publicOrigin + path)) return null
  const url = new URL(publicOrigin + path)
  try {
    decodeURIComponent(url.pathname)
  } catch {
    return null
  }
  url.searchParams.delete('_data') // Remix's old data requests skip a page's headers
  return url.origin === new URL(publicOrigin).origin ? url : null
}
