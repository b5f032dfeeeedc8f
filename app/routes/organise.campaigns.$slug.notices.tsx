import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { NoticesPage } from '../components/update/NoticesPage'
import { wishNotice } from '../domain/notice/notice'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { requireForCampaign, requireSession } from '../http/organiser'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'see')
  const { organiser: reader } = await requireSession(args)
  const { id, slug, text } = campaign
  const wish = await args.context.ports.store.notice(reader.id, id)
  return {
    organiser,
    campaign: { id, slug, title: text.title },
    notice: { weekly: wish?.weekly ?? 'no', milestones: wish?.milestones ?? 'no' },
    email: (await args.context.ports.store.organiserById(reader.id))?.email ?? '',
    saved: new URL(args.request.url).searchParams.has('saved'),
  } as const
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const { campaign } = await requireForCampaign(args, 'see')
  const { organiser: reader } = await requireSession(args)
  const form = await readForm(args.request)
  const wanted = (name: string) => (form.get(name) === 'yes' ? 'yes' : 'no')
  const wish = { weekly: wanted('weekly'), milestones: wanted('milestones') } as const
  await wishNotice(args.context.ports, { organiserId: reader.id, campaignId: campaign.id, ...wish })
  return redirect(`/organise/campaigns/${campaign.slug}/notices?saved=yes`, 303)
})

export default function Notices() {
  return <NoticesPage {...useLoaderData<typeof loader>()} />
}
