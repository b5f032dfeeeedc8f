import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context } from '../context.server'
import { describeFault } from '../domain/problem'
import { isLocal } from './network'

/**
 * Answers `/healthz` (the process answers) and `/readyz` (the store takes writes and its tables are current; the
 * oldest mail that is due, and whether sending is paused). Everything else is 503 while there is no context yet.
 */
export function answerHealth(
  request: IncomingMessage,
  response: ServerResponse,
  context: Context | null,
): void {
  if (request.url?.split('?')[0] === '/healthz') answer(response, 200, { status: 'ok' })
  else if (context) void answerReady(response, context, isLocal(request, context.settings.trustProxy))
  else answer(response, 503, { status: 'starting' })
}

export function isHealthPath(path: string): boolean {
  return path === '/healthz' || path === '/readyz'
}

async function answerReady(response: ServerResponse, { ports, log }: Context, local: boolean): Promise<void> {
  try {
    await ports.store.checkReady()
    // How many mails there are would tell whoever posts an address whether it was mailed (SEC-12).
    if (!local) return answer(response, 200, { status: 'ready' })
    const [{ states, oldestDue }, { state: sending }] = await Promise.all([
      ports.store.outbox(),
      ports.store.sending(),
    ])
    answer(response, 200, { status: 'ready', sending, outbox: states, oldest_due: oldestDue })
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
