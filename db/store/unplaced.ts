import { asc, eq, lte } from 'drizzle-orm'
import type { UnplacedSignature } from '../../app/domain/place/store'
import type { SignatureDraft } from '../../app/domain/signature/signature'
import type { Store } from '../../app/domain/store'
import type { Session } from '../database'
import { all, run, type Steps } from '../steps'
import { settleConstituency } from './choosing'
import { releaseForSeat } from './letter-state'
import type { StoreParts } from './parts'
import { openPerson, type SignatureRecord, signatureById, signatureToChange } from './rows'

/** How long a register that was away is left alone, in ms. */
const askAgainMs = 60_000

/** Has a signature's constituency filled in later; in the transaction that records it. */
export function* placeLater(
  { tables: { unplaced } }: StoreParts,
  tx: Session,
  signatureId: UnplacedSignature['id'],
  { campaignId, at }: Pick<SignatureDraft, 'campaignId' | 'at'>,
): Steps<void> {
  const row = { signatureId, campaignId, dueAt: new Date(at.getTime() + askAgainMs), attempts: 0 }
  yield* run(tx.insert(unplaced).values(row).onConflictDoNothing())
}

/** Signatures whose postcode nobody could look up when they came. */
export function unplacedSignatures(parts: StoreParts): Pick<Store, 'claimUnplaced' | 'placeSignature'> {
  const { database, tables, keyring } = parts
  const { unplaced } = tables

  function* forget(tx: Session, id: UnplacedSignature['id']): Steps<void> {
    yield* run(tx.delete(unplaced).where(eq(unplaced.signatureId, id)))
  }

  return {
    async claimUnplaced(limit, at, leaseUntil) {
      return database.transact(function* (tx) {
        const due = tx
          .select()
          .from(unplaced)
          .where(lte(unplaced.dueAt, at))
          .orderBy(asc(unplaced.dueAt))
          .limit(limit)
        const claimed: UnplacedSignature[] = []
        for (const { signatureId, attempts } of yield* all(database.skippingLocked(due))) {
          const row = yield* signatureById(parts, tx, signatureId)
          if (!row || !waitsForPlace(row)) {
            yield* forget(tx, signatureId)
            continue
          }
          const lease = { dueAt: leaseUntil, attempts: attempts + 1 }
          yield* run(tx.update(unplaced).set(lease).where(eq(unplaced.signatureId, signatureId)))
          claimed.push({
            id: signatureId,
            postcode: openPerson(keyring, row).postcode,
            attempts: lease.attempts,
          })
        }
        return claimed
      })
    },

    async placeSignature({ id, postcode }, outcome, at) {
      await database.transact(function* (tx) {
        const row = yield* signatureToChange(parts, tx, id)
        // Withdrawn and signed again meanwhile: the answer is for a place where they no longer say they live.
        if (row && openPerson(keyring, row).postcode !== postcode) return
        if (outcome.kind === 'later') {
          yield* run(tx.update(unplaced).set({ dueAt: outcome.dueAt }).where(eq(unplaced.signatureId, id)))
          return
        }
        yield* forget(tx, id)
        if (!row || !waitsForPlace(row) || outcome.kind === 'not-found') return
        yield* settleConstituency(parts, tx, row, { code: outcome.code, by: 'postcode' })
        yield* releaseForSeat(parts, tx, id, at)
      })
    },
  }
}

/** Not one that was chosen meanwhile, and none that was withdrawn: its postcode is nobody else's business any more. */
function waitsForPlace({ constituencyCode, state }: SignatureRecord): boolean {
  return constituencyCode === null && state !== 'withdrawn' && state !== 'invalidated'
}
