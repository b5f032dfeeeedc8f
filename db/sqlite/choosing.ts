import { and, eq } from 'drizzle-orm'
import type { SignatureId } from '../../app/domain/id'
import type { Store } from '../../app/domain/store'
import { letterDeltas } from '../../app/domain/tally'
import { followMails } from './letter-state'
import { addToTallies, deltasOf, lettersUnderWay, type SignatureRecord } from './rows'
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
        countElsewhere(parts, row, code)
        write
          .update(signature)
          .set({ constituencyCode: code, constituencyBy: 'chosen' })
          .where(eq(signature.id, id))
          .run()
        releaseHeld(parts, id, at)
        return 'chosen'
      })
    },
  }
}

/** Moves what counts for no constituency to the one chosen. */
function countElsewhere(parts: StoreParts, row: SignatureRecord, code: string): void {
  const { write } = parts.connection
  const letters = lettersUnderWay(write, row.id)
  const move = (from: string | null, by: 1 | -1) => [
    ...deltasOf(write, row, from, by),
    ...letters.flatMap(({ campaignId, state, acceptedAt }) =>
      letterDeltas({ campaignId, constituencyCode: from, state, acceptedAt }, by),
    ),
  ]
  addToTallies(write, [...move(null, -1), ...move(code, 1)])
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
