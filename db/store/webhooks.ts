import { and, asc, desc, eq, inArray, lt } from 'drizzle-orm'
import type { Webhook, WebhookDelivery } from '../../app/domain/connection/webhook-event'
import type { WebhookId } from '../../app/domain/id'
import type { Store } from '../../app/domain/store'
import type { Session, Tables } from '../database'
import { all, first, run, type Steps } from '../steps'
import { appendAudit } from './auditing'
import type { StoreParts } from './parts'
import { newDelivery } from './telling'

type WebhookMethods =
  | 'saveWebhook'
  | 'webhooks'
  | 'webhook'
  | 'setWebhook'
  | 'endWebhook'
  | 'deliveries'
  | 'deliveryAttempts'
  | 'tellAgain'
  | 'tellTest'

/** Where an organiser's own systems are told of events, and what became of each. */
export function webhooks(parts: StoreParts): Pick<Store, WebhookMethods> {
  const { database, keyring, tables } = parts
  const { webhook, webhookDelivery, webhookAttempt } = tables

  function* toChange(tx: Session, id: WebhookId): Steps<WebhookRecord | undefined> {
    return yield* first(database.locked(tx.select().from(webhook).where(eq(webhook.id, id))))
  }

  return {
    async saveWebhook({ url, secret, ...made }, entry) {
      keyring.ensureKey('organisers')
      const sealed = keyring.sealer('organisers').seal([url, secret], 'webhook.sealed', made.id)
      await database.transact(function* (tx) {
        const row = { ...made, sealed, events: [...made.events], state: 'on' as const, failures: 0 }
        yield* run(tx.insert(webhook).values(row))
        yield* appendAudit(parts, tx, entry)
      })
    },

    async webhooks() {
      return database.read(function* (from) {
        const rows = yield* all(from.select().from(webhook).orderBy(desc(webhook.id)))
        return rows.map(row => toWebhook(parts, row))
      })
    },

    async webhook(id) {
      return database.read(function* (from) {
        const row = yield* first(from.select().from(webhook).where(eq(webhook.id, id)))
        return row ? toWebhook(parts, row) : null
      })
    },

    async setWebhook(id, state, entry) {
      return database.transact(function* (tx) {
        const row = yield* toChange(tx, id)
        if (!row) return 'not-found'
        if (row.state === state) return 'already'
        yield* run(tx.update(webhook).set({ state, failures: 0 }).where(eq(webhook.id, id)))
        yield* appendAudit(parts, tx, entry)
        return 'set'
      })
    },

    async endWebhook(id, entry) {
      return database.transact(function* (tx) {
        if (!(yield* toChange(tx, id))) return 'not-found'
        const its = tx
          .select({ id: webhookDelivery.id })
          .from(webhookDelivery)
          .where(eq(webhookDelivery.webhookId, id))
        yield* run(tx.delete(webhookAttempt).where(inArray(webhookAttempt.deliveryId, its)))
        yield* run(tx.delete(webhookDelivery).where(eq(webhookDelivery.webhookId, id)))
        yield* run(tx.delete(webhook).where(eq(webhook.id, id)))
        yield* appendAudit(parts, tx, entry)
        return 'ended'
      })
    },

    async deliveries(id, before, limit) {
      return database.read(function* (from) {
        const which = and(
          eq(webhookDelivery.webhookId, id),
          before ? lt(webhookDelivery.id, before) : undefined,
        )
        const some = from
          .select()
          .from(webhookDelivery)
          .where(which)
          .orderBy(desc(webhookDelivery.id))
          .limit(limit)
        return (yield* all(some)).map(toDelivery)
      })
    },

    async deliveryAttempts(ids) {
      if (ids.length === 0) return []
      const { deliveryId, number } = webhookAttempt
      return database.read(from =>
        all(
          from
            .select()
            .from(webhookAttempt)
            .where(inArray(deliveryId, [...ids]))
            .orderBy(asc(deliveryId), asc(number)),
        ),
      )
    },

    async tellAgain(id, at) {
      return database.transact(function* (tx) {
        const told = yield* first(tx.select().from(webhookDelivery).where(eq(webhookDelivery.id, id)))
        if (!told) return 'not-found'
        const { webhookId, campaignId, event, payload } = told
        yield* run(
          tx
            .insert(webhookDelivery)
            .values(newDelivery(parts, { webhookId, campaignId, event, payload }, at)),
        )
        return 'queued'
      })
    },

    async tellTest(id, payload, at) {
      return database.transact(function* (tx) {
        const row = yield* first(tx.select().from(webhook).where(eq(webhook.id, id)))
        if (!row) return 'not-found'
        const about = { webhookId: id, campaignId: row.campaignId, event: 'test' as const, payload }
        yield* run(tx.insert(webhookDelivery).values(newDelivery(parts, about, at)))
        return 'queued'
      })
    },
  }
}

type WebhookRecord = Tables['webhook']['$inferSelect']

export function toWebhook(
  { keyring }: Pick<StoreParts, 'keyring'>,
  { sealed, ...row }: WebhookRecord,
): Webhook {
  const [url = '', secret = ''] = keyring
    .sealer('organisers')
    .open<readonly string[]>(sealed, 'webhook.sealed', row.id)
  return { ...row, url, secret }
}

export function toDelivery(row: Tables['webhookDelivery']['$inferSelect']): WebhookDelivery {
  const { fence: _fence, ...delivery } = row
  return delivery
}
