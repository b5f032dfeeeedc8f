import { and, asc, eq, inArray, isNotNull, isNull, lt, lte, ne, notInArray, sql } from 'drizzle-orm'
import type { ClaimedDelivery, DeliveryEnd } from '../../app/domain/connection/webhook-event'
import type { WebhookId } from '../../app/domain/id'
import type { Store } from '../../app/domain/store'
import type { Session } from '../database'
import { all, run, type Steps } from '../steps'
import type { StoreParts } from './parts'
import { toDelivery, toWebhook } from './webhooks'

/** Deliveries of events: lent under a lease with a fence, settled one by one, as mails are. */
export function delivering(
  parts: StoreParts,
): Pick<Store, 'claimDeliveries' | 'settleDelivery' | 'forgetDeliveries'> {
  const { database, tables } = parts
  const { webhook, webhookDelivery, webhookAttempt } = tables

  return {
    async claimDeliveries(limit, at, leaseUntil, resting = []) {
      return database.transact(function* (tx) {
        const { dueAt, webhookId } = webhookDelivery
        const isDue = and(isNotNull(dueAt), lte(dueAt, at))
        const addresses = yield* all(tx.select().from(webhook))
        const off = addresses.filter(({ state }) => state === 'off').map(({ id }) => id)
        // All at once: a page of them at a time, thousands would stand before what others wait for.
        const theirs = and(isDue, inArray(webhookId, off))
        if (off.length > 0)
          yield* run(
            tx
              .update(webhookDelivery)
              .set({ dueAt: waitsWhileOff(at) })
              .where(theirs),
          )
        const mine = and(isDue, notInArray(webhookId, [...off, ...resting]))
        const due = yield* all(
          database.skippingLocked(
            tx.select().from(webhookDelivery).where(mine).orderBy(asc(dueAt)).limit(limit),
          ),
        )
        const to = new Map(addresses.map(row => [row.id, row]))
        const claimed: ClaimedDelivery[] = []
        for (const row of due) {
          const address = to.get(row.webhookId)
          if (!address) continue // made since they were read
          const lent = { attempts: row.attempts + 1, fence: row.fence + 1, state: 'sending' } as const
          yield* changeDelivery(parts, tx, row.id, { ...lent, dueAt: leaseUntil })
          const { url, secret } = toWebhook(parts, address)
          claimed.push({ ...toDelivery(row), ...lent, to: { url, secret } })
        }
        return claimed
      })
    },

    async settleDelivery({ id, fence, webhookId }, attempt, end) {
      return database.transact(function* (tx) {
        const mine = and(eq(webhookDelivery.id, id), eq(webhookDelivery.fence, fence), isSending)
        const settled = yield* all(
          tx
            .update(webhookDelivery)
            .set(settledAs(end, attempt.at))
            .where(mine)
            .returning({ id: webhookDelivery.id }),
        )
        if (settled.length === 0) return false
        yield* run(tx.insert(webhookAttempt).values({ deliveryId: id, ...attempt }))
        yield* noteHowItIs(parts, tx, webhookId, end)
        return true
      })
    },

    async forgetDeliveries(before, limit) {
      const { id, dueAt, createdAt } = webhookDelivery
      return database.transact(function* (tx) {
        const old = yield* all(
          tx
            .select({ id })
            .from(webhookDelivery)
            .where(and(isNull(dueAt), lt(createdAt, before)))
            .orderBy(asc(id)) // ids sort by the time they were made: the oldest stand first
            .limit(limit),
        )
        const ids = old.map(row => row.id)
        if (ids.length === 0) return 0
        yield* run(tx.delete(webhookAttempt).where(inArray(webhookAttempt.deliveryId, ids)))
        yield* run(tx.delete(webhookDelivery).where(inArray(id, ids)))
        return ids.length
      })
    },
  }

  function settledAs(end: DeliveryEnd, at: Date) {
    if (end.kind === 'again') return { state: 'waiting', dueAt: end.at } as const
    return { state: end.kind === 'delivered' ? 'delivered' : 'gave-up', dueAt: null, settledAt: at } as const
  }
}

const isSending = sql`state = 'sending'`

/** An address that is off is looked at again in an hour: what waits for it goes once it is on. */
function waitsWhileOff(at: Date): Date {
  return new Date(at.getTime() + 3_600_000)
}

function* changeDelivery(
  { tables: { webhookDelivery } }: StoreParts,
  tx: Session,
  id: ClaimedDelivery['id'],
  change: Partial<typeof webhookDelivery.$inferInsert>,
): Steps<void> {
  yield* run(tx.update(webhookDelivery).set(change).where(eq(webhookDelivery.id, id)))
}

/** An address that is gone, or at which ten events in a row were given up, is turned off: nobody listens there. */
function* noteHowItIs(
  { tables: { webhook } }: StoreParts,
  tx: Session,
  id: WebhookId,
  end: DeliveryEnd,
): Steps<void> {
  if (end.kind === 'again') return
  if (end.kind === 'delivered') {
    yield* run(
      tx
        .update(webhook)
        .set({ failures: 0 })
        .where(and(eq(webhook.id, id), ne(webhook.failures, 0))),
    )
    return
  }
  const { failures, state } = webhook
  const off =
    end.kind === 'gone'
      ? sql`'off'`
      : sql`case when ${failures} >= ${failuresAtMost - 1} then 'off' else ${state} end`
  yield* run(
    tx
      .update(webhook)
      .set({ failures: sql`${failures} + 1`, state: off })
      .where(eq(webhook.id, id)),
  )
}

const failuresAtMost = 10
