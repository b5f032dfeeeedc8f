import type { OrganiserId, WebhookDeliveryId, WebhookId } from '../id'

/** What an organiser's own systems are told. */
export const webhookEvents = ['signed', 'confirmed', 'withdrawn', 'letter.accepted', 'milestone'] as const
export type WebhookEvent = (typeof webhookEvents)[number]

/** As it is sent; a test says that it is one. */
export type ToldEvent = WebhookEvent | 'test'

/** What an event is about. Nothing in it names a person: a signature's id means nothing but in our own exports. */
export type WebhookFacts = Readonly<Record<string, string | number | null>>

/** Where events are told. */
export interface Webhook {
  readonly id: WebhookId
  /** 0 for every campaign. */
  readonly campaignId: number
  readonly url: string
  /** As Standard Webhooks writes it: `whsec_` and base64. */
  readonly secret: string
  readonly events: readonly WebhookEvent[]
  readonly state: 'on' | 'off'
  /** Deliveries given up since the last that arrived. */
  readonly failures: number
  readonly createdBy: OrganiserId | null
  readonly createdAt: Date
}

export type DeliveryState = 'waiting' | 'sending' | 'delivered' | 'gave-up'

/** One event on its way to one address. */
export interface WebhookDelivery {
  readonly id: WebhookDeliveryId
  readonly webhookId: WebhookId
  readonly campaignId: number
  readonly event: ToldEvent
  /** JSON, the same bytes at each attempt. */
  readonly payload: string
  readonly state: DeliveryState
  readonly attempts: number
  readonly dueAt: Date | null
  readonly createdAt: Date
  readonly settledAt: Date | null
}

/** A delivery lent to one process; only the holder of the latest fence may settle it. */
export interface ClaimedDelivery extends WebhookDelivery {
  readonly fence: number
  readonly to: Pick<Webhook, 'url' | 'secret'>
}

/** How an attempt went: the answer's status, or why there was none. */
export interface DeliveryAttempt {
  readonly number: number
  readonly at: Date
  readonly status: number | null
  readonly fault: string | null
  readonly tookMs: number
}

/** How an attempt leaves its delivery, and the address. */
export type DeliveryEnd =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'again'; readonly at: Date }
  | { readonly kind: 'gave-up' }
  | { readonly kind: 'gone' } // the address says that nobody listens there any more: it is turned off

/** Minutes to wait after each attempt that failed, as Standard Webhooks 1.0 suggests: for about three days in all. */
const retryMinutes = [1 / 12, 5, 30, 120, 300, 600, 840, 1200, 1440] as const

/**
 * What comes of an attempt. Any 2xx is taken; 410 ends it, as the standard says; everything else is tried again.
 * @param chance 0 to 1: spreads what failed together over the last fifth of the wait
 */
export function deliveryEnd(
  { number, at, status }: Pick<DeliveryAttempt, 'number' | 'at' | 'status'>,
  chance: number,
): DeliveryEnd {
  if (status !== null && status >= 200 && status < 300) return { kind: 'delivered' }
  if (status === 410) return { kind: 'gone' }
  const minutes = retryMinutes[number - 1]
  if (minutes === undefined) return { kind: 'gave-up' }
  return { kind: 'again', at: new Date(at.getTime() + minutes * 60_000 * (1 - chance / 5)) }
}

/** The body of an event, as it is signed and sent. */
export function webhookPayload(
  event: ToldEvent,
  campaign: { readonly id: number; readonly slug: string },
  facts: WebhookFacts,
  at: Date,
): string {
  return JSON.stringify({
    type: event,
    timestamp: at.toISOString(),
    data: { campaign_id: campaign.id, campaign: campaign.slug, ...facts },
  })
}
