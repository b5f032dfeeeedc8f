import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { EditOverviewPage } from '../components/draft/EditOverviewPage'
import { importCampaign } from '../domain/campaign/import'
import { discardDraft, publishDraft } from '../domain/draft/draft'
import type { Organiser } from '../domain/organiser/organiser'
import { isProblem } from '../domain/problem'
import { addressOfPublished, overviewPage } from '../http/draft-page'
import { fileOrPasted, hasForm, readForm, readUpload } from '../http/form'
import { deskPage } from '../http/headers'
import { doneOf } from '../http/moderating'
import { requireForCampaign } from '../http/organiser'
import { answering, statusOf } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'edit')
  const done = doneOf(args.request)
  return { ...(await overviewPage(args.context.ports, organiser, campaign)), done }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'edit')
  const { ports } = args.context
  if (!hasForm(args.request)) return bringIn(args, organiser)
  const form = await readForm(args.request)
  const seen = form.get('seen') ?? ''
  try {
    if (form.get('do') === 'discard') await discardDraft(ports, campaign, seen)
    else await publishDraft(ports, campaign, organiser, seen)
  } catch (thrown) {
    if (!isProblem(thrown)) throw thrown
    return data({ refusal: thrown.message, file: null }, statusOf(thrown))
  }
  if (form.get('do') !== 'discard') return redirect(addressOfPublished(campaign), 303)
  return redirect(`/organise/campaigns/${campaign.slug}/edit?done=discarded`, 303)
})

async function bringIn({ request, context: { ports } }: ActionFunctionArgs, organiser: Organiser) {
  const source = await fileOrPasted(await readUpload(request))
  try {
    const { campaign, outcome } = await importCampaign(ports, source, organiser)
    return redirect(`/organise/campaigns/${campaign.slug}/edit?done=${outcome}`, 303)
  } catch (thrown) {
    if (!isProblem(thrown)) throw thrown
    return data({ refusal: thrown.message, file: thrown.fields.file ?? null }, statusOf(thrown))
  }
}

export default function EditOverview() {
  const refused = useActionData<typeof action>() ?? { refusal: null, file: null }
  return <EditOverviewPage {...useLoaderData<typeof loader>()} {...refused} />
}
