import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PackPage } from '../components/export/PackPage'
import { readPackChoice } from '../domain/pack/form'
import { deskPage } from '../http/headers'
import { requireForCampaign } from '../http/organiser'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'export')
  const { id, slug, text } = campaign
  const seats = await args.context.ports.places.seats()
  return {
    organiser,
    campaign: { id, slug, title: text.title },
    choice: readPackChoice(campaign, new URL(args.request.url).searchParams),
    seats: seats.map(({ code, name }) => ({ code, name })),
  }
})

export default function Pack() {
  return <PackPage {...useLoaderData<typeof loader>()} />
}
