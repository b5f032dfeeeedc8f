import { PlainPage } from '../page/PlainPage'
import { feedOf, type ListedUpdate, UpdateList } from './CampaignUpdates'

interface UpdatesPageProps {
  readonly campaign: { readonly slug: string; readonly title: string }
  readonly updates: readonly ListedUpdate[]
}

/** Everything that was published of a campaign, newest first. */
export function UpdatesPage({ campaign, updates }: UpdatesPageProps) {
  const address = `/campaigns/${campaign.slug}`
  return (
    <PlainPage heading="Updates" eyebrow={<a href={address}>{campaign.title}</a>} feed={feedOf(campaign)}>
      {updates.length > 0 ? (
        <UpdateList campaign={campaign} updates={updates} />
      ) : (
        <p className="lead">Nothing has been published yet. It will stand here when it is.</p>
      )}
      <p>
        <a href={`${address}/news`}>Get updates by e-mail</a> ·{' '}
        <a href={`${address}/feed.xml`}>Follow by feed (Atom)</a>
      </p>
    </PlainPage>
  )
}
