import { and, eq, isNull, type SQL } from 'drizzle-orm'
import type { LetterId, SignatureId } from '../../app/domain/id'
import { letterState } from '../../app/domain/outbox'
import { type CountedReply, type Delta, letterDeltas } from '../../app/domain/tally'
import type { Session } from '../database'
import { all, first, run, type Steps } from '../steps'
import type { StoreParts } from './parts'
import { repliesTo, replyTo } from './replying'
import { type LetterRecord, lettersUnderWay, type SignatureRecord, signatureById } from './rows'
import { askForReply } from './surveying'

/**
 * Moves a letter to where its mails to targets are, and its counts with it; in the transaction that moved a mail.
 * The words of a letter that was cancelled are of no more use and are deleted.
 */
export function* followMails(parts: StoreParts, tx: Session, letterId: LetterId, at: Date): Steps<void> {
  const { letter, outgoing } = parts.tables
  // Held first: of two mails of one letter that are settled at once, the second must see where the first went.
  const held = yield* first(parts.database.locked(tx.select().from(letter).where(eq(letter.id, letterId))))
  if (!held) return
  const mails = yield* all(
    tx
      .select({ state: outgoing.state, targetKey: outgoing.targetKey })
      .from(outgoing)
      .where(and(eq(outgoing.letterId, letterId), eq(outgoing.kind, 'letter'))),
  )
  const state = letterState(mails.map(mail => mail.state))
  if (state === held.state) return
  const signature = yield* signatureById(parts, tx, held.signatureId)
  const constituencyCode = signature?.constituencyCode ?? null
  const accepted = state === 'accepted'
  const wentToMp = mails.some(mail => mail.targetKey === 'mp' && mail.state === 'accepted')
  const sitting = accepted && wentToMp ? yield* sittingMember(parts, tx, constituencyCode) : null
  const moved = {
    state,
    acceptedAt: accepted ? at : held.acceptedAt,
    memberId: accepted && !wentToMp ? null : (sitting ?? held.memberId),
  }
  yield* run(
    tx
      .update(letter)
      .set({ ...moved, ...(state === 'cancelled' ? { sealed: null } : {}) })
      .where(eq(letter.id, letterId)),
  )
  const reply = held.acceptedAt ? ((yield* replyTo(parts, tx, letterId)) ?? null) : null
  const counted = { ...held, constituencyCode, reply }
  yield* parts.database.addToTallies(tx, [
    ...letterDeltas(counted, -1),
    ...letterDeltas({ ...counted, ...moved }, 1),
  ])
  if (accepted && !held.acceptedAt) yield* askForReply(parts, tx, held, at)
}

/** Whom a letter to the MP of a constituency has just gone to: another may have sat there when it was written. */
function* sittingMember(
  { tables: { membership } }: StoreParts,
  tx: Session,
  code: string | null,
): Steps<number | null> {
  if (code === null) return null
  const sits = and(eq(membership.constituencyCode, code), isNull(membership.until))
  const row = yield* first(tx.select({ id: membership.memberId }).from(membership).where(sits))
  return row?.id ?? null
}

/** Counts a signature's letters under another constituency; in the transaction that gives it one. */
export function* moveLetters(
  parts: StoreParts,
  tx: Session,
  row: Pick<SignatureRecord, 'id' | 'constituencyCode'>,
  code: string | null,
): Steps<void> {
  const letters = yield* countedLetters(parts, tx, row.id)
  const under = (constituencyCode: string | null, by: 1 | -1): Delta[] =>
    letters.flatMap(letter => letterDeltas({ ...letter, constituencyCode }, by))
  yield* parts.database.addToTallies(tx, [...under(row.constituencyCode, -1), ...under(code, 1)])
}

/** The letters of a signature that count for something, each with what was told of it. */
export function* countedLetters(
  parts: StoreParts,
  from: Session,
  id: SignatureId,
): Steps<(LetterRecord & { readonly reply: CountedReply | null })[]> {
  const letters = yield* lettersUnderWay(parts, from, id)
  const ids = letters.map(letter => letter.id)
  const replies = yield* repliesTo(parts, from, ids)
  return letters.map(letter => ({ ...letter, reply: replies.get(letter.id) ?? null }))
}

/** Letters that waited for something that has come go on. */
export function* releaseHeld(parts: StoreParts, tx: Session, which: SQL | undefined, at: Date): Steps<void> {
  const { outgoing } = parts.tables
  const released = yield* all(
    tx
      .update(outgoing)
      .set({ state: 'queued', holdReason: null, dueAt: at, settledAt: null })
      .where(and(eq(outgoing.state, 'held'), which))
      .returning({ letterId: outgoing.letterId }),
  )
  for (const { letterId } of released) if (letterId) yield* followMails(parts, tx, letterId, at)
}

/** Letters that waited for their writer's constituency go on. */
export function* releaseForSeat(parts: StoreParts, tx: Session, id: SignatureId, at: Date): Steps<void> {
  const { outgoing } = parts.tables
  const waits = and(eq(outgoing.signatureId, id), eq(outgoing.holdReason, 'no-constituency'))
  yield* releaseHeld(parts, tx, waits, at)
}
