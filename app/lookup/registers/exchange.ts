import type { z } from 'zod'
import type { After } from '../../domain/timer'

/** The statuses that mean something, each with the shape of its body. */
export type Answers = Readonly<Record<number, z.ZodType>>

export type Answer<Known extends Answers> = {
  readonly [Status in keyof Known]: { readonly status: Status; readonly body: z.output<Known[Status]> }
}[keyof Known]

export type Exchanged<Answered> =
  | { readonly kind: 'answered'; readonly answer: Answered }
  | {
      readonly kind: 'failed'
      /** Neither what was asked nor anything that came back. */
      readonly why: string
      /** Whether it may be well the next time. */
      readonly retry: 'never' | { readonly notBeforeMs: number }
    }

export interface ExchangeOptions {
  /** Scheme, host, port and perhaps a path; no slash at its end. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  now(): Date
  readonly after: After
}

/** A register that is well answers within one; a supporter waits meanwhile. */
const answerMs = 5_000

/** Everything that MapIt says of a postcode is some 15 KB, a page of 20 members 30. */
const bytesAtMost = 2_000_000

/** Of a register that asks for a longer pause nothing more is expected now. */
const retryAfterAtMostMs = 5_000

/** Asks once. Follows no redirect: what these registers promise, they promise where they were asked. */
export async function exchange<Known extends Answers>(
  { url, headers, now, after }: ExchangeOptions,
  path: string,
  known: Known,
): Promise<Exchanged<Answer<Known>>> {
  const cut = new AbortController()
  const callOff = after(answerMs, () => cut.abort())
  try {
    const asked = { Accept: 'application/json', ...headers }
    const response = await fetch(`${url}${path}`, { headers: asked, redirect: 'manual', signal: cut.signal })
    const shape = known[response.status]
    if (shape) return await readAnswer(response, shape)
    await response.body?.cancel()
    return refusal(response, now())
  } catch (fault) {
    const why = cut.signal.aborted ? `nothing came within ${answerMs / 1000} s` : causeOf(fault)
    return { kind: 'failed', why, retry: { notBeforeMs: 0 } }
  } finally {
    callOff()
  }
}

async function readAnswer<Known extends Answers>(
  response: Response,
  shape: z.ZodType,
): Promise<Exchanged<Answer<Known>>> {
  const text = await textOf(response)
  if (text === null) return unfit(`the answer is longer than ${bytesAtMost / 1e6} MB`)
  const json = parseJson(text)
  if (json === undefined) return unfit('the answer is no JSON')
  const read = shape.safeParse(json)
  if (read.success)
    return { kind: 'answered', answer: { status: response.status, body: read.data } as Answer<Known> }
  const where = new Set(read.error.issues.map(({ path }) => path.join('.') || 'all of it'))
  return unfit(`the answer has another shape: ${[...where].slice(0, 3).join(', ')}`)
}

function unfit(why: string): Exchanged<never> {
  return { kind: 'failed', why, retry: 'never' }
}

/** Null where it is longer than any answer ought to be. */
async function textOf({ body }: Response): Promise<string | null> {
  if (!body) return ''
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let bytes = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.length
    if (bytes > bytesAtMost) {
      await reader.cancel()
      return null
    }
    chunks.push(part.value)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function refusal({ status, headers }: Response, at: Date): Exchanged<never> {
  const why = status >= 300 && status < 400 ? `it redirects (${status})` : `status ${status}`
  if (status !== 429 && status < 500) return unfit(why)
  const notBeforeMs = retryAfterMs(headers.get('Retry-After'), at)
  return { kind: 'failed', why, retry: notBeforeMs > retryAfterAtMostMs ? 'never' : { notBeforeMs } }
}

/** Seconds or a date (RFC 9110 section 10.2.3); 0 where it says nothing of use. */
function retryAfterMs(said: string | null, at: Date): number {
  if (said === null) return 0
  const ms = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - at.getTime()
  return Number.isNaN(ms) ? 0 : Math.max(0, ms)
}

/** What `fetch` wraps, such as ECONNREFUSED, by its code alone: its words name the host and might name more. */
function causeOf(fault: unknown): string {
  const cause = fault instanceof Error && fault.cause ? fault.cause : fault
  if (!(cause instanceof Error)) return typeof cause
  return 'code' in cause ? String(cause.code) : cause.name
}
