import { parseHTML } from 'linkedom'
import type { RequestContext } from '../../app/context.server'
import type { Ports } from '../../app/domain/ports'
import { remixRender } from '../../app/front/remix'
import { builtRoutes } from './built'

/** Asks the built routes for pages, as nobody in particular unless told otherwise, over ports of the test's own. */
export async function pagesOver(ports: Ports, who: Partial<Pick<RequestContext, 'local'>> = {}) {
  const render = remixRender(await builtRoutes(), ports.settings.publicOrigin)
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
  return async (path: string) => {
    const answer = await render(path, context)
    const { document } = parseHTML(await answer.text())
    const text = (document.querySelector('main')?.textContent ?? '').replace(/\s+/g, ' ').trim()
    return { status: answer.status, location: answer.headers.get('Location'), document, text }
  }
}
