import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { NewCampaignPage } from '../components/NewCampaignPage'
import { importCampaign } from '../domain/import-campaign'
import { beginCampaign } from '../domain/new-campaign'
import { isProblem } from '../domain/problem'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { newCampaignForm, newCampaignPage } from '../http/new-campaign'
import { requireOrganiser } from '../http/organiser'
import { answering, statusOf } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const organiser = await requireOrganiser(args, 'edit')
  const from = new URL(args.request.url).searchParams.get('from') ?? ''
  return newCampaignPage(args.context.ports, organiser, from)
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const organiser = await requireOrganiser(args, 'edit')
  const { ports } = args.context
  const sent = await readForm(args.request)
  const file = sent.get('file') ?? ''
  const form = newCampaignForm(sent)
  try {
    if (sent.get('do') === 'import') {
      const { campaign, outcome } = await importCampaign(ports, file, organiser)
      return redirect(`/organise/campaigns/${campaign.slug}/edit?done=${outcome}`, 303)
    }
    const { slug } = await beginCampaign(ports, form, organiser)
    return redirect(`/organise/campaigns/${slug}/edit${form.from ? '?done=made' : '/texts?done=begun'}`, 303)
  } catch (thrown) {
    if (!isProblem(thrown)) throw thrown
    return data({ form, file, problems: thrown.fields }, statusOf(thrown))
  }
})

export default function NewCampaign() {
  const page = useLoaderData<typeof loader>()
  return <NewCampaignPage {...page} file="" problems={{}} {...useActionData<typeof action>()} />
}
