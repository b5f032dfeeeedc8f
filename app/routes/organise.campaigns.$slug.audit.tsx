import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { CampaignAuditPage } from '../components/audit/CampaignAuditPage'
import { readAuditAsked, shownEvents } from '../http/audit'
import { deskPage } from '../http/headers'
import { moderating } from '../http/moderating'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { ports, campaign, desk } = await moderating(args, 'administer')
  const { before } = readAuditAsked(args.request)
  return { desk, ...(await shownEvents(ports, campaign.id, before)) }
})

export default function CampaignAudit() {
  return <CampaignAuditPage {...useLoaderData<typeof loader>()} />
}
