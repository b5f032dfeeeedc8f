import { asc } from 'drizzle-orm'
import type { Store } from '../../app/domain/store'
import { totalsOf } from './campaigns'
import type { StoreParts } from './parts'
import { placesRevision } from './seats'

/** What public pages and public data read of the tallies, and what tells that they are out of date. */
export function publishing(parts: StoreParts): Pick<Store, 'revisions' | 'countsBy' | 'countsInHours'> {
  const { database, tables } = parts
  const { campaign } = tables
  const { id, slug, state, version, consentVersion, opens, closes, updatedAt } = campaign

  // Asked every second.
  const everyCampaign = database.prepared('revisions', from =>
    from
      .select({ id, slug, state, version, consentVersion, opens, closes, updatedAt })
      .from(campaign)
      .orderBy(asc(id)),
  )
  const places = placesRevision(parts)

  return {
    async revisions() {
      const totals = await database.read(from => totalsOf(parts, from))
      const campaigns = await everyCampaign({})
      return {
        campaigns: campaigns.map(row => ({ ...row, signatures: totals.get(row.id) ?? 0 })),
        places: await places(),
      }
    },

    async countsBy(campaignId, measures) {
      return database.read(function* (from) {
        const rows = yield* database.tallied(from, { campaignId, measures })
        return rows.map(({ measure, key, count }) => ({ measure, key, count }))
      })
    },

    async countsInHours(hours) {
      return database.read(function* (from) {
        const rows = yield* database.tallied(from, { measures: ['by-hour'], keys: hours })
        return rows.map(({ campaignId, key, count }) => ({ campaignId, hour: key, count }))
      })
    },
  }
}
