import type { SignatureDraft } from '../../app/domain/signature/signature'
import type { Store } from '../../app/domain/store'
import type { Session } from '../database'
import { run, type Steps } from '../steps'
import { moveLetters, releaseForSeat } from './letter-state'
import type { StoreParts } from './parts'
import { isRow, type SignatureRecord, signatureToChange } from './rows'
import { deltasOf } from './signature-deltas'

/** Choosing a constituency where the postcode settled none. */
export function choosing(parts: StoreParts): Pick<Store, 'chooseConstituency'> {
  return {
    async chooseConstituency(id, code, at) {
      return parts.database.transact(function* (tx) {
        const row = yield* signatureToChange(parts, tx, id)
        if (!row || row.state === 'withdrawn' || row.state === 'invalidated') return 'not-found'
        if (row.constituencyCode) return 'already-settled'
        yield* settleConstituency(parts, tx, row, { code, by: 'chosen' })
        yield* releaseForSeat(parts, tx, id, at)
        return 'chosen'
      })
    },
  }
}

/** Gives a signature that has none its constituency, and moves there whatever it counts for. */
export function* settleConstituency(
  parts: StoreParts,
  tx: Session,
  row: SignatureRecord,
  { code, by }: NonNullable<SignatureDraft['constituency']>,
): Steps<SignatureRecord> {
  const change = { constituencyCode: code, constituencyBy: by }
  yield* parts.database.addToTallies(tx, [
    ...(yield* deltasOf(parts, tx, row, null, -1)),
    ...(yield* deltasOf(parts, tx, row, code, 1)),
  ])
  yield* moveLetters(parts, tx, row, code)
  yield* run(tx.update(parts.tables.signature).set(change).where(isRow(parts, row)))
  return { ...row, ...change }
}
