import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DeskUpdatesPage } from '../components/update/DeskUpdatesPage'
import { beginUpdate, updateNumbered } from '../domain/update/write'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { requireForCampaign } from '../http/organiser'
import { answering } from '../http/problems'
import { shownUpdates } from '../http/update-page'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'send')
  const before = Number(new URL(args.request.url).searchParams.get('before'))
  return shownUpdates(args.context.ports, organiser, campaign, before > 0 ? Math.floor(before) : null)
})

/** Begins an update, with the words of an earlier one where its number is sent. */
export const action = answering(async (args: ActionFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'send')
  const { ports } = args.context
  const from = (await readForm(args.request)).get('from')
  const words = from === null ? empty : await updateNumbered(ports, campaign, from)
  const { number } = await beginUpdate(ports, organiser, campaign, words)
  return redirect(`/organise/campaigns/${campaign.slug}/updates/${number}`, 303)
})

export default function Updates() {
  return <DeskUpdatesPage {...useLoaderData<typeof loader>()} />
}

const empty = { subject: '', body: '', audience: { constituencies: [], principles: [] } }
