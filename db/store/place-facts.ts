import { asc, count, desc, eq, lte, sql } from 'drizzle-orm'
import type { Store } from '../../app/domain/store'
import { all, first, run } from '../steps'
import { factNow } from './facts'
import type { StoreParts } from './parts'

/** When the register of members was asked last, or is being asked. */
const askedAt = 'members-asked'

/** Made-up postcodes must not fill the table: the UK has some 3,000 outward codes. */
const outwardsAtMost = 5000

/** What operators are shown of the places, and what keeps the members up to date. */
export function placeFacts(parts: StoreParts): Pick<Store, 'placeFacts' | 'noteMissed' | 'claimSync'> {
  const { database, tables } = parts
  const { installation, placeSource, missedPostcode, unplaced } = tables
  return {
    async placeFacts() {
      return database.read(function* (from) {
        const sources = yield* all(from.select().from(placeSource).orderBy(asc(placeSource.part)))
        const missed = yield* all(
          from.select().from(missedPostcode).orderBy(desc(missedPostcode.times), asc(missedPostcode.outward)),
        )
        const waiting = yield* first(from.select({ signatures: count() }).from(unplaced))
        const asked = yield* factNow(parts, from, askedAt)
        return {
          sources: sources.map(({ origin, ...source }) => ({ ...source, from: origin })),
          missed,
          unplaced: waiting?.signatures ?? 0,
          syncedAt: asked ? new Date(asked) : null,
        }
      })
    },

    async noteMissed(missed, at) {
      await database.transact(function* (tx) {
        const known = yield* first(tx.select({ rows: count() }).from(missedPostcode))
        let room = outwardsAtMost - (known?.rows ?? 0)
        for (const { outward, times } of missed) {
          const set = { times: sql`${missedPostcode.times} + ${times}`, lastAt: at }
          const there = tx.update(missedPostcode).set(set).where(eq(missedPostcode.outward, outward))
          if ((yield* all(there.returning({ outward: missedPostcode.outward }))).length > 0 || room-- <= 0)
            continue
          const row = { outward, times, lastAt: at }
          const target = missedPostcode.outward
          yield* run(tx.insert(missedPostcode).values(row).onConflictDoUpdate({ target, set }))
        }
      })
    },

    async claimSync(at, notSince) {
      const [value, before] = [at.toISOString(), notSince.toISOString()]
      return database.transact(function* (tx) {
        const { name } = installation
        const claim = tx
          .insert(installation)
          .values({ name: askedAt, value })
          .onConflictDoUpdate({ target: name, set: { value }, setWhere: lte(installation.value, before) })
        return (yield* all(claim.returning({ name }))).length > 0
      })
    },
  }
}
