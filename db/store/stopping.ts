import { and, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { LetterId, OutgoingId, SignatureId } from '../../app/domain/id'
import { forOrganiser } from '../../app/domain/letter/held-letter'
import type { Session } from '../database'
import { all, run, type Steps } from '../steps'
import { beforeNone } from './lent'
import { type CancelledWords, followManyMails } from './letter-state'
import type { StoreParts } from './parts'
import { lettersUnderWay, type SignatureRecord } from './rows'
import { deltasOfAll } from './signature-deltas'
import { dropUpdateMails } from './update-rows'

/**
 * Takes signatures off the count and stops what has not yet gone out in their name; the caller holds them and writes their
 * state. Gives the mails it stopped.
 */
export function* stopCounting(
  parts: StoreParts,
  tx: Session,
  rows: readonly SignatureRecord[],
  words: CancelledWords,
  at: Date,
): Steps<ReadonlyMap<SignatureId, readonly OutgoingId[]>> {
  const { letter, outgoing } = parts.tables
  const ids = rows.map(({ id }) => id)
  yield* dropUpdateMails(parts, tx, { signatureIds: ids })
  const stopped = yield* all(
    tx
      .update(outgoing)
      .set({ state: 'cancelled', dueAt: null, settledAt: at, ...beforeNone })
      .where(
        and(
          inArray(outgoing.signatureId, ids),
          inArray(outgoing.state, ['queued', 'deferred', 'held']),
          ne(outgoing.kind, 'manage'),
        ),
      )
      .returning({ id: outgoing.id, signatureId: outgoing.signatureId }),
  )
  yield* run(
    tx
      .update(letter)
      .set({ state: 'cancelled', ...(words === 'deleted' ? { sealed: null } : {}) })
      .where(and(inArray(letter.signatureId, ids), eq(letter.state, 'unconfirmed'))),
  )
  const letters = yield* lettersUnderWay(parts, tx, ids)
  yield* followManyMails(
    parts,
    tx,
    letters.map(({ id }) => id),
    at,
    words,
  )
  yield* parts.database.addToTallies(tx, yield* deltasOfAll(parts, tx, rows, -1))
  return bySignature(stopped)
}

function bySignature(
  mails: readonly { readonly id: OutgoingId; readonly signatureId: SignatureId | null }[],
): ReadonlyMap<SignatureId, readonly OutgoingId[]> {
  const map = new Map<SignatureId, OutgoingId[]>()
  for (const { id, signatureId } of mails)
    if (signatureId) map.set(signatureId, [...(map.get(signatureId) ?? []), id])
  return map
}

/**
 * Puts signatures back on the count, and on its way what `stopCounting` stopped and kept the words of.
 * @param rows as they stand once they are put back
 */
export function* startCounting(
  parts: StoreParts,
  tx: Session,
  rows: readonly SignatureRecord[],
  stopped: readonly OutgoingId[],
  at: Date,
): Steps<void> {
  const { letter } = parts.tables
  const signing = rows.filter(({ state }) => state !== 'withdrawn' && state !== 'invalidated')
  if (signing.length > 0)
    yield* run(
      tx
        .update(letter)
        .set({ state: 'unconfirmed' })
        .where(
          and(
            inArray(
              letter.signatureId,
              signing.map(({ id }) => id),
            ),
            eq(letter.state, 'cancelled'),
            isNull(letter.queuedAt),
            isNotNull(letter.sealed), // of any other that was cancelled the words are gone
          ),
        ),
    )
  yield* followManyMails(parts, tx, yield* resumeMails(parts, tx, stopped, at), at)
  yield* parts.database.addToTallies(tx, yield* deltasOfAll(parts, tx, rows, 1))
}

/** Mails go on as if nothing had been: those that waited for an organiser wait for one again. Gives their letters. */
function* resumeMails(
  { tables: { outgoing } }: StoreParts,
  tx: Session,
  ids: readonly OutgoingId[],
  at: Date,
): Steps<LetterId[]> {
  if (ids.length === 0) return []
  const { kind, letterId, createdAt } = outgoing
  const mine = and(inArray(outgoing.id, [...ids]), eq(outgoing.state, 'cancelled'))
  const held = yield* all(
    tx
      .update(outgoing)
      .set({ state: 'held', settledAt: at })
      .where(and(mine, eq(outgoing.holdReason, forOrganiser)))
      .returning({ kind, letterId }),
  )
  const now = sql.param(at, outgoing.dueAt)
  const going = yield* all(
    tx
      .update(outgoing)
      .set({
        state: 'queued',
        holdReason: null,
        settledAt: null,
        // What was made for a later day, such as the question whether there was a reply, waits for that day.
        dueAt: sql`case when ${createdAt} > ${now} then ${createdAt} else ${now} end`,
      })
      .where(mine)
      .returning({ kind, letterId }),
  )
  return [...held, ...going].flatMap(mail => (mail.kind === 'letter' && mail.letterId ? [mail.letterId] : []))
}
