import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SendUpdatePage } from '../components/update/SendUpdatePage'
import { isProblem } from '../domain/problem'
import { scheduleUpdate, updateNumbered } from '../domain/update/write'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { requireForCampaign } from '../http/organiser'
import { answering, statusOf } from '../http/problems'
import { shownUpdate } from '../http/update-page'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'send')
  const { ports } = args.context
  const update = await updateNumbered(ports, campaign, args.params.number ?? '')
  const page = `/organise/campaigns/${campaign.slug}/updates/${update.number}`
  if (update.state !== 'draft') throw redirect(page, 303)
  const count = new URL(args.request.url).searchParams.get('count') === 'exactly' ? 'exactly' : 'tallies'
  return shownUpdate(ports, organiser, campaign, update, count)
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'send')
  const { ports } = args.context
  const update = await updateNumbered(ports, campaign, args.params.number ?? '')
  const form = await readForm(args.request)
  const [when = '', day = '', time = ''] = ['when', 'day', 'time'].map(name => form.get(name) ?? '')
  const publishes = form.get('publishes') === 'yes'
  const choice = { when, day, time, publishes, revision: Number(form.get('revision')) }
  try {
    await scheduleUpdate({ ports, organiser, campaign, update }, choice)
  } catch (thrown) {
    if (!isProblem(thrown) || (thrown.code !== 'invalid' && thrown.code !== 'refused')) throw thrown
    const problems = thrown.code === 'refused' ? { when: thrown.message } : thrown.fields
    return data({ problems, choice }, statusOf(thrown))
  }
  return redirect(`/organise/campaigns/${campaign.slug}/updates/${update.number}?done=schedule`, 303)
})

export default function Send() {
  return (
    <SendUpdatePage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
  )
}
