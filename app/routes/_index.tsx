import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { CampaignList } from '../components/campaign/CampaignList'
import { publicCampaign } from '../domain/campaign/public-campaign'
import type { PublicRoute } from '../domain/campaign/revision'

export const handle: PublicRoute = { madeOf: ['campaigns'], query: 'ignored' }

export async function loader({ context: { ports } }: LoaderFunctionArgs) {
  const at = ports.now()
  const campaigns = (await ports.store.campaigns()).map(campaign => {
    const shown = publicCampaign(campaign, campaign.signatures, at)
    const { slug, title, summary, signatures, goal, standing, opens, outcome } = shown
    return {
      ...{ slug, title, summary, signatures, goal, standing, opens, outcome },
      organisation: shown.organisation.name,
    }
  })
  return { campaigns: campaigns.filter(({ standing }) => standing !== 'draft' && standing !== 'taken-down') }
}

export default function Index() {
  return <CampaignList campaigns={useLoaderData<typeof loader>().campaigns} />
}
