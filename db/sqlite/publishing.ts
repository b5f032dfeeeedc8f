import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Store } from '../../app/domain/store'
import { placesRevision } from './places'
import { tables } from './schema'
import type { StoreParts } from './store'

/** What public pages and public data read of the tallies, and what tells that they are out of date. */
export function publishing({
  connection: { read },
}: StoreParts): Pick<Store, 'revisions' | 'countsBy' | 'countsInHours'> {
  const { campaign, tally, installation } = tables
  const { id, slug, state, version, consentVersion, opens, closes, updatedAt } = campaign
  const total = and(eq(tally.campaignId, id), eq(tally.measure, 'signatures'), eq(tally.key, ''))

  // Asked every second.
  const campaigns = read
    .select({
      ...{ id, slug, state, version, consentVersion, opens, closes, updatedAt },
      signatures: sql<number>`coalesce(${tally.count}, 0)`,
    })
    .from(campaign)
    .leftJoin(tally, total)
    .orderBy(asc(id))
    .prepare()
  const places = read
    .select({ word: installation.value })
    .from(installation)
    .where(eq(installation.name, placesRevision))
    .prepare()

  return {
    async revisions() {
      return { campaigns: campaigns.all(), places: places.get()?.word ?? '' }
    },

    async countsBy(campaignId, measures) {
      return read
        .select({ measure: tally.measure, key: tally.key, count: tally.count })
        .from(tally)
        .where(
          and(eq(tally.campaignId, campaignId), inArray(tally.measure, [...measures]), ne(tally.count, 0)),
        )
        .orderBy(asc(tally.measure), asc(tally.key))
        .all()
    },

    async countsInHours(hours) {
      const inHours = and(
        eq(tally.campaignId, id),
        eq(tally.measure, 'by-hour'),
        inArray(tally.key, [...hours]),
      )
      return read
        .select({ campaignId: id, hour: tally.key, count: tally.count })
        .from(campaign)
        .innerJoin(tally, and(inHours, ne(tally.count, 0)))
        .orderBy(asc(id), asc(tally.key))
        .all()
    },
  }
}
