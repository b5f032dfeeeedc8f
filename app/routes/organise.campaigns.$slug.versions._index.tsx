import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { VersionsPage } from '../components/draft/VersionsPage'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { requireForCampaign } from '../http/organiser'
import { answering } from '../http/problems'
import { restoreVersion, versionsPage } from '../http/versions'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'edit')
  return versionsPage(args.context.ports, organiser, campaign)
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'edit')
  const form = await readForm(args.request)
  const [version = '', seen = ''] = ['version', 'seen'].map(name => form.get(name) ?? '')
  await restoreVersion(args.context.ports, campaign, { version, seen }, organiser)
  return redirect(`/organise/campaigns/${campaign.slug}/edit?done=restored`, 303)
})

export default function Versions() {
  return <VersionsPage {...useLoaderData<typeof loader>()} />
}
