import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { QueuePage } from '../components/dashboard/QueuePage'
import { readQueue } from '../domain/dashboard/queue'
import { decideAbout, letterOfCampaign } from '../domain/letter/moderated-letter'
import { allows } from '../domain/organiser/role'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { backTo, doneOf, moderating } from '../http/moderating'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { ports, campaign, organiser, desk } = await moderating(args)
  return {
    desk,
    queue: await readQueue(ports, campaign),
    done: doneOf(args.request),
    mayTakeDown: allows(organiser.roles, 'administer', campaign.id),
  }
})

/** Only what needs no reading is done from the list. */
export const action = answering(async (args: ActionFunctionArgs) => {
  const { ports, campaign, deed } = await moderating(args)
  const form = await readForm(args.request)
  const letter = await letterOfCampaign(ports, campaign, form.get('letter') ?? '')
  await decideAbout(ports, letter, 'seen', deed())
  return backTo(campaign, '/queue', 'seen')
})

export default function Queue() {
  return <QueuePage {...useLoaderData<typeof loader>()} />
}
