import type { Campaign } from '../campaign/campaign'
import type { Count, Measure } from '../tally/tally'

/** What `campaignHistory` reads. */
export const historyMeasures: readonly Measure[] = ['signatures', 'by-day', 'by-hour']

/**
 * Confirmed signatures by the day and the hour (UTC) of their confirmation, oldest first; those that were withdrawn
 * are in neither. A day or an hour in which nobody signed is not listed, and each list adds up to `signatures`.
 *
 * Small numbers are not hidden, whatever the campaign's `small_counts` says: they tell neither who nor where, and
 * nothing that whoever watches the public count would not have seen.
 */
export function campaignHistory({ slug }: Pick<Campaign, 'slug'>, counts: readonly Count[]) {
  const of = (measure: Measure) => counts.filter(one => one.measure === measure)
  return {
    slug,
    signatures: of('signatures')[0]?.count ?? 0,
    by_day: of('by-day').map(({ key, count }) => ({ date: key, signatures: count })),
    by_hour: of('by-hour').map(({ key, count }) => ({ hour: `${key}:00:00.000Z`, signatures: count })),
  }
}
