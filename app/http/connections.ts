import { connectionsOf } from '../domain/connection/form'
import { hasEnded, isCovered, type MadeToken, tokenMark } from '../domain/connection/token'
import type { Webhook } from '../domain/connection/webhook-event'
import type { OrganiserId, WebhookDeliveryId } from '../domain/id'
import type { Ports } from '../domain/ports'

/** Webhooks and tokens as their page lists them: never a secret. */
export async function shownConnections(ports: Ports) {
  const all = await ports.store.campaigns()
  const titles = new Map(all.map(({ id, text }) => [id, text.title]))
  const at = ports.now()
  return {
    campaigns: all.map(({ id, slug, text }) => ({ id, slug, title: text.title })),
    webhooks: (await ports.store.webhooks()).map(webhook => shownWebhook(webhook, titles)),
    tokens: (await ports.store.accessTokens()).map(token => shownToken(token, titles, at)),
  }
}

export function shownWebhook(
  { id, url, events, campaignId, state, failures }: Webhook,
  titles: ReadonlyMap<number, string>,
) {
  return { id, host: new URL(url).host, events, campaign: titles.get(campaignId) ?? null, state, failures }
}

function shownToken(token: MadeToken, titles: ReadonlyMap<number, string>, at: Date) {
  const { hash, name, scope, campaignId, createdAt, usedAt, endsAt } = token
  const campaign = titles.get(campaignId) ?? null
  const [ended, maker] = [hasEnded(token, at), token.maker?.name ?? null]
  const fetches = !ended && isCovered(token)
  return { mark: tokenMark(hash), name, scope, campaign, maker, createdAt, usedAt, endsAt, ended, fetches }
}

/** What somebody made, for whoever would let them in no more. */
export async function shownConnectionsOf(ports: Ports, whose: OrganiserId) {
  const { tokens, webhooks } = await connectionsOf(ports, whose)
  return {
    tokens: tokens.map(({ hash, name, scope }) => ({ mark: tokenMark(hash), name, scope })),
    webhooks: webhooks.map(({ id, url }) => ({ id, host: new URL(url).host })),
  }
}

const deliveriesAPage = 50

/** What a webhook was told, the latest first, each with how its attempts went. */
export async function shownDeliveries(ports: Ports, { id }: Webhook, before: WebhookDeliveryId | null) {
  const some = await ports.store.deliveries(id, before, deliveriesAPage)
  const attempts = await ports.store.deliveryAttempts(some.map(one => one.id))
  return {
    deliveries: some.map(({ id, event, state, dueAt, createdAt, payload }) => ({
      ...{ id, event, state, dueAt, createdAt, payload },
      attempts: attempts.filter(({ deliveryId }) => deliveryId === id),
    })),
    earlier: some.length === deliveriesAPage ? `?before=${some.at(-1)?.id}` : null,
  }
}
