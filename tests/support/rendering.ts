import { createRequestHandler } from '@remix-run/node'
import { parseHTML } from 'linkedom'
import type { RequestContext } from '../../app/context.server'
import type { Ports } from '../../app/domain/ports'
import { builtRoutes } from './built'

/**
 * Asks the built routes for pages, as nobody in particular unless told otherwise, over ports of the test's own.
 * @param who `cookie` for somebody who is signed in (`organiser.ts`), `authorization` for a program that bears a token
 */
export async function pagesOver(ports: Ports, { cookie, authorization, ...who }: Asker = {}) {
  const handle = createRequestHandler(await builtRoutes(), 'production')
  const { publicOrigin } = ports.settings
  const context: RequestContext = {
    ports,
    visitor: { network: null },
    local: false,
    attempt: { kind: 'untried' },
    mailbox: null,
    demo: null,
    stopping: new AbortController().signal,
    ...who,
  }
  /** @param form is posted, where there is one */
  return async (path: string, form?: URLSearchParams | FormData) => {
    const headers = {
      ...(cookie ? { Cookie: cookie } : {}),
      ...(authorization ? { Authorization: authorization } : {}),
    }
    const how = form ? { method: 'POST', body: form } : {}
    const answer = await handle(new Request(publicOrigin + path, { headers, ...how }), { ...context })
    const body = await answer.text()
    const { document } = parseHTML(body)
    const text = (document.querySelector('main')?.textContent ?? '').replace(/\s+/g, ' ').trim()
    const { status, headers: said } = answer
    return { status, location: said.get('Location'), headers: said, body, document, text }
  }
}

interface Asker extends Partial<Pick<RequestContext, 'local' | 'mailbox'>> {
  readonly cookie?: string
  readonly authorization?: string
}
