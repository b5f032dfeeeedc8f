import { and, eq, inArray } from 'drizzle-orm'
import type { InvalidationId, SignatureId } from '../../app/domain/id'
import { invalidatedByRule } from '../../app/domain/invalidation/invalidation'
import type { SignatureState } from '../../app/domain/signature/signature'
import type { Session, Tables } from '../database'
import { all, run, type Steps } from '../steps'
import type { StoreParts } from './parts'
import type { SignatureRecord } from './rows'
import { startCounting, stopCounting } from './stopping'

export type TakenOff = Tables['invalidatedSignature']['$inferSelect']

/** What putting one back needs to know. */
type Taken = Omit<TakenOff, 'invalidationId'>

/** Holds signatures of a campaign in one order, so that of two who want the same ones neither waits for the other. */
export function* holdRows(
  { database, tables: { signature } }: StoreParts,
  tx: Session,
  campaignId: number,
  ids: readonly SignatureId[],
): Steps<SignatureRecord[]> {
  if (ids.length === 0) return []
  const query = tx
    .select()
    .from(signature)
    .where(and(eq(signature.campaignId, campaignId), inArray(signature.id, [...ids])))
    .orderBy(signature.id)
  return yield* all(database.locked(query))
}

/** Whether a rule still takes it off, now that it is held. */
export function countsYet({ state }: Pick<SignatureRecord, 'state'>): boolean {
  return (invalidatedByRule as readonly SignatureState[]).includes(state)
}

/** Takes held signatures off the count for an invalidation, which remembers what an undo has to give back. */
export function* takeOff(
  parts: StoreParts,
  tx: Session,
  invalidationId: InvalidationId,
  rows: readonly SignatureRecord[],
  at: Date,
): Steps<void> {
  const [first] = rows
  if (!first) return
  const { signature, invalidatedSignature } = parts.tables
  const stopped = yield* stopCounting(parts, tx, rows, 'kept', at)
  const ids = rows.map(({ id }) => id)
  yield* run(
    tx
      .update(signature)
      .set({ state: 'invalidated', invalidReason: 'organiser' })
      .where(and(eq(signature.campaignId, first.campaignId), inArray(signature.id, ids))),
  )
  const taken = rows.map(({ campaignId, id, state }): TakenOff => {
    return { invalidationId, campaignId, signatureId: id, state, stopped: stopped.get(id) ?? [] }
  })
  yield* run(tx.insert(invalidatedSignature).values(taken))
}

/** Puts back what was taken off; what was erased or changed since is passed over. Gives how many were put back. */
export function* putBack(parts: StoreParts, tx: Session, taken: readonly Taken[], at: Date): Steps<number> {
  const [first] = taken
  if (!first) return 0
  const { invalidatedSignature } = parts.tables
  const ids = taken.map(({ signatureId }) => signatureId)
  const held = yield* holdRows(parts, tx, first.campaignId, ids)
  const before = new Map(taken.map(one => [one.signatureId, one]))
  const back = held.flatMap(row => {
    const was = before.get(row.id)
    const mine = row.state === 'invalidated' && row.invalidReason === 'organiser'
    return was && mine ? [{ ...row, state: was.state }] : []
  })
  yield* writeStates(parts, tx, back)
  const stopped = back.flatMap(({ id }) => before.get(id)?.stopped ?? [])
  yield* startCounting(parts, tx, back, stopped, at)
  yield* run(tx.delete(invalidatedSignature).where(inArray(invalidatedSignature.signatureId, ids)))
  return back.length
}

function* writeStates(
  { tables: { signature } }: StoreParts,
  tx: Session,
  rows: readonly SignatureRecord[],
): Steps<void> {
  for (const state of new Set(rows.map(row => row.state))) {
    const those = rows.filter(row => row.state === state)
    const invalidReason = state === 'invalidated' ? ('bot' as const) : null // nothing else was invalidated twice
    yield* run(
      tx
        .update(signature)
        .set({ state, invalidReason })
        .where(
          and(
            eq(signature.campaignId, those[0]?.campaignId ?? 0),
            inArray(
              signature.id,
              those.map(({ id }) => id),
            ),
          ),
        ),
    )
  }
}
