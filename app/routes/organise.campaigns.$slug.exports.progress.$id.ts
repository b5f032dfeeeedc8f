import type { LoaderFunctionArgs } from '@remix-run/node'
import { type ExportId, isId } from '../domain/id'
import { downloadOf } from '../http/downloads'
import { requireForCampaign } from '../http/organiser'
import { answering } from '../http/problems'

/** How far a download is, for the page that ordered it; `unknown` where this process does not have it. */
export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { campaign } = await requireForCampaign(args, 'export')
  const id = args.params.id ?? ''
  const download = isId<ExportId>(id) ? downloadOf(id) : undefined
  const known = download?.campaignId === campaign.id ? download : { state: 'unknown' }
  return Response.json(known, { headers: { 'Cache-Control': 'no-store' } })
})
