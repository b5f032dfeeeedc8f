import type { LoaderFunctionArgs } from '@remix-run/node'
import { eventStream, streamHeaders } from '../http/event-stream'
import { watchTogether } from '../http/live-audience'
import { takeLivePlace } from '../http/live-places'
import { requireForCampaign } from '../http/organiser'
import { answering } from '../http/problems'

/** `/organise/campaigns/:slug/live`: the few figures that change while somebody watches, as server-sent events. */
export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'see')
  // Remix throws the body of an answer to HEAD away and tells it nothing: it would go on, and keep its place.
  if (args.request.method === 'HEAD') return new Response(null, { headers: streamHeaders })
  const { ports, stopping } = args.context
  const leave = takeLivePlace(organiser.id ?? organiser.name)
  return eventStream('figures', left => watchTogether(ports, campaign, left), stopping, leave)
})
