import { and, eq } from 'drizzle-orm'
import type { Store } from '../../app/domain/store'
import { moveLetters, releaseHeld } from './letter-state'
import { addToTallies, deltasOf, type SignatureRecord } from './rows'
import { tables } from './schema'
import type { StoreParts } from './store'

/** Choosing a constituency where the postcode settled none. */
export function choosing(parts: StoreParts): Pick<Store, 'chooseConstituency'> {
  const { signature, outgoing } = tables
  const { write } = parts.connection
  return {
    async chooseConstituency(id, code, at) {
      return parts.connection.transact(() => {
        const row = write.select().from(signature).where(eq(signature.id, id)).get()
        if (!row || row.state === 'withdrawn' || row.state === 'invalidated') return 'not-found'
        if (row.constituencyCode) return 'already-settled'
        settleConstituency(parts, row, code)
        releaseHeld(parts, and(eq(outgoing.signatureId, id), eq(outgoing.holdReason, 'no-constituency')), at)
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
