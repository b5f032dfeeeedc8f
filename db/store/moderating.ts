import { and, asc, eq, inArray } from 'drizzle-orm'
import type { AuditAction, Deed } from '../../app/domain/audit/audit'
import { organiserOf } from '../../app/domain/audit/audit'
import type { InvalidationId, SignatureId } from '../../app/domain/id'
import { addFound, everySignature, foundNothing } from '../../app/domain/invalidation/invalidation'
import type { FoundRecord, InvalidationStore } from '../../app/domain/invalidation/store'
import type { Session, Tables } from '../database'
import { all, first, run, type Steps } from '../steps'
import { appendAudit } from './auditing'
import { indexedRule, type Matched, matchingWindow } from './matching'
import type { StoreParts } from './parts'
import { isRow, principleNames, type SignatureRecord, signatureToChange, toSignature } from './rows'
import { putBack, type TakenOff, takeOff } from './taking-off'

/** Finding signatures, and what is done to one of them. */
export function moderating(
  parts: StoreParts,
): Pick<InvalidationStore, 'matchingAfter' | 'invalidateSignature' | 'restoreSignature' | 'reviewSignature'> {
  const { database, keyring, tables } = parts
  const { invalidation, signature } = tables

  /** The few that are meant, with all that is kept of them. */
  function* wholeRows(from: Session, campaignId: number, rows: readonly Matched[]): Steps<SignatureRecord[]> {
    if (rows.length === 0) return []
    const ids = rows.map(({ id }) => id)
    const those = and(eq(signature.campaignId, campaignId), inArray(signature.id, ids))
    return yield* all(from.select().from(signature).where(those).orderBy(asc(signature.id)))
  }

  return {
    async matchingAfter(campaignId, rule, after) {
      return database.read(function* (from) {
        const indexed = indexedRule(parts, campaignId, rule)
        const { rows, reached } = yield* matchingWindow(parts, from, campaignId, indexed, after)
        const names = yield* principleNames(parts, from, [campaignId])
        const whole = yield* wholeRows(from, campaignId, rows)
        const found = whole.map((row): FoundRecord => {
          const { invalidReason, review } = row
          return { signature: toSignature(keyring, names, row), invalidReason, review }
        })
        return { found, reached }
      })
    },

    async invalidateSignature(id, deed) {
      return database.transact(function* (tx) {
        const row = yield* signatureToChange(parts, tx, id)
        if (!row) return 'not-found'
        if (row.state === 'invalidated' && row.invalidReason === 'organiser') return 'already'
        const order = newOrder(parts, row, deed)
        yield* run(tx.insert(invalidation).values(order))
        yield* takeOff(parts, tx, order.id, [row], deed.at)
        yield* noteDeed(parts, tx, 'signature-invalidated', row, deed)
        return 'invalidated'
      })
    },

    async restoreSignature(id, deed) {
      return database.transact(function* (tx) {
        const taken = yield* takenOff(parts, tx, id)
        const row = yield* signatureToChange(parts, tx, id)
        if (!row) return 'not-found'
        if (row.state !== 'invalidated' || row.invalidReason !== 'organiser') return 'not-invalidated'
        if (taken) yield* putBackOne(parts, tx, taken, deed.at)
        else yield* putBack(parts, tx, [untold(row)], deed.at)
        yield* noteDeed(parts, tx, 'signature-restored', row, deed)
        return 'restored'
      })
    },

    async reviewSignature(id, deed) {
      return database.transact(function* (tx) {
        const row = yield* signatureToChange(parts, tx, id)
        if (!row) return 'not-found'
        if (row.review === null) return 'already'
        yield* run(tx.update(signature).set({ review: null }).where(isRow(parts, row)))
        yield* noteDeed(parts, tx, 'signature-reviewed', row, deed)
        return 'reviewed'
      })
    },
  }
}

/** One signature is an order about one, so that it is undone as any other. */
function newOrder({ keyring, newId }: StoreParts, row: SignatureRecord, deed: Deed) {
  const id = newId() as InvalidationId
  const { at, reason } = deed
  return {
    id,
    campaignId: row.campaignId,
    sealed: keyring
      .sealer(row.campaignId)
      .seal({ ...everySignature, signature: row.id }, 'invalidation.sealed', id),
    reason,
    state: 'done' as const,
    matched: 1,
    found: addFound(foundNothing, [row]),
    done: 1,
    orderedBy: organiserOf(deed),
    createdAt: at,
    endedAt: at,
  }
}

/** What took a signature off, with its order held: before the signature, as whoever works on an order holds them. */
function* takenOff(
  { database, tables }: StoreParts,
  tx: Session,
  id: SignatureId,
): Steps<TakenOff | undefined> {
  const { invalidation, invalidatedSignature } = tables
  const mine = tx.select().from(invalidatedSignature).where(eq(invalidatedSignature.signatureId, id))
  const found = yield* first(mine)
  if (!found) return undefined
  yield* all(database.locked(tx.select().from(invalidation).where(eq(invalidation.id, found.invalidationId))))
  return yield* first(mine)
}

/** Out of the order that took it off, which is undone where it was the only one. */
function* putBackOne(parts: StoreParts, tx: Session, taken: TakenOff, at: Date): Steps<void> {
  const { invalidation } = parts.tables
  const isOrder = eq(invalidation.id, taken.invalidationId)
  const order = yield* first(tx.select().from(invalidation).where(isOrder))
  const done = (order?.done ?? 0) - (yield* putBack(parts, tx, [taken], at))
  const ended = done === 0 && order?.state === 'done' ? { state: 'undone' as const, undoneAt: at } : {}
  yield* run(
    tx
      .update(invalidation)
      .set({ done, ...ended })
      .where(isOrder),
  )
}

/** Taken off before orders were kept: what it was can be told by when it was confirmed. */
function untold({ campaignId, id, confirmedAt }: SignatureRecord) {
  const state = confirmedAt ? ('confirmed' as const) : ('pending' as const)
  return { campaignId, signatureId: id, state, stopped: [] }
}

function* noteDeed(
  parts: StoreParts,
  tx: Session,
  action: AuditAction,
  { campaignId, id }: Tables['signature']['$inferSelect'],
  deed: Deed,
): Steps<void> {
  yield* appendAudit(parts, tx, { ...deed, action, object: `signature:${id}`, campaignId, detail: {} })
}
