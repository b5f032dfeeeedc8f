import { and, asc, eq, isNotNull, lte } from 'drizzle-orm'
import type { Store } from '../../app/domain/store'
import { all, first, run } from '../steps'
import { outgoingRow } from './mailing'
import type { StoreParts } from './parts'
import { reach } from './reaching'

type NoticeMethods = 'notice' | 'saveNotice' | 'queueSummaries' | 'milestones' | 'reachMilestones'

/** Mails to organisers that nobody presses a button for: each queued in the transaction that says it is done. */
export function notices(parts: StoreParts): Pick<Store, NoticeMethods> {
  const { database, tables } = parts
  const { notice, milestone } = tables
  const isDue = (at: Date) => and(isNotNull(notice.dueAt), lte(notice.dueAt, at))

  return {
    async notice(organiserId, campaignId) {
      return database.read(function* (from) {
        const which = and(eq(notice.organiserId, organiserId), eq(notice.campaignId, campaignId))
        const row = yield* first(from.select().from(notice).where(which))
        if (!row) return null
        const { dueAt: _, ...wish } = row
        return wish
      })
    },

    async saveNotice(wish, dueAt) {
      await database.transact(function* (tx) {
        const row = { ...wish, dueAt }
        const target = [notice.organiserId, notice.campaignId]
        yield* run(tx.insert(notice).values(row).onConflictDoUpdate({ target, set: row }))
      })
    },

    async queueSummaries(at, next) {
      const waiting = await database.read(function* (from) {
        return yield* first(from.select({ dueAt: notice.dueAt }).from(notice).where(isDue(at)).limit(1))
      })
      if (!waiting) return 0 // asked twice a minute: nothing is locked to find nothing
      return database.transact(function* (tx) {
        const due = tx.select().from(notice).where(isDue(at)).orderBy(asc(notice.dueAt)).limit(atOnce)
        const taken = yield* all(database.skippingLocked(due))
        const mails = taken.map(({ organiserId, campaignId }) =>
          outgoingRow(parts, { kind: 'summary', campaignId, organiserId }, at, at),
        )
        yield* database.insertOutgoing(tx, mails)
        for (const { organiserId, campaignId } of taken) {
          const which = and(eq(notice.organiserId, organiserId), eq(notice.campaignId, campaignId))
          yield* run(tx.update(notice).set({ dueAt: next }).where(which))
        }
        return taken.length
      })
    },

    async milestones(campaignId) {
      return database.read(function* (from) {
        const { count, reachedAt } = milestone
        const its = eq(milestone.campaignId, campaignId)
        return yield* all(from.select({ count, reachedAt }).from(milestone).where(its).orderBy(asc(count)))
      })
    },

    async reachMilestones(campaignId, counts, at) {
      if (counts.length === 0) return []
      return database.transact(tx => reach(parts, tx, campaignId, counts, at))
    },
  }
}

/** Organisers are few; what is left goes in the next round. */
const atOnce = 200
