import { and, eq, inArray } from 'drizzle-orm'
import type { AuditAction, Deed } from '../../app/domain/audit'
import type { CampaignState } from '../../app/domain/campaign'
import type { Claimed } from '../../app/domain/outbox'
import type { TakingDownStore } from '../../app/domain/take-down'
import type { Session, Tables } from '../database'
import { all, first, run, type Steps } from '../steps'
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

/** Nobody takes these off the site or puts them back until this transaction ends; before mails and letters, as whoever does holds them. */
export function* holdCampaigns(
  { database, tables: { campaign } }: StoreParts,
  tx: Session,
  ids: readonly number[],
): Steps<void> {
  if (ids.length === 0) return
  const those = tx
    .select({ id: campaign.id })
    .from(campaign)
    .where(inArray(campaign.id, [...ids]))
  yield* all(database.locked(those.orderBy(campaign.id)))
}

/** A mail goes on whose campaign was put back while a mailer had it: nothing was held then that could be let go. */
export function* releaseIfPutBack(
  parts: StoreParts,
  tx: Session,
  { id, campaignId }: Pick<Claimed, 'id' | 'campaignId'>,
  at: Date,
): Steps<void> {
  const { campaign, outgoing } = parts.tables
  const its = tx
    .select({ state: campaign.state })
    .from(campaign)
    .where(eq(campaign.id, campaignId ?? 0))
  if ((yield* first(its))?.state !== 'taken-down') yield* releaseHeld(parts, tx, eq(outgoing.id, id), at)
}

/** Never open at once: whoever puts it back sees it first. */
function stateAfter({ openedAt, closedAt }: Row): CampaignState {
  if (closedAt) return 'closed'
  return openedAt ? 'paused' : 'draft'
}
