import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { CampaignPage } from '../components/campaign/CampaignPage'
import { PreviewLetters } from '../components/draft/PreviewLetters'
import { ReceiptPage } from '../components/signature/ReceiptPage'
import { Problem } from '../domain/problem'
import { requireForCampaign } from '../http/organiser'
import { previewedLetters, previewedPage, previewedThanks, previewHeaders } from '../http/preview'
import { answering } from '../http/problems'

export const headers = previewHeaders

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { campaign } = await requireForCampaign(args, 'see')
  const { ports } = args.context
  switch (args.params.view) {
    case 'page':
      return previewedPage(ports, campaign)
    case 'letter':
      return previewedLetters(ports, campaign)
    case 'thanks':
      return previewedThanks(ports, campaign)
    default:
      throw new Problem('not-found', 'There is no such preview.')
  }
})

export default function PreviewView() {
  const shown = useLoaderData<typeof loader>()
  switch (shown.view) {
    case 'page':
      return <CampaignPage {...shown.page} />
    case 'letter':
      return <PreviewLetters {...shown} />
    case 'thanks':
      return <ReceiptPage receipt={shown.receipt} unclear={null} />
  }
}
