/** What an organiser's own systems are told. */
export const webhookEvents = ['signed', 'confirmed', 'withdrawn', 'letter.accepted', 'milestone'] as const
export type WebhookEvent = (typeof webhookEvents)[number]

export type DeliveryState = 'waiting' | 'sending' | 'delivered' | 'gave-up'
