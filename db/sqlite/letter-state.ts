import { and, eq, type SQL } from 'drizzle-orm'
import type { LetterId } from '../../app/domain/id'
import { letterState } from '../../app/domain/outbox'
import { letterDeltas } from '../../app/domain/tally'
import { addToTallies, lettersUnderWay, type SignatureRecord } from './rows'
import { tables } from './schema'
import type { StoreParts } from './store'

/**
 * Moves a letter to where its mails to targets are, and its counts with it; in the transaction that moved a mail.
 * The words of a letter that was cancelled are of no more use and are deleted.
 */
export function followMails({ connection: { write } }: StoreParts, letterId: LetterId, at: Date): void {
  const { letter, outgoing, signature } = tables
  const row = write
    .select({ letter, constituencyCode: signature.constituencyCode })
    .from(letter)
    .innerJoin(signature, eq(signature.id, letter.signatureId))
    .where(eq(letter.id, letterId))
    .get()
  if (!row) return
  const mails = write
    .select({ state: outgoing.state })
    .from(outgoing)
    .where(and(eq(outgoing.letterId, letterId), eq(outgoing.kind, 'letter')))
    .all()
  const state = letterState(mails.map(mail => mail.state))
  if (state === row.letter.state) return
  const acceptedAt = state === 'accepted' ? at : row.letter.acceptedAt
  write
    .update(letter)
    .set({ state, acceptedAt, ...(state === 'cancelled' ? { sealed: null } : {}) })
    .where(eq(letter.id, letterId))
    .run()
  const counted = { campaignId: row.letter.campaignId, constituencyCode: row.constituencyCode }
  addToTallies(write, [
    ...letterDeltas({ ...counted, state: row.letter.state, acceptedAt: row.letter.acceptedAt }, -1),
    ...letterDeltas({ ...counted, state, acceptedAt }, 1),
  ])
}

/** Counts a signature's letters under another constituency; in the transaction that gives it one. */
export function moveLetters(
  { connection: { write } }: StoreParts,
  row: Pick<SignatureRecord, 'id' | 'campaignId' | 'constituencyCode'>,
  code: string | null,
): void {
  const { campaignId } = row
  const under = (constituencyCode: string | null, by: 1 | -1) =>
    lettersUnderWay(write, row.id).flatMap(({ state, acceptedAt }) =>
      letterDeltas({ campaignId, constituencyCode, state, acceptedAt }, by),
    )
  addToTallies(write, [...under(row.constituencyCode, -1), ...under(code, 1)])
}

/** Letters that waited for something that has come go on. */
export function releaseHeld(parts: StoreParts, which: SQL | undefined, at: Date): void {
  const { outgoing } = tables
  const released = parts.connection.write
    .update(outgoing)
    .set({ state: 'queued', holdReason: null, dueAt: at, settledAt: null })
    .where(and(eq(outgoing.state, 'held'), which))
    .returning({ letterId: outgoing.letterId })
    .all()
  for (const { letterId } of released) if (letterId) followMails(parts, letterId, at)
}
