import type { Campaign } from '../domain/campaign/campaign'
import type { Organiser } from '../domain/organiser/organiser'
import type { Ports } from '../domain/ports'
import { type CampaignUpdate, isPublished } from '../domain/update/campaign-update'
import {
  type AudienceSize,
  audienceSize,
  countedAudience,
  isUnderWay,
  restoredUpdate,
  updateProgress,
} from '../domain/update/figures'
import { updateFor } from '../domain/update/mail'
import { namelessReader } from '../domain/update/words'
import { typedAgain } from './update-form'

/** The campaign as the desk's pages name it. */
function deskCampaign({ id, slug, text }: Campaign) {
  return { id, slug, title: text.title }
}

/** Everything that the page of one update shows. */
export async function shownUpdate(
  ports: Ports,
  organiser: Organiser,
  campaign: Campaign,
  update: CampaignUpdate,
  count: 'tallies' | 'exactly' = 'tallies',
) {
  const { number, state, sendAt, startedAt, endedAt, publishedAt, revision } = update
  const { text } = campaign
  const progress = await updateProgress(ports, update)
  const size = await sizeOf(ports, campaign, update, count)
  return {
    organiser,
    campaign: deskCampaign(campaign),
    update: { number, state, sendAt, startedAt, endedAt, publishedAt, revision },
    isPublic: isPublished(update, ports.now()),
    isUnderWay: isUnderWay(update, progress, ports.now()),
    typed: await typedAgain(ports, update),
    principles: text.principles.map(({ slug, title }) => ({ slug, title })),
    size,
    progress,
    restored: await restoredUpdate(ports, update, size, progress),
    preview: {
      from: text.organisation.name,
      replyTo: text.organisation.contact,
      mail: updateFor(update, campaign, 'Rosa Lind'),
      page: updateFor(update, campaign, namelessReader),
    },
  }
}

/** Tallies count all but what principles narrow down. */
async function sizeOf(
  ports: Ports,
  campaign: Campaign,
  { audience }: CampaignUpdate,
  count: 'tallies' | 'exactly',
): Promise<AudienceSize> {
  const size = await audienceSize(ports, campaign, audience)
  return size.is === 'at-most' && count === 'exactly' ? countedAudience(ports, campaign, audience) : size
}

/** As many as the desk's list shows at once. */
const listedAtMost = 20

export async function shownUpdates(
  ports: Ports,
  organiser: Organiser,
  campaign: Campaign,
  before: number | null,
) {
  const updates = await ports.store.updatesBefore(campaign.id, before, listedAtMost)
  const now = ports.now()
  return {
    organiser,
    campaign: deskCampaign(campaign),
    size: await audienceSize(ports, campaign, { constituencies: [], principles: [] }),
    updates: updates.map(update => {
      const { number, subject, state, savedAt, sendAt, queued } = update
      return { number, subject, state, savedAt, sendAt, queued, isPublic: isPublished(update, now) }
    }),
    older: updates.length === listedAtMost ? (updates.at(-1)?.number ?? null) : null,
  }
}
