import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context, RequestContext } from '../context.server'
import { describeFault } from '../domain/problem'
import { isTryingOut } from './network'
import { sendPage } from './page'
import { type BuiltRoute, type PublicPath, publicPaths } from './public-paths'
import { type Render, renderedPages } from './rendered'
import { knownRevisions } from './revisions'

/** Public pages, rendered once and then served from memory. */
export interface PublicPages {
  /** Answers at once where the page is kept and known to be current; else false, and nothing was done. */
  answer(request: IncomingMessage, response: ServerResponse): boolean
  /** Answers whatever is a public page, rendering it where need be; false where it is none. */
  serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean>
  /** Bytes that those kept take. */
  size(): number
}

/** A campaign's page of 21 KB takes 80 KB in its three encodings: room for 800 of them. */
const bytesAtMost = 64 * 1024 * 1024

/**
 * Only what its route says is public is kept (`PublicRoute`), and it is rendered from its address alone: no header,
 * cookie or network of whoever asked first is there to leak. An address is the path and a `source` that the campaign
 * lists; once there are pages in other languages, the language too. So there are no more of them than there are
 * pages, whatever is asked for.
 */
export function publicPages(
  { ports, mailbox, log, stopping }: Pick<Context, 'ports' | 'mailbox' | 'log' | 'stopping'>,
  demo: RequestContext['demo'],
  routes: readonly BuiltRoute[],
  render: Render,
): PublicPages {
  const pathOf = publicPaths(routes)
  const revisions = knownRevisions({
    ask: () => ports.store.revisions(),
    now: ports.now,
    changed() {
      for (const { pages } of [outside, inside])
        pages.keepOnly(({ path, word }) => revisions.wordFor(path) === word)
    },
    failed: fault => log.error({ fault: describeFault(fault) }, 'public pages may be old'),
  })
  const renderedFor = (mailbox: RequestContext['mailbox']) =>
    renderedPages(
      {
        ...{ ports, demo, mailbox, visitor: { network: null }, local: false },
        ...{ attempt: { kind: 'untried' }, stopping: stopping.signal },
      },
      render,
      revisions,
      bytesAtMost,
    )
  const outside = renderedFor(null)
  // Where mail lands in our own mailbox pages lead there, but not those for whoever comes through a proxy or by another name.
  const inside = mailbox ? renderedFor(mailbox) : outside
  const pagesFor = (request: IncomingMessage) =>
    mailbox && isTryingOut(request, ports.settings.publicOrigin) ? inside : outside

  async function addressOf({ address, campaign, route }: PublicPath, url: URL): Promise<string> {
    const source = route.query === 'source' ? url.searchParams.get('source') : null
    if (!source || !campaign || !('slug' in campaign)) return address
    const listed = (await ports.store.campaign(campaign.slug))?.text.sources ?? []
    return listed.includes(source) ? `${address}?source=${source}` : address
  }

  return {
    answer(request, response) {
      const page = pagesFor(request).pages.get(request.url ?? '')
      if (page === undefined) return false
      const at = ports.now().getTime()
      if (at >= page.goodUntil || !revisions.areFresh(at)) return false
      if (request.method !== 'GET' && request.method !== 'HEAD') return false
      sendPage(page, request, response, at)
      return true
    },

    async serve(request, response, url) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false
      const path = pathOf(url.pathname)
      if (!path || (path.route.query === 'answered' && url.search !== '')) return false
      await revisions.refresh()
      const page = await pagesFor(request).page(path, await addressOf(path, url))
      if (page) sendPage(page, request, response, ports.now().getTime())
      return page !== null
    },

    size: () => outside.pages.size() + (inside === outside ? 0 : inside.pages.size()),
  }
}
