import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ChecklistPage } from '../components/draft/ChecklistPage'
import { checklist } from '../domain/campaign/checklist'
import { deskCampaign } from '../http/draft-page'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { doneOf } from '../http/moderating'
import { requireForCampaign } from '../http/organiser'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'edit')
  const { searchParams } = new URL(args.request.url)
  const selector = selectorIn(searchParams.get('selector') ?? '')
  return {
    organiser,
    campaign: deskCampaign(campaign),
    selector,
    done: doneOf(args.request),
    ...(await checklist(args.context.ports, campaign, selector)),
  }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'edit')
  const { ports } = args.context
  await readForm(args.request)
  const sent = organiser.id
    ? await ports.store.queueTestLetter(campaign.id, organiser.id, ports.now())
    : 'nobody'
  return redirect(`/organise/campaigns/${campaign.slug}/checklist?done=${sent}`, 303)
})

export default function BeforeOpening() {
  return <ChecklistPage {...useLoaderData<typeof loader>()} />
}

/** Labels of a DNS name alone are looked up. */
function selectorIn(typed: string): string {
  return /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i.test(typed) && typed.length <= 100 ? typed : ''
}
