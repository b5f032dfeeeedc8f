import { londonDay } from '../calendar/london'
import { type Campaign, closedSince, standing, startOfDay } from '../campaign/campaign'
import { goalNow } from '../campaign/goal'
import { countryName } from '../place/country'
import type { Seat } from '../place/place'
import type { Count, Measure } from '../tally/tally'
import { plainText } from '../text/plain-text'
import type { CampaignUpdate } from '../update/campaign-update'
import { updateFor } from '../update/mail'
import { namelessReader } from '../update/words'
import { breakdownIsPublic } from './small-numbers'

// Field for field, and in the order, that petition.parliament.uk publishes: readers of its data work here. What only
// its Parliament has (a committee, a response, a debate) is null, as it is there before it happens.

/** Null for what nobody may know of: a draft, a campaign that is still to open, or one that was taken off the site. */
export function petitionState(
  campaign: Pick<Campaign, 'state' | 'text'>,
  at: Date,
): 'open' | 'closed' | null {
  const stands = standing(campaign, at)
  if (stands === 'draft' || stands === 'not-yet-open' || stands === 'taken-down') return null
  return stands === 'closed' ? 'closed' : 'open' // a pause is not for those who read data
}

/** A campaign and its confirmed signatures. */
export interface Counted {
  readonly campaign: Campaign
  readonly signatures: number
}

/** One entry of a list of petitions. */
export function petitionEntry(counted: Counted, origin: string, at: Date) {
  const { id } = counted.campaign
  return {
    type: 'petition',
    id,
    links: { self: `${origin}/petitions/${id}.json` },
    attributes: petitionAttributes(counted, at),
  }
}

/** What `petitionAlone` reads. */
export const petitionMeasures: readonly Measure[] = ['signatures', 'by-country', 'by-constituency']

/** What is told of a petition by itself. */
export interface ToldAlone {
  readonly tallies: readonly Count[]
  readonly seats: readonly Seat[]
  /** Those that are public, the latest first. */
  readonly updates: readonly CampaignUpdate[]
}

/** A petition by itself, with its breakdown where that is public. */
export function petitionAlone(
  campaign: Campaign,
  { tallies, seats, updates }: ToldAlone,
  self: string,
  at: Date,
) {
  const signatures = countOf(tallies, 'signatures', '')
  return {
    links: { self },
    data: {
      type: 'petition',
      id: campaign.id,
      attributes: {
        ...petitionAttributes({ campaign, signatures }, at),
        ...(breakdownIsPublic(campaign.text, signatures) ? breakdown(tallies, seats) : {}),
        other_parliamentary_business: updates.map(update => business(update, campaign)),
      },
    },
  }
}

/** An update, where Parliament tells what else it did about a petition: in plain words, by the day on which it became public. */
function business(update: CampaignUpdate, campaign: Campaign) {
  const { subject, text } = updateFor(update, campaign, namelessReader)
  const since = update.publishedAt ?? update.savedAt
  const changed = new Date(Math.max(+update.savedAt, +since))
  return {
    subject,
    body: text,
    occurred_on: londonDay(since),
    created_at: since.toISOString(),
    updated_at: changed.toISOString(),
  }
}

export function petitionCount(signatures: number) {
  return {
    signature_count: signatures,
    response_threshold_reached_at: null,
    government_response_at: null,
    debate_threshold_reached_at: null,
    scheduled_debate_date: null,
    debate_outcome_at: null,
    debated: false,
  }
}

/** Every seat by its GSS code; a vacant one has no member, party or date. */
export function constituencies(seats: readonly Seat[]) {
  const byCode = seats.toSorted((one, other) => (one.code < other.code ? -1 : 1))
  return Object.fromEntries(
    byCode.map(({ code, name, member }) => [
      code,
      {
        mp: member?.name ?? null,
        party: member?.party ?? null,
        constituency: name,
        ons_code: code,
        start_date: member?.since ?? null,
        end_date: null,
      },
    ]),
  )
}

/** Our own, for counters on a charity's own site. */
export function campaignCount({ campaign, signatures }: Counted, at: Date) {
  return {
    slug: campaign.slug,
    signatures,
    goal: goalNow(campaign.text, signatures),
    state: standing(campaign, at),
    updated_at: at.toISOString(),
  }
}

function petitionAttributes({ campaign, signatures }: Counted, at: Date) {
  const { text } = campaign
  const open = petitionState(campaign, at) === 'open'
  return {
    action: text.title,
    background: text.summary,
    additional_details: plainText(text.statement),
    committee_note: null,
    state: open ? 'open' : 'closed',
    signature_count: signatures,
    ...(open ? { closing_date: text.closes ?? null } : {}),
    created_at: campaign.createdAt.toISOString(),
    updated_at: campaign.updatedAt.toISOString(),
    rejected_at: null,
    opened_at: openedAt(campaign)?.toISOString() ?? null,
    closed_at: closedSince(campaign, at)?.toISOString() ?? null,
    moderation_threshold_reached_at: null,
    response_threshold_reached_at: null,
    government_response_at: null,
    debate_threshold_reached_at: null,
    debate_scheduled_on: null,
    scheduled_debate_date: null,
    debate_outcome_at: null,
    creator_name: open ? text.organisation.name : null,
    rejection: null,
    government_response: null,
    debate: null,
    departments: [],
    topics: [],
  }
}

/** When people could first sign: the organiser may have opened it before its first day. */
export function openedAt({ openedAt, text }: Pick<Campaign, 'openedAt' | 'text'>): Date | null {
  const firstDay = text.opens ? startOfDay(text.opens) : null
  return openedAt && firstDay && firstDay > openedAt ? firstDay : openedAt
}

function breakdown(tallies: readonly Count[], seats: readonly Seat[]) {
  const perCountry = tallies.filter(({ measure, count }) => measure === 'by-country' && count > 0)
  const perSeat = seats
    .map(seat => ({ seat, count: countOf(tallies, 'by-constituency', seat.code) }))
    .filter(({ count }) => count > 0)
    .sort(({ seat: one }, { seat: other }) => (one.code < other.code ? -1 : 1))
  return {
    signatures_by_country: perCountry
      .map(({ key, count }) => ({ name: countryName(key) ?? key, code: key, signature_count: count }))
      .sort((one, other) => one.name.localeCompare(other.name, 'en-GB')),
    signatures_by_constituency: perSeat.map(({ seat, count }) => ({
      name: seat.name,
      ons_code: seat.code,
      mp: seat.member?.name ?? null,
      signature_count: count,
    })),
    signatures_by_region: perRegion(perSeat),
  }
}

/** A seat that only a register without regions has named is in none so far. */
function perRegion(perSeat: readonly { readonly seat: Seat; readonly count: number }[]) {
  const regions = new Map(perSeat.map(({ seat }) => [seat.regionCode, seat.region]))
  regions.delete('')
  return [...regions]
    .map(([code, name]) => ({
      name,
      ons_code: code,
      signature_count: perSeat.reduce(
        (sum, { seat, count }) => sum + (seat.regionCode === code ? count : 0),
        0,
      ),
    }))
    .sort((one, other) => (one.ons_code < other.ons_code ? -1 : 1))
}

/** A tally that is not there counts nothing. */
function countOf(tallies: readonly Count[], measure: Measure, key: string): number {
  return tallies.find(one => one.measure === measure && one.key === key)?.count ?? 0
}
