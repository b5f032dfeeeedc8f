import { and, eq, inArray, ne } from 'drizzle-orm'
import type { Store } from '../../app/domain/store'
import { letterDeltas } from '../../app/domain/tally'
import type { Session } from '../database'
import { run, type Steps } from '../steps'
import { beforeNone } from './lent'
import { countedLetters, followMails } from './letter-state'
import type { StoreParts } from './parts'
import {
  deltasOf,
  isRow,
  lettersUnderWay,
  rowsOfMailbox,
  type SignatureRecord,
  signatureToChange,
} from './rows'
import { factsOf, tellWebhooks } from './telling'

/** How a signature stops counting: withdrawn, invalidated, or erased with every trace. */
export function leaving(
  parts: StoreParts,
): Pick<Store, 'withdrawSignature' | 'invalidateSignature' | 'eraseMailbox'> {
  const { database, tables } = parts
  const { signature } = tables

  return {
    async withdrawSignature(id, at) {
      return database.transact(function* (tx) {
        const row = yield* signatureToChange(parts, tx, id)
        if (!row || row.state === 'invalidated') return 'not-found'
        if (row.state === 'withdrawn') return 'already-withdrawn'
        yield* stopCounting(parts, tx, row, at)
        const withdrawn = { state: 'withdrawn', confirmedAt: null, number: null } as const
        yield* run(tx.update(signature).set(withdrawn).where(isRow(parts, row)))
        yield* tellWebhooks(parts, tx, 'withdrawn', [{ campaignId: row.campaignId, facts: factsOf(row) }], at)
        return 'withdrawn'
      })
    },

    async invalidateSignature(id, invalidReason, at) {
      return database.transact(function* (tx) {
        const row = yield* signatureToChange(parts, tx, id)
        if (!row) return 'not-found'
        if (row.state === 'invalidated' && row.invalidReason === invalidReason) return 'already'
        yield* stopCounting(parts, tx, row, at)
        yield* run(tx.update(signature).set({ state: 'invalidated', invalidReason }).where(isRow(parts, row)))
        return 'invalidated'
      })
    },

    async eraseMailbox(mailbox) {
      const erased = await database.transact(function* (tx) {
        const rows = yield* rowsOfMailbox(parts, tx, mailbox)
        for (const { id } of rows) {
          const row = yield* signatureToChange(parts, tx, id)
          if (row) yield* eraseSignature(parts, tx, row)
        }
        return rows.length
      })
      if (erased > 0) await database.forgetDeleted()
      return erased
    },
  }
}

/** Takes a signature off the count and stops what has not yet gone out in its name. */
function* stopCounting(parts: StoreParts, tx: Session, row: SignatureRecord, at: Date): Steps<void> {
  const { letter, outgoing } = parts.tables
  yield* parts.database.addToTallies(tx, yield* deltasOf(parts, tx, row, row.constituencyCode, -1))
  yield* run(
    tx
      .update(outgoing)
      .set({ state: 'cancelled', dueAt: null, settledAt: at, ...beforeNone })
      .where(
        and(
          eq(outgoing.signatureId, row.id),
          inArray(outgoing.state, ['queued', 'deferred', 'held']),
          ne(outgoing.kind, 'manage'),
        ),
      ),
  )
  yield* run(
    tx
      .update(letter)
      .set({ state: 'cancelled', sealed: null })
      .where(and(eq(letter.signatureId, row.id), eq(letter.state, 'unconfirmed'))),
  )
  for (const { id } of yield* lettersUnderWay(parts, tx, row.id)) yield* followMails(parts, tx, id, at)
}

function* eraseSignature(parts: StoreParts, tx: Session, row: SignatureRecord): Steps<void> {
  const { signature, letter, outgoing, reply, unplaced } = parts.tables
  const { constituencyCode } = row
  // First, as every mailer holds a mail before its letter: whatever one does to them now ends before they are counted.
  yield* run(tx.delete(outgoing).where(eq(outgoing.signatureId, row.id)))
  const letters = yield* countedLetters(parts, tx, row.id)
  yield* parts.database.addToTallies(tx, [
    ...(yield* deltasOf(parts, tx, row, constituencyCode, -1)),
    ...letters.flatMap(letter => letterDeltas({ ...letter, constituencyCode }, -1)),
  ])
  yield* run(tx.delete(unplaced).where(eq(unplaced.signatureId, row.id)))
  const theirs = tx.select({ id: letter.id }).from(letter).where(eq(letter.signatureId, row.id))
  yield* run(tx.delete(reply).where(inArray(reply.letterId, theirs)))
  yield* run(tx.delete(letter).where(eq(letter.signatureId, row.id)))
  yield* run(tx.delete(signature).where(isRow(parts, row)))
}
