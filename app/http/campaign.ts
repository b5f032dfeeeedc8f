import type { RequestContext } from '../context.server'
import { type Campaign, standing } from '../domain/campaign/campaign'
import { type PublicCampaign, publicCampaign } from '../domain/campaign/public-campaign'
import type { Ports } from '../domain/ports'
import { type FieldProblems, Problem } from '../domain/problem'
import type { SignFields } from '../domain/signature/form'
import { renewFormToken } from '../domain/signature/form-token'
import type { CampaignUpdate } from '../domain/update/campaign-update'
import { updateFor } from '../domain/update/mail'
import { namelessReader } from '../domain/update/words'

/**
 * @throws Problem `not-found`, for a draft too: nobody may know of it yet; `gone` for one that was taken off the site
 */
export async function campaignBySlug(ports: Ports, slug: string | undefined): Promise<Campaign> {
  const campaign = slug ? await ports.store.campaign(slug) : null
  if (!campaign || campaign.state === 'draft') throw new Problem('not-found', 'There is no such campaign.')
  if (campaign.state === 'taken-down')
    throw new Problem(
      'gone',
      'This campaign is not here at the moment. If you signed it, your signature is kept, and “Your data” below shows you what is held.',
    )
  return campaign
}

/** @throws Problem `not-open` */
export function requireOpen(ports: Ports, campaign: Campaign): void {
  if (standing(campaign, ports.now()) !== 'open')
    throw new Problem('not-open', 'This campaign is not taking signatures at the moment.')
}

export async function shownCampaign(ports: Ports, campaign: Campaign): Promise<PublicCampaign> {
  return publicCampaign(campaign, await ports.store.signatureCount(campaign.id), ports.now())
}

/** What a form was refused for, and where it was sent. */
export interface Refusal {
  readonly problems: FieldProblems
  readonly sentTo: 'sign' | 'letter'
}

/** Everything the campaign's page shows, its form filled with what was typed so far. */
export async function campaignPage(
  { ports, demo }: RequestContext,
  campaign: Campaign,
  fields: SignFields,
  { problems, sentTo }: Refusal = { problems: {}, sentTo: 'letter' },
) {
  return {
    kind: 'campaign' as const,
    campaign: await shownCampaign(ports, campaign),
    updates: await latestUpdates(ports, campaign),
    fields: withToken(ports, campaign, fields),
    problems,
    dissolution: await dissolution(ports, campaign),
    sentTo,
    demo,
    reportTo: ports.settings.reportTo,
  }
}

/** As many as a campaign's page names. */
const namedAtMost = 3

async function latestUpdates({ store, now }: Ports, { id, text }: Campaign) {
  const latest = await store.publishedUpdates(id, now(), namedAtMost)
  return latest.map(update => listedUpdate(update, { text }))
}

/** What lists show of an update. */
export function listedUpdate(update: CampaignUpdate, campaign: Pick<Campaign, 'text'>) {
  const { subject } = updateFor(update, campaign, namelessReader)
  const { number, publishedAt, savedAt } = update
  return { number, subject, publishedAt: publishedAt ?? savedAt }
}

async function dissolution({ places }: Ports, { text }: Campaign) {
  if (!text.target.includes('constituency-mp')) return null
  const { state, election } = await places.parliament()
  return state === 'dissolved' ? { election } : null
}

/** The fields with a token that is good for sending them: the one they came with while it is. */
export function withToken(ports: Ports, campaign: Campaign, fields: SignFields): SignFields {
  const form = renewFormToken(ports.tokens, fields.values.form, campaign, ports.now())
  return { ...fields, values: { ...fields.values, form } }
}
