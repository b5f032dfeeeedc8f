import type { LoaderFunctionArgs } from '@remix-run/node'
import { eventStream, streamHeaders } from '../http/event-stream'
import { watchTogether } from '../http/live-audience'
import { takeLivePlace } from '../http/live-places'
import { requireForCampaign } from '../http/organiser'
import { answering } from '../http/problems'

/** `/organise/campaigns/:slug/live`: the few figures that change while somebody watches, as server-sent events. */
export const loader = answering(async (args: LoaderFunctionArgs) => {
  const sees = () => requireForCampaign(args, 'see', 'page')
  const { organiser, campaign } = await sees()
  // Remix throws the body of an answer to HEAD away and tells it nothing: it would go on, and keep its place.
  if (args.request.method === 'HEAD') return new Response(null, { headers: streamHeaders })
  const { ports, stopping } = args.context
  const leave = takeLivePlace(organiser.id ?? organiser.name)
  /** Whoever was signed out meanwhile is told nothing more. */
  async function* told(left: AbortSignal) {
    for await (const figures of watchTogether(ports, campaign, left)) {
      if (!(await sees().catch(() => null))) return
      yield figures
    }
  }
  return eventStream('figures', told, stopping, leave)
})
