import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { CampaignPage } from '../components/campaign/CampaignPage'
import type { PublicRoute } from '../domain/campaign/revision'
import { emptyFields } from '../domain/signature/form'
import { campaignBySlug, campaignPage } from '../http/campaign'
import { answering } from '../http/problems'

export const handle: PublicRoute = { madeOf: ['campaign', 'places'], query: 'source' }

export const loader = answering(async ({ request, params, context }: LoaderFunctionArgs) => {
  const campaign = await campaignBySlug(context.ports, params.slug)
  const source = new URL(request.url).searchParams.get('source') ?? ''
  const listed = campaign.text.sources.includes(source) ? source : ''
  return campaignPage(context, campaign, emptyFields(listed))
})

export default function Campaign() {
  return <CampaignPage {...useLoaderData<typeof loader>()} />
}
