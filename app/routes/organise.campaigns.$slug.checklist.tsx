import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ChecklistPage } from '../components/ChecklistPage'
import { checklist } from '../domain/checklist'
import { deskCampaign } from '../http/draft-page'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
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
    done: said[searchParams.get('done') ?? ''] ?? null,
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

const said: Readonly<Record<string, string>> = {
  published: 'Published. This is what to look at before you open it.',
  queued: 'A test letter is on its way to your own address.',
  'sent-lately': 'A test letter was sent less than a minute ago: look for it, or wait a moment.',
}

/** Labels of a DNS name alone are looked up. */
function selectorIn(typed: string): string {
  return /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i.test(typed) && typed.length <= 100 ? typed : ''
}
