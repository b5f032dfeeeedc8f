import type { LoaderFunctionArgs } from '@remix-run/node'
import { watchFigures } from '../domain/live-watch'
import { eventStream } from '../http/event-stream'
import { takeLivePlace } from '../http/live-places'
import { requireForCampaign } from '../http/organiser'
import { answering } from '../http/problems'

/** `/organise/campaigns/:slug/live`: the few figures that change while somebody watches, as server-sent events. */
export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'see')
  const { ports, stopping } = args.context
  const leave = takeLivePlace(organiser.id ?? organiser.name)
  return eventStream('figures', (wait, left) => watchFigures(ports, campaign, wait, left), stopping, leave)
})
