import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DeskCampaignsPage } from '../components/dashboard/DeskCampaignsPage'
import { deskCampaigns } from '../domain/campaign/desk-campaigns'
import { allows } from '../domain/organiser/role'
import { deskPage } from '../http/headers'
import { requireSession } from '../http/organiser'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { organiser } = await requireSession(args)
  return {
    organiser,
    campaigns: await deskCampaigns(args.context.ports, organiser),
    mayMake: allows(organiser.roles, 'edit', 0),
  }
})

export default function Desk() {
  return <DeskCampaignsPage {...useLoaderData<typeof loader>()} />
}
