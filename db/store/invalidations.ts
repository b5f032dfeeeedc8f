import { and, asc, desc, eq, inArray, isNotNull, lt, lte } from 'drizzle-orm'
import type { AuditAction, Deed } from '../../app/domain/audit/audit'
import type { InvalidationId } from '../../app/domain/id'
import {
  addFound,
  foundNothing,
  type Invalidation,
  type InvalidationState,
  type SignatureRule,
} from '../../app/domain/invalidation/invalidation'
import type { InvalidationStore } from '../../app/domain/invalidation/store'
import type { Session, Tables } from '../database'
import type { Keyring } from '../keyring'
import { all, first, run, type Steps } from '../steps'
import { appendAudit } from './auditing'
import { indexedRule, matchingWindow } from './matching'
import type { StoreParts } from './parts'
import { countsYet, holdRows, putBack, takeOff } from './taking-off'

type Order = Tables['invalidation']['$inferSelect']
type Columns = Partial<Tables['invalidation']['$inferInsert']>

/** Signatures done in one transaction, for which everybody waits in SQLite: on a busy machine 166 ms at most, and of 500 it was 849. */
const signaturesAtOnce = 200

/**
 * Orders that take many signatures off the count, or put them back: worked off a page a transaction, each of which holds the
 * order. So whichever process comes does the next page, and one that is lost has done its pages and no half of one.
 */
export function invalidations(
  parts: StoreParts,
): Omit<InvalidationStore, 'matchingAfter' | 'invalidateSignature' | 'restoreSignature' | 'reviewSignature'> {
  const { database, keyring } = parts
  const { invalidation } = parts.tables

  /** Moves an order on where it is in one of these states, and writes down who did. */
  function* turn(
    tx: Session,
    id: InvalidationId,
    from: readonly InvalidationState[],
    change: Columns,
    action: AuditAction,
    deed: Deed,
  ): Steps<boolean> {
    const order = yield* first(database.locked(orderNamed(tx, id)))
    if (!order || !from.includes(order.state)) return false
    yield* run(tx.update(invalidation).set(change).where(eq(invalidation.id, id)))
    const { campaignId, matched, done } = order
    const detail = { matched, done }
    yield* appendAudit(parts, tx, { ...deed, action, object: `invalidation:${id}`, campaignId, detail })
    return true
  }

  function orderNamed(from: Session, id: InvalidationId) {
    return from.select().from(invalidation).where(eq(invalidation.id, id))
  }

  return {
    async countFor({ id, campaignId, rule, orderedBy, createdAt }) {
      const kept = indexedRule(parts, campaignId, rule)
      const sealed = keyring.sealer(campaignId).seal(kept, 'invalidation.sealed', id)
      const counting = { state: 'counting', matched: 0, done: 0, found: foundNothing } as const
      await database.transact(function* (tx) {
        const order = { id, campaignId, sealed, orderedBy, createdAt, dueAt: createdAt, ...counting }
        yield* run(tx.insert(invalidation).values(order))
      })
    },

    async orderInvalidation(id, deed) {
      const { reason, at } = deed
      const running = { state: 'running', reason, reached: null, dueAt: at } as const
      return database.transact(function* (tx) {
        const ordered = yield* turn(tx, id, ['counted'], running, 'invalidation-ordered', deed)
        return ordered ? 'ordered' : 'not-counted'
      })
    },

    async cancelInvalidation(id, deed) {
      const cancelled = { state: 'cancelled', dueAt: null, endedAt: deed.at } as const
      return database.transact(function* (tx) {
        const ended = yield* turn(tx, id, ['running'], cancelled, 'invalidation-cancelled', deed)
        return ended ? 'cancelled' : 'not-running'
      })
    },

    async undoInvalidation(id, deed) {
      const undoing = { state: 'undoing', dueAt: deed.at } as const
      return database.transact(function* (tx) {
        const begun = yield* turn(tx, id, ['done', 'cancelled'], undoing, 'invalidation-undone', deed)
        return begun ? 'undoing' : 'not-done'
      })
    },

    async forgetInvalidation(id) {
      return database.transact(function* (tx) {
        const unordered = inArray(invalidation.state, ['counting', 'counted'])
        const gone = tx.delete(invalidation).where(and(eq(invalidation.id, id), unordered))
        const rows = yield* all(gone.returning({ id: invalidation.id }))
        return rows.length > 0 ? 'forgotten' : 'was-ordered'
      })
    },

    async advanceInvalidations(at) {
      return database.transact(function* (tx) {
        const due = tx
          .select()
          .from(invalidation)
          .where(and(isNotNull(invalidation.dueAt), lte(invalidation.dueAt, at)))
          .orderBy(asc(invalidation.dueAt))
          .limit(1)
        const order = yield* first(database.skippingLocked(due))
        if (!order) return 'nothing-due'
        const change = yield* nextPage(parts, tx, order, at)
        yield* run(tx.update(invalidation).set(change).where(eq(invalidation.id, order.id)))
        return 'more'
      })
    },

    async invalidation(id) {
      return database.read(function* (from) {
        const order = yield* first(orderNamed(from, id))
        return order ? toInvalidation(keyring, order) : null
      })
    },

    async invalidationsBefore(campaignId, before, limit) {
      return database.read(function* (from) {
        const which = and(
          eq(invalidation.campaignId, campaignId),
          before === null ? undefined : lt(invalidation.id, before),
        )
        const page = from.select().from(invalidation).where(which).orderBy(desc(invalidation.id)).limit(limit)
        return (yield* all(page)).map(order => toInvalidation(keyring, order))
      })
    },
  }
}

function nextPage(parts: StoreParts, tx: Session, order: Order, at: Date): Steps<Columns> {
  if (order.state === 'counting') return countPage(parts, tx, order)
  return order.state === 'undoing' ? undoPage(parts, tx, order, at) : takeOffPage(parts, tx, order, at)
}

function* countPage(parts: StoreParts, tx: Session, order: Order): Steps<Columns> {
  const { campaignId, reached: after } = order
  const window = yield* matchingWindow(parts, tx, campaignId, ruleOf(parts.keyring, order), after)
  const meant = window.rows.filter(countsYet)
  const counted = { matched: order.matched + meant.length, found: addFound(order.found, meant) }
  if (window.reached) return { ...counted, reached: window.reached }
  return { ...counted, reached: null, state: 'counted', dueAt: null }
}

function* takeOffPage(parts: StoreParts, tx: Session, order: Order, at: Date): Steps<Columns> {
  const { campaignId, reached: after } = order
  const rule = ruleOf(parts.keyring, order)
  const { rows: page, reached } = yield* matchingWindow(parts, tx, campaignId, rule, after, signaturesAtOnce)
  const meant = page.filter(countsYet).map(({ id }) => id)
  const held = yield* holdRows(parts, tx, campaignId, meant)
  const rows = held.filter(countsYet) // as they are now that they are held
  yield* takeOff(parts, tx, order.id, rows, at)
  const done = order.done + rows.length
  if (reached) return { done, reached, dueAt: at }
  return { done, matched: done, reached: null, state: 'done', dueAt: null, endedAt: at }
}

function* undoPage(parts: StoreParts, tx: Session, order: Order, at: Date): Steps<Columns> {
  const { invalidatedSignature } = parts.tables
  const taken = yield* all(
    tx
      .select()
      .from(invalidatedSignature)
      .where(eq(invalidatedSignature.invalidationId, order.id))
      .orderBy(asc(invalidatedSignature.signatureId))
      .limit(signaturesAtOnce),
  )
  const done = order.done - (yield* putBack(parts, tx, taken, at))
  if (taken.length === signaturesAtOnce) return { done, dueAt: at }
  return { done: 0, state: 'undone', dueAt: null, undoneAt: at }
}

function ruleOf(keyring: Keyring, { id, campaignId, sealed }: Order): SignatureRule {
  return keyring.sealer(campaignId).open<SignatureRule>(sealed, 'invalidation.sealed', id)
}

function toInvalidation(keyring: Keyring, order: Order): Invalidation {
  const { sealed: _sealed, reached: _reached, dueAt: _dueAt, ...shown } = order
  return { ...shown, rule: ruleOf(keyring, order) }
}
