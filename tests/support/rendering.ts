import { createRequestHandler } from '@remix-run/node'
import { parseHTML } from 'linkedom'
import type { RequestContext } from '../../app/context.server'
import type { Ports } from '../../app/domain/ports'
import { builtRoutes } from './built'

/**
 * Asks the built routes for pages, as nobody in particular unless told otherwise, over ports of the test's own.
 * @param who `cookie` for somebody who is signed in (`organiser.ts`)
 */
export async function pagesOver(
  ports: Ports,
  { cookie, ...who }: Partial<Pick<RequestContext, 'local'>> & { readonly cookie?: string } = {},
) {
  const handle = createRequestHandler(await builtRoutes(), 'production')
  const { publicOrigin } = ports.settings
  const context: RequestContext = {
    ports,
    visitor: { network: null },
    local: false,
    attempt: { kind: 'untried' },
    mailbox: null,
    demo: null,
    ...who,
  }
  return async (path: string) => {
    const headers = cookie ? { Cookie: cookie } : {}
    const answer = await handle(new Request(publicOrigin + path, { headers }), { ...context })
    const { document } = parseHTML(await answer.text())
    const text = (document.querySelector('main')?.textContent ?? '').replace(/\s+/g, ' ').trim()
    return { status: answer.status, location: answer.headers.get('Location'), document, text }
  }
}
