import { type Deed, organiserOf } from '../audit/audit'
import type { Campaign } from '../campaign/campaign'
import { type InvalidationId, isId } from '../id'
import type { Ports } from '../ports'
import { Problem } from '../problem'
import type { Invalidation, SignatureRule } from './invalidation'

/** What may be done to an order, by who looks at it. */
export type OrderDeed = 'order' | 'cancel' | 'undo' | 'forget'

/** Done before the answer: some 40,000 signatures counted, or 4,000 done. The rest is done behind it. */
const pagesAtOnce = 20

/** Begins to count whom a rule is about. */
export async function countRule(
  ports: Ports,
  campaign: Pick<Campaign, 'id'>,
  rule: SignatureRule,
  deed: Deed,
): Promise<InvalidationId> {
  const id = ports.newId<InvalidationId>()
  const draft = { id, campaignId: campaign.id, rule, orderedBy: organiserOf(deed), createdAt: deed.at }
  await ports.store.countFor(draft)
  await workOff(ports, pagesAtOnce)
  return id
}

/** @throws Problem `not-found`, for another campaign's too */
export async function orderOf(
  { store }: Ports,
  campaign: Pick<Campaign, 'id'>,
  id: string | undefined,
): Promise<Invalidation> {
  const order = id && isId<InvalidationId>(id) ? await store.invalidation(id) : null
  if (order?.campaignId !== campaign.id) throw new Problem('not-found', 'There is no such order.')
  return order
}

/**
 * Does what was pressed, and the first pages of it.
 * @throws Problem `not-open` where somebody else was quicker
 */
export async function turnOrder(
  ports: Ports,
  { id }: Invalidation,
  wanted: OrderDeed,
  deed: Deed,
): Promise<void> {
  const outcome = await turns[wanted](ports, id, deed)
  if (!done.includes(outcome))
    throw new Problem('not-open', 'Somebody was quicker: look at the order as it stands now.')
  await workOff(ports, pagesAtOnce)
}

const turns: Readonly<Record<OrderDeed, (ports: Ports, id: InvalidationId, deed: Deed) => Promise<string>>> =
  {
    order: ({ store }, id, deed) => store.orderInvalidation(id, deed),
    cancel: ({ store }, id, deed) => store.cancelInvalidation(id, deed),
    undo: ({ store }, id, deed) => store.undoInvalidation(id, deed),
    forget: ({ store }, id) => store.forgetInvalidation(id),
  }

const done: readonly string[] = ['ordered', 'cancelled', 'undoing', 'forgotten']

/** Works off whatever orders there are. @returns whether there may be more */
export async function workOff({ store, now }: Ports, pages: number): Promise<'more' | 'nothing-due'> {
  for (let page = 0; page < pages; page++)
    if ((await store.advanceInvalidations(now())) === 'nothing-due') return 'nothing-due'
  return 'more'
}
