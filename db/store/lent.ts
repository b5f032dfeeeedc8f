import { and, eq } from 'drizzle-orm'
import type { Claimed, Outgoing, Settlement } from '../../app/domain/outbox'
import type { NewOutgoing, Session, Tables } from '../database'
import { all, type Steps } from '../steps'
import type { StoreParts } from './parts'

type OutgoingRecord = Tables['outgoing']['$inferSelect']

/** A mail as long as its lease lasts. */
export function isLent({ tables: { outgoing } }: StoreParts, { id, fence }: Claimed) {
  return and(eq(outgoing.id, id), eq(outgoing.fence, fence), eq(outgoing.state, 'sending'))
}

/** Changes a mail that is lent; false where the lease was lost. */
export function* changeLent(
  parts: StoreParts,
  tx: Session,
  mail: Claimed,
  change: Partial<NewOutgoing>,
): Steps<boolean> {
  const { outgoing } = parts.tables
  const changed = yield* all(
    tx.update(outgoing).set(change).where(isLent(parts, mail)).returning({ id: outgoing.id }),
  )
  return changed.length === 1
}

/** A row without what is the outbox's own affair. */
export function toOutgoing(row: OutgoingRecord): Outgoing {
  const { id, kind, campaignId, signatureId, letterId, targetKey, officeId, place } = row
  const { createdAt, attempts, messageId, date } = row
  const about = { id, kind, campaignId, signatureId, letterId, targetKey, officeId, place }
  return { ...about, createdAt, attempts, messageId, date } as Outgoing
}

/** What is written of a mail whose attempt ended. */
export function settledColumns(settlement: Settlement, at: Date) {
  return {
    state: settlement.state,
    dueAt: settlement.state === 'deferred' ? settlement.retryAt : null,
    lastReply: 'reply' in settlement ? settlement.reply : null,
    holdReason: settlement.state === 'held' ? settlement.why : null,
    settledAt: settlement.state === 'deferred' ? null : at,
    dataAt: null,
  }
}

/** What is written of a mail that stands before no office any more: it may be another's by the time it goes on. */
export const beforeNone = { officeId: null, place: null, digestId: null } as const
