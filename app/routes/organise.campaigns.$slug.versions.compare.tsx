import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ComparisonPage } from '../components/draft/ComparisonPage'
import { deskPage } from '../http/headers'
import { requireForCampaign } from '../http/organiser'
import { answering } from '../http/problems'
import { comparisonPage } from '../http/versions'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'edit')
  const { searchParams } = new URL(args.request.url)
  const [from = '', to = ''] = ['from', 'to'].map(name => searchParams.get(name) ?? '')
  return comparisonPage(args.context.ports, organiser, campaign, { from, to })
})

export default function Comparison() {
  return <ComparisonPage {...useLoaderData<typeof loader>()} />
}
