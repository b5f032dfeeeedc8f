import { and, eq, inArray, ne } from 'drizzle-orm'
import type { AuditAction, Deed } from '../../app/domain/audit/audit'
import type { CampaignState } from '../../app/domain/campaign/campaign'
import type { TakingDownStore } from '../../app/domain/campaign/take-down'
import type { OutgoingId } from '../../app/domain/id'
import type { HoldReason } from '../../app/domain/outbox/outbox'
import type { Session, Tables } from '../database'
import { all, first, run, type Steps } from '../steps'
import { appendAudit } from './auditing'
import { releaseHeld } from './letter-state'
import type { StoreParts } from './parts'

type Row = Tables['campaign']['$inferSelect']

const waits: HoldReason = 'taken-down'

/** Taking a campaign off the site, and putting it back. Its mails are held one by one as they come up to be composed. */
export function takingDown(parts: StoreParts): TakingDownStore {
  const { database } = parts
  const { campaign, outgoing } = parts.tables

  function* move(
    tx: Session,
    { id }: Row,
    state: CampaignState,
    action: AuditAction,
    deed: Deed,
  ): Steps<void> {
    yield* run(tx.update(campaign).set({ state, updatedAt: deed.at }).where(eq(campaign.id, id)))
    const object = `campaign:${id}`
    yield* appendAudit(parts, tx, { ...deed, action, object, campaignId: id, detail: { state } })
  }

  /** Mails that were held while their campaign was off the site, which is back. */
  function* waiting(from: Session, limit: number): Steps<readonly { readonly id: OutgoingId }[]> {
    const { id, state } = campaign
    const back = yield* all(from.select({ id }).from(campaign).where(ne(state, 'taken-down')))
    const ids = back.map(row => row.id)
    const theirs = and(eq(outgoing.holdReason, waits), inArray(outgoing.campaignId, ids))
    return yield* all(
      from
        .select({ id: outgoing.id })
        .from(outgoing)
        .where(and(theirs, eq(outgoing.state, 'held')))
        .limit(limit),
    )
  }

  function toChange(tx: Session, id: number): Steps<Row | undefined> {
    return first(database.locked(tx.select().from(campaign).where(eq(campaign.id, id))))
  }

  return {
    async takeDown(id, deed) {
      return database.transact(function* (tx) {
        const row = yield* toChange(tx, id)
        if (!row) return 'not-found'
        if (row.state === 'taken-down') return 'already'
        yield* move(tx, row, 'taken-down', 'campaign-taken-down', deed)
        return 'taken-down'
      })
    },

    async putBack(id, deed) {
      return database.transact(function* (tx) {
        const row = yield* toChange(tx, id)
        if (row?.state !== 'taken-down') return 'not-taken-down'
        yield* move(tx, row, stateAfter(row), 'campaign-put-back', deed)
        return 'put-back'
      })
    },

    async releasePutBack(limit, at) {
      // Asked every other second, and hardly ever of anything: it is looked before others have to wait for a write.
      if ((await database.read(from => waiting(from, 1))).length === 0) return 'nothing-waits'
      return database.transact(function* (tx): Steps<'more'> {
        const mails = yield* waiting(tx, limit)
        const those = inArray(
          outgoing.id,
          mails.map(({ id }) => id),
        )
        yield* releaseHeld(parts, tx, and(those, eq(outgoing.holdReason, waits)), at)
        return 'more'
      })
    },
  }
}

/** Never open at once: whoever puts it back sees it first. */
function stateAfter({ openedAt, closedAt }: Row): CampaignState {
  if (closedAt) return 'closed'
  return openedAt ? 'paused' : 'draft'
}
