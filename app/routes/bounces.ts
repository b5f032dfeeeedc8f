import type { ActionFunctionArgs } from '@remix-run/node'
import { takeBounce } from '../domain/outbox/bounce'
import { isProblem } from '../domain/problem'
import { retryHeaders, statusOf } from '../http/problems'

/** `POST /bounces`: a delivery report as `cli bounce` reads it, from whoever signs with our secret. It says nothing but a status. */
export async function action({ request, context: { ports } }: ActionFunctionArgs): Promise<Response> {
  const raw = new Uint8Array(await request.arrayBuffer())
  if (!ports.bounceWebhook.isSigned(raw, request.headers, ports.now())) return answer(401)
  try {
    const { kind } = await takeBounce(ports, raw, envelopeAddress(request))
    return answer(kind === 'unreadable' || kind === 'about-none' ? 422 : 204)
  } catch (thrown) {
    if (!isProblem(thrown)) throw thrown
    return answer(statusOf(thrown), retryHeaders(thrown))
  }
}

export function loader(): Response {
  return answer(405, { Allow: 'POST' })
}

function envelopeAddress({ url, headers }: Request): string {
  return new URL(url).searchParams.get('to') ?? headers.get('Envelope-To') ?? ''
}

function answer(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { 'Cache-Control': 'no-store', ...headers } })
}
