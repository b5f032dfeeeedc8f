import { byOperator } from '../domain/audit/audit'
import { campaignNamed } from '../domain/campaign/publish'
import { type InvalidationId, isId } from '../domain/id'
import { turnOrder, workOff } from '../domain/invalidation/invalidate'
import type { Invalidation } from '../domain/invalidation/invalidation'
import { Problem } from '../domain/problem'
import { aligned } from './aligned'
import { givenReason, reasonOption } from './reason'
import type { Verb } from './verb'

/** More than anybody reads at a terminal. */
const listedAtMost = 100

export const invalidationList: Verb = {
  words: 'invalidation list',
  takes: ['SLUG'],
  does: 'Lists what was ordered to be taken off a campaign’s count, the latest first, and why',
  async prepare({ given: [slug = ''] }) {
    return async (ports, io) => {
      const { id } = await campaignNamed(ports, slug)
      const orders = await ports.store.invalidationsBefore(id, null, listedAtMost)
      if (orders.length === 0) io.note(`Nothing was taken off the count of ${slug}.`)
      else await io.out(aligned([['id', 'ordered', 'state', 'off now', 'why'], ...orders.map(cells)]))
    }
  },
}

function cells({ id, createdAt, state, done, reason }: Invalidation): readonly string[] {
  return [id, createdAt.toISOString(), state, String(done), reason ?? '']
}

export const invalidationUndo: Verb = {
  words: 'invalidation undo',
  takes: ['INVALIDATION_ID'],
  options: { reason: reasonOption },
  does: 'Puts back everything that one order took off the count',
  more: 'invalidation list has the ids. The audit log keeps the reason.',
  async prepare({ given: [typed = ''], options }) {
    const none = new Problem('not-found', `There is no invalidation ${typed}`)
    if (!isId<InvalidationId>(typed)) throw none
    const reason = givenReason(options)
    return async (ports, io) => {
      const order = await ports.store.invalidation(typed)
      if (!order) throw none
      await turnOrder(ports, order, 'undo', byOperator(ports.now(), reason))
      await workOff(ports, Number.POSITIVE_INFINITY)
      await io.out(`${typed}: ${order.done} put back\n`)
    }
  },
}
