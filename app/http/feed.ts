import { Feed } from 'feed'
import type { Campaign } from '../domain/campaign/campaign'
import type { Ports } from '../domain/ports'
import { updateFor } from '../domain/update/mail'
import { namelessReader } from '../domain/update/words'
import { publicAtMost } from './public-update'

/** A campaign's public updates in Atom (RFC 4287): every link is whole, and an update keeps its id whatever becomes of its words. */
export async function updatesFeed({ store, now, settings }: Ports, campaign: Campaign): Promise<Response> {
  const { text, slug, createdAt } = campaign
  const page = `${settings.publicOrigin}/campaigns/${slug}`
  const updates = await store.publishedUpdates(campaign.id, now(), publicAtMost)
  const changed = updates.map(({ savedAt, publishedAt }) => Math.max(+savedAt, +(publishedAt ?? savedAt)))
  const feed = new Feed({
    id: `${page}/updates`,
    title: `Updates: ${text.title}`,
    description: text.summary,
    language: 'en-GB',
    link: `${page}/updates`,
    feedLinks: { atom: `${page}/feed.xml` },
    updated: new Date(Math.max(+createdAt, ...changed)),
    author: { name: text.organisation.name },
    generator: false,
  })
  for (const update of updates) {
    const { subject, html } = updateFor(update, campaign, namelessReader)
    const link = `${page}/updates/${update.number}`
    const published = update.publishedAt ?? update.savedAt
    const date = new Date(Math.max(+update.savedAt, +published))
    feed.addItem({ id: link, title: subject, link, content: html, published, date })
  }
  return new Response(feed.atom1(), { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } })
}
