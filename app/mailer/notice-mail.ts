import type { Mail } from '../../emails/mail'
import { milestone } from '../../emails/milestone'
import { summary } from '../../emails/summary'
import type { Campaign } from '../domain/campaign/campaign'
import { goalNow } from '../domain/campaign/goal'
import { weekFigures } from '../domain/dashboard/week'
import { allows } from '../domain/organiser/role'
import type { KnownOrganiser } from '../domain/organiser/store'
import { ours, party } from './addressing'
import { addressed, type Composition, type OrganiserOccasion } from './composition'

/** What a week came to, as the tallies have it when the mail goes. */
export async function composeSummary(occasion: OrganiserOccasion): Promise<Composition> {
  const known = await readerOf(occasion)
  if (!known) return { kind: 'cancel' }
  const { ports, mail } = occasion
  const figures = await weekFigures(ports, known.campaign, mail.createdAt)
  return toOrganiser(occasion, known.reader, summary({ ...about(occasion, known), ...figures }))
}

/** The highest count that was reached together with this mail. */
export async function composeMilestone(occasion: OrganiserOccasion): Promise<Composition> {
  const known = await readerOf(occasion)
  if (!known) return { kind: 'cancel' }
  const { ports, mail } = occasion
  const { id, text } = known.campaign
  const reached = (await ports.store.milestones(id)).filter(
    ({ reachedAt }) => reachedAt.getTime() === mail.createdAt.getTime(),
  )
  const count = reached.at(-1)?.count
  if (count === undefined) return { kind: 'cancel' }
  const signatures = await ports.store.signatureCount(id)
  const goals = { isGoal: count === text.goal, next: goalNow(text, signatures) }
  return toOrganiser(
    occasion,
    known.reader,
    milestone({ ...about(occasion, known), ...goals, count, signatures }),
  )
}

interface Known {
  readonly reader: KnownOrganiser
  readonly campaign: Campaign
}

/** Null where there is no such organiser any more, or they may no longer see the campaign. */
async function readerOf({ ports, mail }: OrganiserOccasion): Promise<Known | null> {
  const reader = await ports.store.organiserById(mail.organiserId)
  const campaign = mail.campaignId === null ? null : await ports.store.campaignById(mail.campaignId)
  if (!campaign || reader?.state !== 'active' || !allows(reader.roles, 'see', campaign.id)) return null
  return { reader, campaign }
}

function about({ ports }: OrganiserOccasion, { reader, campaign }: Known) {
  const url = `${ports.settings.publicOrigin}/organise/campaigns/${campaign.slug}`
  return { name: reader.name, campaign: campaign.text.title, url, noticesUrl: `${url}/notices` }
}

function toOrganiser(occasion: OrganiserOccasion, reader: KnownOrganiser, rendered: Mail): Composition {
  const { sender } = occasion
  const from = ours(sender.mailFrom.name, sender)
  return addressed(
    occasion,
    { from, to: party(reader.name, reader.email), replyTo: null, by: 'program' },
    rendered,
  )
}
