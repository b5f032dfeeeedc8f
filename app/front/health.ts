import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context } from '../context.server'
import type { OutboxHealth } from '../domain/outbox/store'
import { describeFault } from '../domain/problem'
import { lately } from './lately'
import { isLocal } from './network'

/** What `/readyz` asks. */
export interface Readiness extends Pick<Context, 'ports' | 'log' | 'settings'> {
  readonly outbox: () => Promise<OutboxHealth | null>
}

/** A probe comes every few seconds, and counting a million mails takes the one thread 0.24 s: they are counted once a minute. */
const countedEveryMs = 60_000

export function readinessOf({ ports, log, settings }: Context): Readiness {
  const counted = lately(() => ports.store.outbox(), ports.now, countedEveryMs)
  return { ports, log, settings, outbox: () => counted('outbox') }
}

/**
 * Answers `/healthz` (the process answers) and `/readyz` (the store takes writes and its tables are current; the
 * oldest mail that is due, and whether sending is paused). Everything else is 503 while there is no context yet.
 */
export function answerHealth(
  request: IncomingMessage,
  response: ServerResponse,
  readiness: Readiness | null,
): void {
  if (request.url?.split('?')[0] === '/healthz') answer(response, 200, { status: 'ok' })
  else if (readiness) void answerReady(response, readiness, isLocal(request, readiness.settings.trustProxy))
  else answer(response, 503, { status: 'starting' })
}

export function isHealthPath(path: string): boolean {
  return path === '/healthz' || path === '/readyz'
}

async function answerReady(
  response: ServerResponse,
  { ports, log, outbox }: Readiness,
  local: boolean,
): Promise<void> {
  try {
    await ports.store.checkReady()
    // How many mails there are would tell whoever posts an address whether it was mailed (SEC-12).
    if (!local) return answer(response, 200, { status: 'ready' })
    const [mails, { state: sending }] = await Promise.all([outbox(), ports.store.sending()])
    answer(response, 200, { status: 'ready', sending, outbox: mails?.states, oldest_due: mails?.oldestDue })
  } catch (fault) {
    log.error({ fault: describeFault(fault) }, 'not ready')
    answer(response, 503, { status: 'not ready' })
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.setHeader('Cache-Control', 'no-store')
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(body))
}
