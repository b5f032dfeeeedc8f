import { and, eq, isNotNull, or, type SQL } from 'drizzle-orm'
import type { AuditAction, Deed } from '../../app/domain/audit/audit'
import { type Settling, stoppedStates, type ToDoStore } from '../../app/domain/dashboard/to-do'
import type { LetterId } from '../../app/domain/id'
import type { NewOutgoing, Session } from '../database'
import { all, first, run, type Steps } from '../steps'
import { appendAudit } from './auditing'
import { beforeNone } from './lent'
import { followMails } from './letter-state'
import type { StoreParts } from './parts'
import { signatureToChange } from './rows'

/** What a person decides about letters that have come to a stop, and about replies that should not be read. */
export function settling(parts: StoreParts): Pick<ToDoStore, 'settleLetter' | 'takeDownReply'> {
  const { database } = parts
  const { outgoing, reply } = parts.tables
  const isStopped = (id: LetterId): SQL | undefined =>
    and(
      eq(outgoing.letterId, id),
      eq(outgoing.kind, 'letter'),
      or(
        eq(outgoing.state, 'unknown'),
        and(eq(outgoing.state, 'held'), eq(outgoing.holdReason, 'cannot-compose')),
      ),
    )

  return {
    async settleLetter(id, how, deed) {
      return database.transact(function* (tx) {
        const row = yield* letterToChange(parts, tx, id)
        if (!row) return 'not-found'
        if (how === 'seen') {
          if (!(stoppedStates as readonly string[]).includes(row.state) || row.seenAt) return 'not-waiting'
        } else {
          const mails = yield* all(database.locked(tx.select().from(outgoing).where(isStopped(id))))
          const fits =
            mails.length > 0 && (how !== 'arrived' || mails.some(({ state }) => state === 'unknown'))
          if (!fits || row.writer !== 'confirmed') return 'not-waiting'
          const which = how === 'arrived' ? and(isStopped(id), eq(outgoing.state, 'unknown')) : isStopped(id)
          yield* run(tx.update(outgoing).set(settled(how, deed.at)).where(which))
          yield* followMails(parts, tx, id, deed.at)
        }
        if (how === 'seen' || how === 'give-back') yield* markSeen(parts, tx, id, deed.at)
        yield* noteLetter(parts, tx, 'mail-settled', { id, ...row }, deed, { how })
        return 'settled'
      })
    },

    async takeDownReply(id, deed) {
      return database.transact(function* (tx) {
        const row = yield* letterToChange(parts, tx, id)
        const words = and(eq(reply.letterId, id), isNotNull(reply.sealed))
        const emptied = yield* all(
          tx.update(reply).set({ sealed: null }).where(words).returning({ id: reply.letterId }),
        )
        if (!row || emptied.length === 0) return 'no-words'
        yield* noteLetter(parts, tx, 'reply-taken-down', { id, ...row }, deed)
        return 'taken-down'
      })
    },
  }
}

/** Its writer is held first, as whoever withdraws it does: else of two that meet each would wait for the other. */
function* letterToChange(parts: StoreParts, tx: Session, id: LetterId) {
  const { letter } = parts.tables
  const { campaignId, signatureId, state, seenAt } = letter
  const query = tx.select({ campaignId, signatureId, state, seenAt }).from(letter).where(eq(letter.id, id))
  const found = yield* first(query)
  if (!found) return undefined
  const writer = yield* signatureToChange(parts, tx, found.signatureId)
  const row = yield* first(query)
  return row && { ...row, writer: writer?.state }
}

/** What is written of a mail that somebody knows more about than we do. */
function settled(how: Exclude<Settling, 'seen'>, at: Date): Partial<NewOutgoing> {
  if (how === 'arrived') return { state: 'accepted', lastReply: arrivedReply, dueAt: null, settledAt: at }
  if (how === 'give-back') return { state: 'gave-up', lastReply: givenBackReply, dueAt: null, settledAt: at }
  return { state: 'queued', holdReason: null, dueAt: at, settledAt: null, ...beforeNone }
}

/** Stand where a mail system's last words would. */
const arrivedReply = 'an organiser says that it arrived'
const givenBackReply = 'not sent again: an organiser gave it back'

/** Nobody needs to see to it any more. */
export function* markSeen(
  { tables: { letter } }: StoreParts,
  tx: Session,
  id: LetterId,
  at: Date,
): Steps<void> {
  yield* run(tx.update(letter).set({ seenAt: at }).where(eq(letter.id, id)))
}

/** Writes down what was done to a letter; last in its transaction. */
export function* noteLetter(
  parts: StoreParts,
  tx: Session,
  action: AuditAction,
  { id, campaignId }: { readonly id: LetterId; readonly campaignId: number },
  deed: Deed,
  detail: Readonly<Record<string, string>> = {},
): Steps<void> {
  yield* appendAudit(parts, tx, { ...deed, action, object: `letter:${id}`, campaignId, detail })
}
