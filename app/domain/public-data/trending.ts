import type { Campaign } from '../campaign/campaign'
import type { HourCount } from '../tally/tally'
import { petitionState } from './public-data'

/** As many as petition.parliament.uk lists. */
const trendingAtMost = 10

const hourMs = 3_600_000

/** The two hours that the last sixty minutes lie in, as tallies name them. */
export function trendingHours(at: Date): readonly [before: string, underWay: string] {
  return [nameOf(at.getTime() - hourMs), nameOf(at.getTime())]
}

/**
 * The open petitions that were signed most in the last hour, in the shape of petition.parliament.uk. Tallies know
 * whole hours: of the hour before this one counts the part that is less than sixty minutes ago, as if its signatures
 * had come evenly. So a list at one minute past is not empty, and none is an hour late.
 */
export function trending(
  campaigns: readonly Campaign[],
  counts: readonly HourCount[],
  { origin, self }: { readonly origin: string; readonly self: string },
  at: Date,
) {
  const [before, underWay] = trendingHours(at)
  const partOfBefore = 1 - (at.getTime() % hourMs) / hourMs
  const countOf = (campaignId: number, hour: string) =>
    counts.find(one => one.campaignId === campaignId && one.hour === hour)?.count ?? 0
  const data = campaigns
    .filter(campaign => petitionState(campaign, at) === 'open')
    .map(({ id, text }) => ({
      ...{ id, action: text.title },
      lastHour: Math.round(countOf(id, underWay) + partOfBefore * countOf(id, before)),
    }))
    .filter(({ lastHour }) => lastHour > 0)
    .sort((one, other) => other.lastHour - one.lastHour || other.id - one.id)
    .slice(0, trendingAtMost)
    .map(({ id, action, lastHour }) => ({
      type: 'petition',
      id,
      links: { self: `${origin}/petitions/${id}.json` },
      attributes: { action, signature_count: lastHour },
    }))
  return { data, links: { self }, meta: { updated_at: at.toISOString() } }
}

/** 2026-11-23T14 */
function nameOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 13)
}
