import { dayInWords } from '../../domain/calendar/day-in-words'
import type { PublicCampaign } from '../../domain/campaign/public-campaign'
import { CampaignLinks } from '../campaign/CampaignLinks'
import { RenderedMarkdown } from '../page/Markdown'
import { PlainPage } from '../page/PlainPage'
import { feedOf, type ListedUpdate } from './CampaignUpdates'

interface UpdatePageProps {
  readonly campaign: {
    readonly slug: string
    readonly title: string
    readonly organisation: string
    readonly donate: PublicCampaign['links']
  }
  readonly update: ListedUpdate & { readonly html: string }
}

/** One update, as everybody may read it. */
export function UpdatePage({ campaign, update }: UpdatePageProps) {
  const address = `/campaigns/${campaign.slug}`
  const { subject, publishedAt, html } = update
  return (
    <PlainPage heading={subject} eyebrow={<a href={address}>{campaign.title}</a>} feed={feedOf(campaign)}>
      <p className="hint">
        {campaign.organisation}, <time dateTime={publishedAt.toISOString()}>{dayInWords(publishedAt)}</time>
      </p>
      <RenderedMarkdown html={html} />
      <CampaignLinks links={campaign.donate} />
      <p>
        <a href={`${address}/updates`}>All updates</a> · <a href={`${address}/news`}>Get updates by e-mail</a>
      </p>
    </PlainPage>
  )
}
