import { asc, eq, inArray } from 'drizzle-orm'
import {
  type WebhookEvent,
  type WebhookFacts,
  webhookPayload,
} from '../../app/domain/connection/webhook-event'
import type { SignatureId, WebhookDeliveryId } from '../../app/domain/id'
import type { Session, Statement } from '../database'
import { all, run, type Steps } from '../steps'
import type { StoreParts } from './parts'

/** Something that happened in a campaign. */
export interface Happening {
  readonly campaignId: number
  readonly facts: WebhookFacts
}

/** What a happening to a signature says of it. */
export function factsOf(row: {
  readonly id: SignatureId
  readonly constituencyCode: string | null
}): WebhookFacts {
  return { signature_id: row.id, constituency_code: row.constituencyCode }
}

/**
 * Writes what is to be told of what happened, in its own transaction, so that none is told of what was rolled back and none
 * left out. Where nobody listens it costs one read of an empty table.
 */
export function* tellWebhooks(
  parts: StoreParts,
  tx: Session,
  event: WebhookEvent,
  happened: readonly Happening[],
  at: Date,
): Steps<void> {
  if (happened.length === 0) return
  const found = (yield* listenersOf(parts)(tx, {})).filter(({ events }) => events.includes(event))
  if (found.length === 0) return
  const listening = yield* stillThere(parts, tx, found)
  const slugs = yield* slugsOf(parts, tx, [...new Set(happened.map(({ campaignId }) => campaignId))])
  const rows = happened.flatMap(({ campaignId, facts }) => {
    const campaign = { id: campaignId, slug: slugs.get(campaignId) ?? '' }
    const payload = webhookPayload(event, campaign, facts, at)
    return listening
      .filter(one => one.campaignId === 0 || one.campaignId === campaignId)
      .map(({ id }) => newDelivery(parts, { webhookId: id, campaignId, event, payload }, at))
  })
  if (rows.length > 0) yield* run(tx.insert(parts.tables.webhookDelivery).values(rows))
}

/** A delivery that is due at once. */
export function newDelivery(
  { newId }: StoreParts,
  about: Pick<
    StoreParts['tables']['webhookDelivery']['$inferInsert'],
    'webhookId' | 'campaignId' | 'event' | 'payload'
  >,
  at: Date,
) {
  const id = newId() as WebhookDeliveryId
  return { ...about, id, state: 'waiting', dueAt: at, attempts: 0, fence: 0, createdAt: at } as const
}

type Listener = Pick<StoreParts['tables']['webhook']['$inferSelect'], 'id' | 'campaignId' | 'events'>

/** Asked with every group of signatures, so it is written once for each store. */
const asked = new WeakMap<object, Statement<Listener>>()

function listenersOf({ database, tables: { webhook } }: StoreParts): Statement<Listener> {
  const known = asked.get(database)
  if (known) return known
  const { id, campaignId, events } = webhook
  const statement = database.statement<Listener>('webhooks-on', tx =>
    tx.select({ id, campaignId, events }).from(webhook).where(eq(webhook.state, 'on')),
  )
  asked.set(database, statement)
  return statement
}

/** One that is taken away at this moment is told nothing, and fails nobody who signs. */
function* stillThere(
  { database, tables: { webhook } }: StoreParts,
  tx: Session,
  listeners: readonly Listener[],
): Steps<readonly Listener[]> {
  const { id } = webhook
  const ids = listeners.map(listener => listener.id)
  const kept = yield* all(
    database.kept(tx.select({ id }).from(webhook).where(inArray(id, ids)).orderBy(asc(id))),
  )
  return listeners.filter(listener => kept.some(one => one.id === listener.id))
}

function* slugsOf({ tables: { campaign } }: StoreParts, tx: Session, ids: readonly number[]) {
  const { id, slug } = campaign
  const rows = yield* all(
    tx
      .select({ id, slug })
      .from(campaign)
      .where(inArray(id, [...ids])),
  )
  return new Map(rows.map(row => [row.id, row.slug]))
}
