import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DashboardPage } from '../components/dashboard/DashboardPage'
import { dashboard } from '../domain/dashboard/dashboard'
import { allows } from '../domain/organiser/role'
import { readView } from '../http/dashboard'
import { deskPage } from '../http/headers'
import { requireForCampaign } from '../http/organiser'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'see')
  const view = await readView(args.request, args.context.ports)
  const shown = {
    organiser,
    campaign: { id: campaign.id, slug: campaign.slug, title: campaign.text.title },
    view,
    figures: await dashboard(args.context.ports, campaign, view),
    mayExport: allows(organiser.roles, 'export', campaign.id),
  }
  return data(shown, { status: Object.keys(view.problems).length > 0 ? 422 : 200 })
})

export default function Dashboard() {
  return <DashboardPage {...useLoaderData<typeof loader>()} />
}
