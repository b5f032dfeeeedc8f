import { and, asc, eq, isNotNull, lte, sql } from 'drizzle-orm'
import type { LetterId } from '../../app/domain/id'
import type { Claimed } from '../../app/domain/outbox/outbox'
import { updateMailDelta } from '../../app/domain/tally/tally'
import type { Session, Tables } from '../database'
import { run, type Steps } from '../steps'
import { followDigest, takeAlong } from './digests'
import { given } from './given'
import { settledColumns, toOutgoing } from './lent'
import { followManyMails } from './letter-state'
import type { StoreParts } from './parts'
import { carriesUpdate } from './update-rows'

type OutgoingRecord = Tables['outgoing']['$inferSelect']

/** Lends what is due, oldest first. Asked as often as a mailer has a lane free, so both statements are written once. */
export function claiming(parts: StoreParts) {
  const { database } = parts
  const { outgoing } = parts.tables
  const due = database.statement<OutgoingRecord>('due-outgoing', tx =>
    database.skippingLocked(
      tx
        .select()
        .from(outgoing)
        .where(and(isNotNull(outgoing.dueAt), lte(outgoing.dueAt, given('at', outgoing.dueAt))))
        .orderBy(asc(outgoing.dueAt))
        .limit(sql.placeholder('limit')),
    ),
  )
  const lend = database.statement('lend-outgoing', tx =>
    tx
      .update(outgoing)
      .set({
        state: sql`'sending'`,
        dueAt: given('leaseUntil', outgoing.dueAt),
        fence: sql`${outgoing.fence} + 1`,
        attempts: sql`${outgoing.attempts} + 1`,
      })
      .where(eq(outgoing.id, given('id', outgoing.id)))
      .returning({ id: outgoing.id }),
  )

  return function* (tx: Session, limit: number, at: Date, leaseUntil: Date): Steps<readonly Claimed[]> {
    const claimed: Claimed[] = []
    const letters: LetterId[] = []
    for (const row of yield* due(tx, { at, limit })) {
      const lost = row.state === 'sending' && row.dataAt !== null
      if (lost)
        yield* carriesUpdate(row.kind) ? loseUpdateMail(parts, tx, row) : leaveUnknown(parts, tx, row, at)
      else yield* lend(tx, { id: row.id, leaseUntil })
      if (row.kind === 'letter' && row.letterId) letters.push(row.letterId)
      if (row.kind === 'digest')
        yield* lost ? followDigest(parts, tx, row.id, lostInData, at) : takeAlong(parts, tx, row.id, at)
      const { fence, attempts } = row
      if (!lost) claimed.push({ ...toOutgoing(row), attempts: attempts + 1, fence: fence + 1 })
    }
    yield* followManyMails(parts, tx, letters, at)
    return claimed
  }
}

const lostInData = { state: 'unknown', reply: 'the mailer was lost while sending' } as const

/** A mail whose lease ran out is lent again, unless DATA had begun: then nobody knows whether it arrived. */
function* leaveUnknown(
  { tables: { outgoing } }: StoreParts,
  tx: Session,
  { id, fence }: OutgoingRecord,
  at: Date,
): Steps<void> {
  const unknown = { ...settledColumns(lostInData, at), fence: fence + 1 }
  yield* run(tx.update(outgoing).set(unknown).where(eq(outgoing.id, id)))
}

/** Nobody is to decide about one mail of 100,000: it is counted as failed. */
function* loseUpdateMail(
  { database, tables: { outgoing } }: StoreParts,
  tx: Session,
  { id, campaignId, updateId }: OutgoingRecord,
): Steps<void> {
  yield* run(tx.delete(outgoing).where(eq(outgoing.id, id)))
  if (campaignId !== null && updateId !== null)
    yield* database.addToTallies(tx, [updateMailDelta({ campaignId, updateId }, 'failed')])
}
