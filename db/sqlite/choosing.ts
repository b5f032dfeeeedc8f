import { and, eq } from 'drizzle-orm'
import type { SignatureId } from '../../app/domain/id'
import type { Store } from '../../app/domain/store'
import { followMails, moveLetters } from './letter-state'
import { addToTallies, deltasOf, type SignatureRecord } from './rows'
import { tables } from './schema'
import type { StoreParts } from './store'

/** Choosing a constituency where the postcode settled none. */
export function choosing(parts: StoreParts): Pick<Store, 'chooseConstituency'> {
  const { signature } = tables
  const { write } = parts.connection
  return {
    async chooseConstituency(id, code, at) {
      return parts.connection.transact(() => {
        const row = write.select().from(signature).where(eq(signature.id, id)).get()
        if (!row || row.state === 'withdrawn' || row.state === 'invalidated') return 'not-found'
        if (row.constituencyCode) return 'already-settled'
        settleConstituency(parts, row, code)
        releaseHeld(parts, id, at)
        return 'chosen'
      })
    },
  }
}

/** Gives a signature that has none its constituency, and moves there whatever it counts for. */
export function settleConstituency(parts: StoreParts, row: SignatureRecord, code: string): SignatureRecord {
  const { write } = parts.connection
  const { signature } = tables
  const change = { constituencyCode: code, constituencyBy: 'chosen' as const }
  addToTallies(write, [...deltasOf(write, row, null, -1), ...deltasOf(write, row, code, 1)])
  moveLetters(parts, row, code)
  write.update(signature).set(change).where(eq(signature.id, row.id)).run()
  return { ...row, ...change }
}

/** A letter that waited for its constituency goes on. */
function releaseHeld(parts: StoreParts, id: SignatureId, at: Date): void {
  const { write } = parts.connection
  const { outgoing } = tables
  const released = write
    .update(outgoing)
    .set({ state: 'queued', holdReason: null, dueAt: at, settledAt: null })
    .where(
      and(
        eq(outgoing.signatureId, id),
        eq(outgoing.state, 'held'),
        eq(outgoing.holdReason, 'no-constituency'),
      ),
    )
    .returning({ letterId: outgoing.letterId })
    .all()
  for (const { letterId } of released) if (letterId) followMails(parts, letterId, at)
}
