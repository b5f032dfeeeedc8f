import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireForCampaign } from '../http/organiser'
import { previewedMail, previewMailHeaders } from '../http/preview'
import { answering } from '../http/problems'

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { campaign } = await requireForCampaign(args, 'see')
  const { html } = await previewedMail(args.context.ports, campaign)
  return new Response(html, { headers: previewMailHeaders })
})
