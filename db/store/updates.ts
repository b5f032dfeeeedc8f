import { and, desc, eq, inArray, isNotNull, lt, lte, max } from 'drizzle-orm'
import { mayBecome } from '../../app/domain/update/campaign-update'
import type { UpdateMove, UpdateStore } from '../../app/domain/update/store'
import type { Session } from '../database'
import { all, first, run, type Steps } from '../steps'
import { appendAudit } from './auditing'
import { outgoingRow } from './mailing'
import type { StoreParts } from './parts'
import { holdBack } from './update-pausing'
import { dropUpdateMails, toUpdate, type UpdateRecord, updateToChange } from './update-rows'

/** What organisers write and decide of their updates; `update-filling` sends them. */
export function updates(parts: StoreParts): Omit<UpdateStore, 'fillOutbox' | 'countAudience'> {
  const { database } = parts
  const { campaign, campaignUpdate } = parts.tables
  const { id, campaignId, number, publishedAt, state } = campaignUpdate

  return {
    async createUpdate({ at, ...draft }) {
      return database.transact(function* (tx) {
        const its = eq(campaign.id, draft.campaignId) // one at a time, so that no two get one number
        yield* all(database.locked(tx.select({ id: campaign.id }).from(campaign).where(its)))
        const last = yield* first(
          tx
            .select({ number: max(number) })
            .from(campaignUpdate)
            .where(eq(campaignId, draft.campaignId)),
        )
        const begun = { state: 'draft', revision: 1, queued: 0, createdAt: at, savedAt: at } as const
        const rows = tx
          .insert(campaignUpdate)
          .values({ ...draft, ...begun, number: (last?.number ?? 0) + 1 })
          .returning()
        const row = yield* first(rows)
        if (!row) throw new Error('an update is not there after it was made')
        return toUpdate(row)
      })
    },

    async saveUpdate(which, revision, words, at) {
      return database.transact(function* (tx) {
        const row = yield* updateToChange(parts, tx, which)
        if (!row) return 'not-found'
        if (row.state !== 'draft') return 'not-draft'
        if (row.revision !== revision) return 'overtaken'
        const saved = { ...words, revision: revision + 1, savedAt: at }
        yield* run(tx.update(campaignUpdate).set(saved).where(eq(id, which)))
        if (row.publishedAt) yield* renewPages(parts, tx, row.campaignId, at)
        return 'saved'
      })
    },

    async update(which) {
      return database.read(function* (from) {
        const row = yield* first(from.select().from(campaignUpdate).where(eq(id, which)))
        return row ? toUpdate(row) : null
      })
    },

    async updateNumbered(campaign, which) {
      return database.read(function* (from) {
        const its = and(eq(campaignId, campaign), eq(number, which))
        const row = yield* first(from.select().from(campaignUpdate).where(its))
        return row ? toUpdate(row) : null
      })
    },

    async updatesBefore(campaign, before, limit) {
      return database.read(function* (from) {
        const its = and(eq(campaignId, campaign), before === null ? undefined : lt(number, before))
        const some = from.select().from(campaignUpdate).where(its).orderBy(desc(number)).limit(limit)
        return (yield* all(some)).map(toUpdate)
      })
    },

    async publishedUpdates(campaign, at, limit) {
      return database.read(function* (from) {
        const shown = and(eq(campaignId, campaign), isNotNull(publishedAt), lte(publishedAt, at))
        const some = from.select().from(campaignUpdate).where(shown).orderBy(desc(publishedAt)).limit(limit)
        return (yield* all(some)).map(toUpdate)
      })
    },

    async moveUpdate(move, entry) {
      return database.transact(function* (tx) {
        const row = yield* updateToChange(parts, tx, move.id)
        if (!row) return 'not-found'
        if (!mayBecome(row.state, move.to)) return 'not-possible'
        if (row.revision !== move.revision) return 'overtaken'
        yield* run(tx.update(campaignUpdate).set(movedColumns(row, move)).where(eq(id, row.id)))
        if (move.to === 'paused') yield* holdBack(parts, tx, row)
        if (move.to === 'cancelled') yield* dropUpdateMails(parts, tx, { updateId: row.id })
        yield* appendAudit(parts, tx, entry)
        return 'moved'
      })
    },

    async publishUpdate(which, since, at, entry) {
      return database.transact(function* (tx) {
        const row = yield* updateToChange(parts, tx, which)
        if (!row) return 'not-found'
        if ((row.publishedAt === null) === (since === null)) return 'already'
        yield* run(tx.update(campaignUpdate).set({ publishedAt: since }).where(eq(id, which)))
        yield* renewPages(parts, tx, row.campaignId, at)
        yield* appendAudit(parts, tx, entry)
        return 'set'
      })
    },

    async queueUpdateTest(which, organiserId, at) {
      return database.transact(function* (tx) {
        const row = yield* first(
          tx
            .select({ campaignId })
            .from(campaignUpdate)
            .where(and(eq(id, which), inArray(state, ['draft', 'scheduled']))),
        )
        if (!row) return 'not-found'
        const about = { kind: 'update-test' as const, ...row, updateId: which, organiserId }
        yield* database.insertOutgoing(tx, [outgoingRow(parts, about, at, at)])
        return 'queued'
      })
    },
  }
}

/** Public pages show a campaign as it was when it last changed: this is a change. */
export function* renewPages(
  { tables: { campaign } }: StoreParts,
  tx: Session,
  campaignId: number,
  at: Date,
): Steps<void> {
  yield* run(tx.update(campaign).set({ updatedAt: at }).where(eq(campaign.id, campaignId)))
}

function movedColumns(row: UpdateRecord, { to, sendAt, publishes, at }: UpdateMove) {
  const wasToPublish = row.state === 'scheduled' && row.publishedAt !== null && row.publishedAt > at
  const keptPublished = wasToPublish ? null : row.publishedAt
  switch (to) {
    case 'scheduled':
      return {
        state: to,
        sendAt,
        dueAt: sendAt,
        publishedAt: publishes ? (row.publishedAt ?? sendAt) : row.publishedAt,
      }
    case 'draft':
      return { state: to, sendAt: null, dueAt: null, publishedAt: keptPublished }
    case 'sending':
      return { state: to, dueAt: at }
    case 'paused':
      return { state: to, dueAt: null }
    case 'cancelled':
      return { state: to, dueAt: null, endedAt: at, publishedAt: keptPublished }
  }
}
