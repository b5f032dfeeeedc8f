import { and, eq } from 'drizzle-orm'
import type { AuditAction, Deed } from '../../app/domain/audit'
import type { CampaignState } from '../../app/domain/campaign'
import type { TakingDownStore } from '../../app/domain/take-down'
import type { Session, Tables } from '../database'
import { first, run, type Steps } from '../steps'
import { appendAudit } from './auditing'
import { releaseHeld } from './letter-state'
import type { StoreParts } from './parts'

type Row = Tables['campaign']['$inferSelect']

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
        const mine = and(eq(outgoing.holdReason, 'taken-down'), eq(outgoing.campaignId, id))
        yield* releaseHeld(parts, tx, mine, deed.at)
        yield* move(tx, row, stateAfter(row), 'campaign-put-back', deed)
        return 'put-back'
      })
    },
  }
}

/** Never open at once: whoever puts it back sees it first. */
function stateAfter({ openedAt, closedAt }: Row): CampaignState {
  if (closedAt) return 'closed'
  return openedAt ? 'paused' : 'draft'
}
