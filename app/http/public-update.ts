import type { Campaign } from '../domain/campaign/campaign'
import type { Ports } from '../domain/ports'
import { Problem } from '../domain/problem'
import { isPublished } from '../domain/update/campaign-update'
import { updateFor } from '../domain/update/mail'
import { namelessReader } from '../domain/update/words'
import { listedUpdate } from './campaign'

/** As many as the page and the feed hold: one a week for two years. */
export const publicAtMost = 100

export async function publicUpdates({ store, now }: Ports, campaign: Campaign) {
  const updates = await store.publishedUpdates(campaign.id, now(), publicAtMost)
  return { campaign: named(campaign), updates: updates.map(update => listedUpdate(update, campaign)) }
}

/** @throws Problem `not-found` for one that is not public, too: nobody may know of it yet */
export async function publicUpdate({ store, now }: Ports, campaign: Campaign, number: string) {
  const update = /^[1-9]\d{0,5}$/.test(number)
    ? await store.updateNumbered(campaign.id, Number(number))
    : null
  if (!update || !isPublished(update, now())) throw new Problem('not-found', 'There is no such update.')
  const { html } = updateFor(update, campaign, namelessReader)
  return { campaign: named(campaign), update: { ...listedUpdate(update, campaign), html } }
}

function named({ slug, text }: Campaign) {
  const donate = text.links.filter(({ kind }) => kind === 'donate')
  return { slug, title: text.title, organisation: text.organisation.name, donate }
}
