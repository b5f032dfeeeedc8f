import { and, eq, inArray, ne } from 'drizzle-orm'
import type { SignatureId } from '../../app/domain/id'
import type { InvalidReason } from '../../app/domain/signature'
import type { Store } from '../../app/domain/store'
import { letterDeltas } from '../../app/domain/tally'
import { followMails } from './letter-state'
import { addToTallies, deltasOf, lettersUnderWay, rowsOfMailbox, type SignatureRecord } from './rows'
import { tables } from './schema'
import type { StoreParts } from './store'

/** How a signature stops counting: withdrawn, invalidated, or erased with every trace. */
export function leaving(
  parts: StoreParts,
): Pick<Store, 'withdrawSignature' | 'invalidateSignature' | 'eraseMailbox'> {
  const { connection, keyring } = parts
  const { signature } = tables
  const { write } = connection
  const byId = (id: SignatureId) => write.select().from(signature).where(eq(signature.id, id)).get()

  return {
    async withdrawSignature(id, at) {
      return connection.transact(() => {
        const row = byId(id)
        if (!row || row.state === 'invalidated') return 'not-found'
        if (row.state === 'withdrawn') return 'already-withdrawn'
        stopCounting(parts, row, at)
        write
          .update(signature)
          .set({ state: 'withdrawn', confirmedAt: null, number: null })
          .where(eq(signature.id, id))
          .run()
        return 'withdrawn'
      })
    },

    async invalidateSignature(id, reason: InvalidReason, at) {
      return connection.transact(() => {
        const row = byId(id)
        if (!row) return 'not-found'
        if (row.state === 'invalidated' && row.invalidReason === reason) return 'already'
        stopCounting(parts, row, at)
        write
          .update(signature)
          .set({ state: 'invalidated', invalidReason: reason })
          .where(eq(signature.id, id))
          .run()
        return 'invalidated'
      })
    },

    async eraseMailbox(mailbox) {
      const erased = connection.transact(() => {
        const rows = rowsOfMailbox(keyring, write, mailbox)
        for (const row of rows) eraseSignature(parts, row)
        return rows.length
      })
      if (erased > 0) await connection.truncateLog()
      return erased
    },
  }
}

/** Takes a signature off the count and stops what has not yet gone out in its name. */
function stopCounting(parts: StoreParts, row: SignatureRecord, at: Date): void {
  const { write } = parts.connection
  const { letter, outgoing } = tables
  addToTallies(write, deltasOf(write, row, row.constituencyCode, -1))
  write
    .update(outgoing)
    .set({ state: 'cancelled', dueAt: null, settledAt: at })
    .where(
      and(
        eq(outgoing.signatureId, row.id),
        inArray(outgoing.state, ['queued', 'deferred', 'held']),
        ne(outgoing.kind, 'manage'),
      ),
    )
    .run()
  write
    .update(letter)
    .set({ state: 'cancelled', sealed: null })
    .where(and(eq(letter.signatureId, row.id), eq(letter.state, 'unconfirmed')))
    .run()
  for (const { id } of lettersUnderWay(write, row.id)) followMails(parts, id, at)
}

function eraseSignature(parts: StoreParts, row: SignatureRecord): void {
  const { write } = parts.connection
  const { signature, letter, outgoing } = tables
  const { campaignId, constituencyCode } = row
  addToTallies(write, [
    ...deltasOf(write, row, constituencyCode, -1),
    ...lettersUnderWay(write, row.id).flatMap(({ state, acceptedAt }) =>
      letterDeltas({ campaignId, constituencyCode, state, acceptedAt }, -1),
    ),
  ])
  write.delete(outgoing).where(eq(outgoing.signatureId, row.id)).run()
  write.delete(letter).where(eq(letter.signatureId, row.id)).run()
  write.delete(signature).where(eq(signature.id, row.id)).run()
}
