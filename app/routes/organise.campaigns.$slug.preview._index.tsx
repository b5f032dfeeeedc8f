import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { type PreviewView, previewViews } from '../components/draft/EditPage'
import { PreviewPage } from '../components/draft/PreviewPage'
import { editedCampaign } from '../domain/draft/draft'
import { shownDraft } from '../domain/draft/problems'
import { deskCampaign } from '../http/draft-page'
import { deskPage } from '../http/headers'
import { requireForCampaign } from '../http/organiser'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'see')
  const { fields } = await editedCampaign(args.context.ports, campaign)
  const asked = new URL(args.request.url).searchParams.get('part') ?? ''
  return {
    organiser,
    campaign: deskCampaign(campaign),
    view: (Object.hasOwn(previewViews, asked) ? asked : 'page') as PreviewView,
    asPublished: shownDraft(fields, campaign.text).asPublished,
  }
})

export default function Preview() {
  return <PreviewPage {...useLoaderData<typeof loader>()} />
}
