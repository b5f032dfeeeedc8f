import { and, eq, sql } from 'drizzle-orm'
import type { OfficeId } from '../../app/domain/id'
import type { Claimed, Outgoing, Place, Settlement } from '../../app/domain/outbox/outbox'
import type { NewOutgoing, Session, Tables } from '../database'
import { all, type Steps } from '../steps'
import { given } from './given'
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

/**
 * What every letter that goes out writes of its mail, each statement written once: Drizzle takes 60 µs to write one anew, SQLite
 * 5 to run it. Each gives false where the lease was lost.
 */
export function lentMails(parts: StoreParts) {
  const { database, tables } = parts
  const { outgoing } = tables
  const mine = and(
    eq(outgoing.id, given('id', outgoing.id)),
    eq(outgoing.fence, given('fence', outgoing.fence)),
    sql`${outgoing.state} = 'sending'`,
  )
  const returned = { id: outgoing.id }
  const marks = database.statement('mark-outgoing', tx =>
    tx
      .update(outgoing)
      .set({ dataAt: given('at', outgoing.dataAt) })
      .where(mine)
      .returning(returned),
  )
  const stamps = database.statement('stamp-outgoing', tx =>
    tx
      .update(outgoing)
      .set({
        messageId: given('messageId', outgoing.messageId),
        date: given('date', outgoing.date),
        officeId: given('officeId', outgoing.officeId),
        place: given('place', outgoing.place),
      })
      .where(mine)
      .returning(returned),
  )
  const accepts = database.statement('accept-outgoing', tx =>
    tx
      .update(outgoing)
      .set({
        state: sql`'accepted'`,
        dueAt: null,
        lastReply: given('reply', outgoing.lastReply),
        holdReason: null,
        settledAt: given('at', outgoing.settledAt),
        dataAt: null,
      })
      .where(mine)
      .returning(returned),
  )

  function* one(rows: Steps<readonly unknown[]>): Steps<boolean> {
    return (yield* rows).length === 1
  }
  return {
    mark: (tx: Session, { id, fence }: Claimed, at: Date) => one(marks(tx, { id, fence, at })),
    stamp: (tx: Session, { id, fence }: Claimed, stamp: Stamp) => one(stamps(tx, { id, fence, ...stamp })),
    settle: (tx: Session, mail: Claimed, settlement: Settlement, at: Date) =>
      settlement.state === 'accepted'
        ? one(accepts(tx, { id: mail.id, fence: mail.fence, reply: settlement.reply, at }))
        : changeLent(parts, tx, mail, settledColumns(settlement, at)),
  }
}

/** Fixed as a letter first goes, with the office that lets it through. */
interface Stamp {
  readonly messageId: string
  readonly date: Date
  readonly officeId: OfficeId
  readonly place: Place
}

/** A row without what is the outbox's own affair. */
export function toOutgoing(row: OutgoingRecord): Outgoing {
  const { id, kind, campaignId, signatureId, letterId, targetKey, officeId, place } = row
  const { createdAt, attempts, messageId, date } = row
  const { updateId, subscriberId, organiserId } = row
  const about = { id, kind, campaignId, signatureId, letterId, targetKey, officeId, place }
  return { ...about, updateId, subscriberId, organiserId, createdAt, attempts, messageId, date } as Outgoing
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
