import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import type { Reach } from './reach'

/** What came of posting: the answer's status, or why there was none, in a few words. */
export interface Posted {
  readonly status: number | null
  readonly fault: string | null
}

export interface PostOptions {
  readonly reach: Reach
  /** For all of it together, in ms. */
  readonly withinMs?: number
  /** Another authority than the public ones, in PEM: for tests. */
  readonly ca?: string
}

/** An answer's words are of no interest; so much of them is read, so that the other side may end in peace. */
const readAtMost = 64 * 1024

/**
 * Posts JSON to an address that somebody typed in. Every address of its host is checked, and one of those that were checked is
 * connected to, so that a name cannot lead elsewhere between the two; no redirect is followed (SEC-23).
 */
export async function post(
  url: URL,
  body: string,
  headers: Readonly<Record<string, string>>,
  { reach, withinMs = 5_000, ca }: PostOptions,
): Promise<Posted> {
  const signal = AbortSignal.timeout(withinMs)
  try {
    const address = await Promise.race([checkedAddress(url, reach), cutOff(signal)])
    const status = await exchange(url, address, body, headers, signal, ca)
    return { status, fault: null }
  } catch (fault) {
    return { status: null, fault: signal.aborted ? `no answer within ${withinMs / 1000} s` : wordsOf(fault) }
  }
}

class Refused extends Error {}

/** Rejects once it is too late: looking a name up knows of no signal, and the system tries for half a minute. */
function cutOff(signal: AbortSignal): Promise<never> {
  return new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason), { once: true }))
}

async function checkedAddress(url: URL, reach: Reach): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) ? [host] : await reach.resolve(host)
  for (const address of addresses) {
    const refusal = reach.refusal(address)
    if (refusal) throw new Refused(refusal)
  }
  const [first] = addresses
  if (!first) throw new Refused(`${host} has no address`)
  return first
}

function exchange(
  url: URL,
  address: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  ca: string | undefined,
): Promise<number> {
  const family = isIP(address)
  return new Promise((answered, fail) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(
      url,
      {
        method: 'POST',
        agent: false,
        signal,
        ...(ca ? { ca } : {}),
        // Node asks for one address or for all, as it tries them.
        lookup: (_host, options, done) =>
          options.all ? done(null, [{ address, family }]) : done(null, address, family),
        headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
      },
      answer => answered(readOut(answer)),
    )
    request.on('error', fail)
    request.end(body)
  })
}

/** Resolves once the answer is read, or has become too long to wait for. */
async function readOut(answer: IncomingMessage): Promise<number> {
  let read = 0
  for await (const chunk of answer) {
    read += (chunk as Buffer).length
    if (read > readAtMost) break // leaving the loop destroys the answer, and its connection with it
  }
  return answer.statusCode ?? 0
}

/** Never what the other side said. */
function wordsOf(fault: unknown): string {
  if (fault instanceof Refused) return fault.message
  const { code } = fault as NodeJS.ErrnoException
  return faults[code ?? ''] ?? `no connection (${code ?? 'unknown'})`
}

const faults: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its host has no address',
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection was cut off',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'nobody we know vouches for its certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
}
