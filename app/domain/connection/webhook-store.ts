import type { AuditEntry } from '../audit/audit'
import type { WebhookDeliveryId, WebhookId } from '../id'
import type { ClaimedDelivery, DeliveryAttempt, DeliveryEnd, Webhook, WebhookDelivery } from './webhook-event'

/** Where events are told, and how each is on its way. What happens writes its deliveries in its own transaction. */
export interface WebhookStore {
  saveWebhook(webhook: NewWebhook, entry: AuditEntry): Promise<void>
  /** All, the latest first. */
  webhooks(): Promise<readonly Webhook[]>
  webhook(id: WebhookId): Promise<Webhook | null>
  /** Turned off, nothing more is told there; what waits still goes once it is on again. */
  setWebhook(
    id: WebhookId,
    state: Webhook['state'],
    entry: AuditEntry,
  ): Promise<'set' | 'already' | 'not-found'>
  /** Takes it away with all that was on its way to it. */
  endWebhook(id: WebhookId, entry: AuditEntry): Promise<'ended' | 'not-found'>

  /** Deliveries to it, the latest first, before this one where one is given. */
  deliveries(
    id: WebhookId,
    before: WebhookDeliveryId | null,
    limit: number,
  ): Promise<readonly WebhookDelivery[]>
  /** How each attempt of these deliveries went, in their order. */
  deliveryAttempts(
    ids: readonly WebhookDeliveryId[],
  ): Promise<readonly (DeliveryAttempt & { readonly deliveryId: WebhookDeliveryId })[]>
  /** Tells a test event, or an earlier one once more, to this address alone. */
  tellAgain(id: WebhookDeliveryId, at: Date): Promise<'queued' | 'not-found'>
  tellTest(id: WebhookId, payload: string, at: Date): Promise<'queued' | 'not-found'>

  /** Lends the deliveries that are due, oldest first, until `leaseUntil`; none to those that rest. */
  claimDeliveries(
    limit: number,
    at: Date,
    leaseUntil: Date,
    resting?: readonly WebhookId[],
  ): Promise<readonly ClaimedDelivery[]>
  /** Ends an attempt; false where the lease was lost. */
  settleDelivery(delivery: ClaimedDelivery, attempt: DeliveryAttempt, end: DeliveryEnd): Promise<boolean>
  /** Deletes what ended before then, at most so many; gives how many. */
  forgetDeliveries(before: Date, limit: number): Promise<number>
}

export type NewWebhook = Omit<Webhook, 'state' | 'failures'>
