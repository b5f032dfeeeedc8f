import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { StatePage } from '../components/campaign/StatePage'
import { standing } from '../domain/campaign/campaign'
import { changeState } from '../domain/campaign/change-state'
import { isProblem, Problem } from '../domain/problem'
import { deskCampaign } from '../http/draft-page'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { requireForCampaign } from '../http/organiser'
import { answering, statusOf } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'edit')
  const { ports } = args.context
  const { opens = null, closes = null, paused = '', outcome } = campaign.text
  return {
    organiser,
    campaign: deskCampaign(campaign),
    standing: standing(campaign, ports.now()),
    address: `${ports.settings.publicOrigin}/campaigns/${campaign.slug}`,
    ...{ opens, closes, paused, outcome },
    done: new URL(args.request.url).searchParams.has('done'),
  }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'edit')
  const form = await readForm(args.request)
  const state = form.get('state')
  if (state !== 'open' && state !== 'paused' && state !== 'closed')
    throw new Problem('not-found', 'A campaign is opened, paused or closed.')
  try {
    await changeState(args.context.ports, campaign, state, form.get('words'), organiser)
  } catch (thrown) {
    if (!isProblem(thrown)) throw thrown
    return data({ refusal: thrown.message }, statusOf(thrown))
  }
  return redirect(`/organise/campaigns/${campaign.slug}/state?done`, 303)
})

export default function State() {
  const refused = useActionData<typeof action>()
  return <StatePage {...useLoaderData<typeof loader>()} refusal={refused?.refusal ?? null} />
}
