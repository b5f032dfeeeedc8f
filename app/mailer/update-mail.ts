import { confirmNews } from '../../emails/confirm-news'
import { manage } from '../../emails/manage'
import { update as updateMail } from '../../emails/update'
import type { Campaign } from '../domain/campaign/campaign'
import { makeSubscriberManageToken } from '../domain/supporter/supporter'
import { makeUnsubscribeToken } from '../domain/supporter/unsubscribe'
import { type CampaignUpdate, isPublished } from '../domain/update/campaign-update'
import { updateFor } from '../domain/update/mail'
import { makeNewsToken } from '../domain/update/subscriber'
import type { UpdateReader } from '../domain/update/subscriber-store'
import { namelessReader } from '../domain/update/words'
import { ours, type Party, party } from './addressing'
import {
  addressed,
  type ComposedMail,
  type Composition,
  type Occasion,
  type OrganiserOccasion,
  type SubscriberOccasion,
} from './composition'

/** Updates, and what goes to whoever asked for them without signing. */

/** To a supporter who still wants it as it goes. */
export async function composeUpdate(occasion: Occasion): Promise<Composition> {
  const { signature } = occasion
  if (signature.state !== 'confirmed' || !signature.updates) return { kind: 'cancel' }
  const { name, email } = signature.person
  const reader = { kind: 'supporter', id: signature.id } as const
  return toReader(occasion, reader, { name, to: party(name, email), asked: 'with-signature' })
}

export async function composeNews(occasion: SubscriberOccasion): Promise<Composition> {
  const { id, email, state } = occasion.subscriber
  if (state !== 'confirmed') return { kind: 'cancel' }
  const whom = { name: namelessReader, to: party('', email), asked: 'without-signature' } as const
  return toReader(occasion, { kind: 'subscriber', id }, whom)
}

export async function composeConfirmNews(occasion: SubscriberOccasion): Promise<Composition> {
  const { ports, date, subscriber, campaign } = occasion
  if (subscriber.state === 'confirmed') return { kind: 'cancel' }
  const url = `${ports.settings.publicOrigin}/news/${makeNewsToken(ports.tokens, subscriber.id, date)}`
  return toSubscriber(occasion, confirmNews({ ...namesOf(campaign), url }))
}

/** Whatever became of it, its owner may see what is held. */
export async function composeManageNews(occasion: SubscriberOccasion): Promise<Composition> {
  const { ports, date, subscriber, campaign } = occasion
  const token = makeSubscriberManageToken(ports.tokens, subscriber.id, date)
  const url = `${ports.settings.publicOrigin}/my/${token}`
  return toSubscriber(occasion, manage({ ...namesOf(campaign), url }))
}

/** To the organiser who writes it, as the first who signs would get it; its way out leads nowhere. */
export async function composeUpdateTest(occasion: OrganiserOccasion): Promise<Composition> {
  const { ports, mail } = occasion
  const organiser = await ports.store.organiserById(mail.organiserId)
  const update = mail.updateId && (await ports.store.update(mail.updateId))
  const campaign = update && (await ports.store.campaignById(update.campaignId))
  if (!campaign || organiser?.state !== 'active') return { kind: 'cancel' }
  const { name, email } = organiser
  const whom = { name, asked: 'with-signature' } as const
  const noWhere = `${ports.settings.publicOrigin}/unsubscribe/test`
  const rendered = updateRendered(occasion, campaign, update, whom, noWhere)
  const subject = `Test: ${rendered.subject}`
  return addressed(
    occasion,
    { ...fromCampaign(occasion, campaign), to: party(name, email) },
    { ...rendered, subject },
  )
}

interface Whom {
  readonly name: string
  readonly to: Party
  readonly asked: 'with-signature' | 'without-signature'
}

async function toReader(
  occasion: Occasion | SubscriberOccasion,
  reader: UpdateReader,
  whom: Whom,
): Promise<Composition> {
  const { ports, mail, campaign } = occasion
  const update = mail.updateId && (await ports.store.update(mail.updateId))
  if (!update || update.state === 'cancelled') return { kind: 'cancel' }
  if (update.state === 'paused') return { kind: 'hold', why: 'update-paused' }
  const unsubscribeUrl = `${ports.settings.publicOrigin}/unsubscribe/${makeUnsubscribeToken(ports.tokens, reader)}`
  return addressed(
    occasion,
    {
      ...fromCampaign(occasion, campaign),
      to: whom.to,
      list: { id: listOf(occasion, campaign), unsubscribeUrl },
    },
    updateRendered(occasion, campaign, update, whom, unsubscribeUrl),
  )
}

/** An update as its mail says it. */
function updateRendered(
  { ports }: Pick<Occasion, 'ports'>,
  campaign: Campaign,
  update: CampaignUpdate,
  { name, asked }: Pick<Whom, 'name' | 'asked'>,
  unsubscribeUrl: string,
) {
  const { subject, ...body } = updateFor(update, campaign, name)
  const { publicOrigin } = ports.settings
  const page = `${publicOrigin}/campaigns/${campaign.slug}/updates/${update.number}`
  return updateMail({
    ...namesOf(campaign),
    ...{ subject, body, asked, unsubscribeUrl },
    pageUrl: isPublished(update, ports.now()) ? page : null,
  })
}

/** In the organisation's name, from our domain; whoever answers writes to the organisation. */
function fromCampaign(
  { sender }: Pick<Occasion, 'sender'>,
  { text: { organisation } }: Campaign,
): Pick<ComposedMail, 'from' | 'replyTo' | 'by'> {
  const { name, contact } = organisation
  return { from: ours(name, sender), replyTo: party(name, contact), by: 'person' }
}

/** RFC 2919: within a domain of ours, so that no other list has it. */
function listOf({ sender }: Pick<Occasion, 'sender'>, { slug }: Campaign): string {
  return `${slug}.${sender.mailDomain}`
}

function toSubscriber(occasion: SubscriberOccasion, rendered: Parameters<typeof addressed>[2]): Composition {
  const { sender, subscriber } = occasion
  const from = ours(sender.mailFrom.name, sender)
  const to = party('', subscriber.email)
  return addressed(occasion, { from, to, replyTo: null, by: 'program' }, rendered)
}

function namesOf({ text }: Campaign) {
  return { campaign: text.title, organisation: text.organisation.name, contact: text.organisation.contact }
}
