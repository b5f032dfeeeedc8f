import type { LoaderFunctionArgs } from '@remix-run/node'
import { campaignFile } from '../domain/campaign/file'
import { unstored } from '../http/headers'
import { requireForCampaign } from '../http/organiser'
import { answering } from '../http/problems'

/** The published text, as `campaign import` and the page for a new campaign read it. */
export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { campaign } = await requireForCampaign(args, 'edit')
  return new Response(campaignFile(campaign.text), {
    headers: {
      ...unstored,
      'Content-Type': 'application/yaml; charset=utf-8',
      'Content-Disposition': `attachment; filename="${campaign.slug}.yaml"`,
    },
  })
})
