import { and, asc, count, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { OfficeId, OutgoingId } from '../../app/domain/id'
import { lettersAtMost, nextDigest } from '../../app/domain/office/digest'
import type { PersonalOutgoing, Settlement } from '../../app/domain/outbox/outbox'
import type { Store } from '../../app/domain/store'
import type { Session } from '../database'
import { all, first, run, type Steps } from '../steps'
import { beforeNone, isLent, settledColumns, toOutgoing } from './lent'
import { followManyMails } from './letter-state'
import { outgoingRow } from './mailing'
import { standsBefore, toOffice } from './office-rows'
import type { StoreParts } from './parts'
import { withIds } from './rows'

/** One mail to an office with many letters. */
export function digests(parts: StoreParts): Pick<Store, 'digest' | 'sortDigest'> {
  const { database, tables } = parts
  const { outgoing, office, letter } = tables

  return {
    async digest(id) {
      return database.read(function* (from) {
        const found = yield* first(
          from
            .select({ office })
            .from(outgoing)
            .innerJoin(office, eq(office.id, outgoing.officeId))
            .where(and(eq(outgoing.id, id), eq(outgoing.kind, 'digest'))),
        )
        if (!found) return null
        const rows = yield* all(
          from.select().from(outgoing).where(eq(outgoing.digestId, id)).orderBy(asc(outgoing.id)),
        )
        const inLine = yield* first(
          from.select({ letters: count() }).from(outgoing).where(standsBefore(parts, found.office.id)),
        )
        return {
          office: toOffice(found.office),
          letters: rows.map(toOutgoing) as PersonalOutgoing[],
          waiting: inLine?.letters ?? 0,
        }
      })
    },

    async sortDigest(mail, { leave, readers }, at) {
      return database.transact(function* (tx) {
        const lent = tx.select({ id: outgoing.id }).from(outgoing).where(isLent(parts, mail))
        if (!(yield* first(database.locked(lent)))) return false
        // Taken up with the digest and laid down again: no attempt.
        const attempts = sql`${outgoing.attempts} - 1`
        const ownWay = { ...beforeNone, state: 'queued', dueAt: at, attempts } as const
        const leaving = and(eq(outgoing.digestId, mail.id), inArray(outgoing.id, [...leave]))
        if (leave.length > 0) yield* moveMails(parts, tx, leaving, ownWay, at)
        for (const [id, memberId] of readers)
          yield* run(tx.update(letter).set({ memberId }).where(eq(letter.id, id)))
        return true
      })
    },
  }
}

/** Makes the digest of those who stand in an office's line, or of the oldest; gives when to look again, null where nobody is left. */
export function* makeDigest(
  parts: StoreParts,
  tx: Session,
  officeId: OfficeId,
  at: Date,
): Steps<Date | null> {
  const { outgoing } = parts.tables
  const inLine = yield* all(
    tx
      .select({ id: outgoing.id })
      .from(outgoing)
      .where(standsBefore(parts, officeId))
      .orderBy(asc(outgoing.id))
      .limit(lettersAtMost + 1),
  )
  if (inLine.length === 0) return null
  const digest = outgoingRow(parts, { kind: 'digest', officeId }, at, at)
  yield* parts.database.insertOutgoing(tx, [digest])
  const oldest = inLine.slice(0, lettersAtMost).map(({ id }) => id)
  yield* run(
    tx
      .update(outgoing)
      .set({ place: 'in-digest', digestId: digest.id })
      .where(and(inArray(outgoing.id, oldest), standsBefore(parts, officeId))),
  )
  return inLine.length > lettersAtMost ? nextDigest(at) : null
}

/** The letters of a digest are on their way with it, so that nobody withdraws what goes; in the transaction that lends it. */
export function* takeAlong(parts: StoreParts, tx: Session, id: OutgoingId, at: Date): Steps<void> {
  const { outgoing } = parts.tables
  const attempts = sql`${outgoing.attempts} + 1`
  yield* moveMails(parts, tx, eq(outgoing.digestId, id), { state: 'sending', attempts }, at)
}

/** The letters of a digest end as it ended; in the transaction that settles it, or hears later that it bounced. */
export function* followDigest(
  parts: StoreParts,
  tx: Session,
  id: OutgoingId,
  settlement: Settlement,
  at: Date,
): Steps<void> {
  const { outgoing } = parts.tables
  if (settlement.state === 'deferred' || settlement.state === 'held') yield* leaveWithdrawn(parts, tx, id, at)
  const ended = { ...settledColumns(settlement, at), dueAt: null }
  yield* moveMails(parts, tx, eq(outgoing.digestId, id), ended, at)
}

/** A letter that comes back is not tried again once its writer has withdrawn: it was on its way then, and is not now. */
function* leaveWithdrawn(parts: StoreParts, tx: Session, id: OutgoingId, at: Date): Steps<void> {
  const { outgoing, signature } = parts.tables
  const { signatureId } = outgoing
  const mails = yield* all(tx.select({ signatureId }).from(outgoing).where(eq(outgoing.digestId, id)))
  const ids = mails.flatMap(({ signatureId }) => signatureId ?? [])
  if (ids.length === 0) return
  const query = tx
    .select({ id: signature.id, state: signature.state })
    .from(signature)
    .where(withIds(parts, tx, ids))
    .orderBy(asc(signature.id))
  const writers = yield* all(parts.database.locked(query))
  const withdrawn = writers.filter(({ state }) => state !== 'confirmed').map(({ id }) => id)
  if (withdrawn.length === 0) return
  const theirs = and(eq(outgoing.digestId, id), inArray(signatureId, withdrawn))
  const cancelled = { ...settledColumns({ state: 'cancelled' }, at), ...beforeNone }
  yield* moveMails(parts, tx, theirs, cancelled, at)
}

type Columns = Parameters<ReturnType<Session['update']>['set']>[0]

function* moveMails(
  parts: StoreParts,
  tx: Session,
  which: SQL | undefined,
  change: Columns,
  at: Date,
): Steps<void> {
  const { outgoing } = parts.tables
  const { kind, letterId } = outgoing
  const moved = yield* all(tx.update(outgoing).set(change).where(which).returning({ kind, letterId }))
  const letters = moved.flatMap(({ kind, letterId }) => (kind === 'letter' && letterId ? [letterId] : []))
  yield* followManyMails(parts, tx, letters, at)
}
