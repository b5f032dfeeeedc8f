import type { RequestContext } from '../context.server'
import { securityHeaders } from './headers'
import { makePage, type Page } from './page'
import { type PageCache, pageCache } from './page-cache'
import type { PublicPath } from './public-paths'
import type { KnownRevisions } from './revisions'

/** Asks Remix for what is at an address of ours, as nobody in particular. */
export type Render = (address: string, context: RequestContext) => Promise<Response>

export interface RenderedPage extends Page {
  readonly path: PublicPath
  /** The revision that it shows. */
  readonly word: string
  /** ms since 1970 */
  readonly goodUntil: number
}

export interface RenderedPages {
  readonly pages: PageCache<RenderedPage>
  /** The page at an address, rendered once for all who wait for it; null where what is there may not be kept. */
  page(path: PublicPath, address: string): Promise<RenderedPage | null>
}

/** A form's token lives for 24 h: whoever loads a page at its oldest still has 12 h to fill it in. */
const pageLivesMs = 12 * 3_600_000

/** A browser asks each time whether its page is current; a cache that many share may answer for a second unasked. */
const askEachTime = 'public, max-age=0, s-maxage=1, must-revalidate'

/** Renders pages with one context, and keeps them while they show what the store has. */
export function renderedPages(
  context: RequestContext,
  render: Render,
  revisions: Pick<KnownRevisions, 'wordFor'>,
  bytesAtMost: number,
): RenderedPages {
  const { ports } = context
  const pages = pageCache<RenderedPage>(bytesAtMost)
  const always = securityHeaders(ports.settings.publicOrigin)
  const underWay = new Map<string, Promise<RenderedPage | null>>()

  async function make(path: PublicPath, address: string, word: string): Promise<RenderedPage | null> {
    const at = ports.now().getTime()
    const answer = await render(address, context)
    if (!mayBeKept(answer)) {
      await answer.body?.cancel()
      return null
    }
    const headers = headersOf(answer, always)
    const page = await makePage(Buffer.from(await answer.arrayBuffer()), headers)
    const rendered = { ...page, path, word, goodUntil: at + lifeMs(headers, path) }
    if (revisions.wordFor(path) === word) pages.put(address, rendered)
    return rendered
  }

  return {
    pages,
    async page(path, address) {
      const word = revisions.wordFor(path)
      if (word === null) return null
      const kept = pages.get(address)
      if (kept?.word === word && ports.now().getTime() < kept.goodUntil) return kept
      const name = `${address} ${word}` // who knows of a change does not wait for a rendering from before it
      const making = underWay.get(name) ?? make(path, address, word).finally(() => underWay.delete(name))
      underWay.set(name, making)
      return making
    },
  }
}

/** The routes have said that they are public; this holds should one of them be wrong. */
function mayBeKept({ status, headers }: Response): boolean {
  const isPersonal = /no-store|private/i.test(headers.get('Cache-Control') ?? '')
  return status === 200 && !headers.has('Set-Cookie') && !isPersonal
}

/** By their names in lower case; a route may set its own for any of those that every answer has. */
function headersOf({ headers }: Response, always: Readonly<Record<string, string>>): Map<string, string> {
  const ours = Object.entries(always).map(([name, value]) => [name.toLowerCase(), value] as const)
  return new Map([...ours, ['cache-control', askEachTime], ...headers])
}

/** No longer than the answer or its route says that it is fresh, where either says so. */
function lifeMs(headers: ReadonlyMap<string, string>, { route }: PublicPath): number {
  const [, seconds] = /\bmax-age=(\d+)/.exec(headers.get('cache-control') ?? '') ?? []
  if (Number(seconds) > 0) return Number(seconds) * 1000
  return route.goodForSeconds === undefined ? pageLivesMs : route.goodForSeconds * 1000
}
