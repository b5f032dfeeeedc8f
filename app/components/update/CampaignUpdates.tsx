import { dayInWords } from '../../domain/calendar/day-in-words'

/** What a list shows of an update that is a public page. */
export interface ListedUpdate {
  readonly number: number
  readonly subject: string
  readonly publishedAt: Date
}

interface CampaignUpdatesProps {
  readonly campaign: { readonly slug: string }
  readonly updates: readonly ListedUpdate[]
}

/** The latest of a campaign's updates, where it has any. */
export function CampaignUpdates({ campaign, updates }: CampaignUpdatesProps) {
  if (updates.length === 0) return null
  return (
    <section className="updates" aria-labelledby="updates-title">
      <h2 id="updates-title">Updates</h2>
      <UpdateList campaign={campaign} updates={updates} />
      <p>
        <a href={`/campaigns/${campaign.slug}/updates`}>All updates</a>
      </p>
    </section>
  )
}

export function UpdateList({ campaign, updates }: CampaignUpdatesProps) {
  return (
    <ul className="update-list">
      {updates.map(({ number, subject, publishedAt }) => (
        <li key={number}>
          <a href={`/campaigns/${campaign.slug}/updates/${number}`}>{subject}</a>
          <p className="hint">
            <time dateTime={publishedAt.toISOString()}>{dayInWords(publishedAt)}</time>
          </p>
        </li>
      ))}
    </ul>
  )
}

/** Where a campaign's updates are read by a feed. */
export function feedOf({ slug, title }: { readonly slug: string; readonly title: string }) {
  return { title: `Updates: ${title}`, url: `/campaigns/${slug}/feed.xml` }
}
