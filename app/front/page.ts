import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { chooseEncoding, type Encoding, encodings } from './encoding'
import { matchingTag, tagOf } from './etag'

/** A rendering, ready to be sent in any encoding. */
export interface Page {
  readonly variants: Readonly<Record<Encoding, Variant>>
  /** Bytes that it takes in memory. */
  readonly size: number
}

interface Variant {
  readonly etag: string
  /** One character a byte: Node writes head and body in one piece where both are strings. */
  readonly body: string
  /** Name, value, name, value, …: what `writeHead` takes quickest. */
  readonly found: string[]
  readonly unchanged: string[]
}

/**
 * Compresses once what is then sent many times, in Node's thread pool.
 * @param headers of every answer with this page, by their names in lower case
 */
export async function makePage(bytes: Buffer, headers: ReadonlyMap<string, string>): Promise<Page> {
  const tag = tagOf(bytes)
  const [br, gzip, identity] = await Promise.all([
    brotlied(bytes).then(body => makeVariant(`"${tag}-br"`, body, headers, 'br')),
    gzipped(bytes).then(body => makeVariant(`"${tag}-gzip"`, body, headers, 'gzip')),
    makeVariant(`"${tag}"`, bytes, headers),
  ])
  return { variants: { br, gzip, identity }, size: sizeOf(br) + sizeOf(gzip) + sizeOf(identity) }
}

/** Answers GET and HEAD: 304 where the reader has the page already, in whatever encoding it got it. */
export function sendPage({ variants }: Page, request: IncomingMessage, response: ServerResponse): void {
  const { headers, method } = request
  const chosen = variants[chooseEncoding(headers['accept-encoding'] as string | undefined)]
  const ifNoneMatch = headers['if-none-match']
  const held = ifNoneMatch === undefined ? null : heldVariant(variants, ifNoneMatch, chosen)
  if (held) response.writeHead(304, held.unchanged).end()
  else if (method === 'HEAD') response.writeHead(200, chosen.found).end()
  else response.writeHead(200, chosen.found).end(chosen.body, 'latin1')
}

/** The variant that the reader has: a 304 names that one, or a cache could not tell which of its own is meant. */
function heldVariant(variants: Page['variants'], ifNoneMatch: string, chosen: Variant): Variant | null {
  if (ifNoneMatch === chosen.etag) return chosen
  const all = [chosen, ...encodings.map(encoding => variants[encoding])]
  const etag = matchingTag(
    ifNoneMatch,
    all.map(variant => variant.etag),
  )
  return all.find(variant => variant.etag === etag) ?? null
}

/** What a 304 leaves out: it speaks of a body that is not sent. */
const ofTheBody = new Set(['content-type', 'content-encoding', 'content-length'])

function makeVariant(
  etag: string,
  body: Buffer,
  headers: ReadonlyMap<string, string>,
  encoding?: Encoding,
): Variant {
  const all = new Map([
    ...headers,
    ...(encoding ? [['content-encoding', encoding] as const] : []),
    ['content-length', String(body.length)],
    ['etag', etag],
    ['vary', 'Accept-Encoding'],
  ])
  return {
    etag,
    body: body.toString('latin1'),
    found: [...all].flat(),
    unchanged: [...all].filter(([name]) => !ofTheBody.has(name)).flat(),
  }
}

const gzipped = promisify(gzip) as (bytes: Buffer) => Promise<Buffer>

/** QUALITY_NOTE */
const brotliQuality = 5

function brotlied(bytes: Buffer): Promise<Buffer> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  }
  return promisify(brotliCompress)(bytes, { params })
}

function sizeOf({ body, found, unchanged }: Variant): number {
  return body.length + [...found, ...unchanged].reduce((sum, word) => sum + word.length, 0)
}
