import { dayInWords } from '../domain/day-in-words'
import type { PublicCampaign } from '../domain/public-campaign'
import { CampaignLinks } from './CampaignLinks'
import { feedOf, type ListedUpdate } from './CampaignUpdates'
import { RenderedMarkdown } from './Markdown'
import { PlainPage } from './PlainPage'

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
