import { asc } from 'drizzle-orm'
import type { Store } from '../../app/domain/store'
import { stretchParts } from '../../app/domain/tally/stretch'
import type { Count, PlaceCount } from '../../app/domain/tally/tally'
import type { Tallied } from '../database'
import { totalsOf } from './campaigns'
import type { StoreParts } from './parts'
import { placesRevision } from './seats'

type Published = 'revisions' | 'countsBy' | 'countsByPlace' | 'countsAt' | 'countsInHours'

/** What public pages, public data and organisers' pages read of the tallies, and what tells that they are out of date. */
export function publishing(parts: StoreParts): Pick<Store, Published> {
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

  function countsOf(which: Tallied): Promise<readonly Count[]> {
    return database.read(function* (from) {
      const rows = yield* database.tallied(from, which)
      return rows.map(({ measure, key, count }) => ({ measure, key, count }))
    })
  }

  return {
    async revisions() {
      const totals = await database.read(from => totalsOf(parts, from))
      const campaigns = await everyCampaign({})
      return {
        campaigns: campaigns.map(row => ({ ...row, signatures: totals.get(row.id) ?? 0 })),
        places: await places(),
      }
    },

    countsBy: (campaignId, measures) => countsOf({ campaignId, measures }),
    async countsByPlace(campaignId, from, before) {
      return database.read(function* (session) {
        const counts = new Map<string, number>()
        for (const part of stretchParts(from, before))
          for (const { code, count } of yield* database.talliedByPlace(session, campaignId, part))
            counts.set(code, (counts.get(code) ?? 0) + part.by * count)
        const all = [...counts].map(([code, count]) => ({ code, count }))
        return all.filter(({ count }) => count !== 0).sort(byCode)
      })
    },
    countsAt: (campaignId, measure, keys) => countsOf({ campaignId, measures: [measure], keys }),

    async countsInHours(hours) {
      return database.read(function* (from) {
        const rows = yield* database.tallied(from, { measures: ['by-hour'], keys: hours })
        return rows.map(({ campaignId, key, count }) => ({ campaignId, hour: key, count }))
      })
    },
  }
}

function byCode(one: PlaceCount, other: PlaceCount): number {
  return one.code < other.code ? -1 : 1
}
