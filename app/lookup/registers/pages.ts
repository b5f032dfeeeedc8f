import type { z } from 'zod'
import type { Watch } from '../../domain/backup'
import { type Ask, registerAway } from './asking'
import { pageSchema } from './members-answers'

/** As many as the Members API gives. */
const take = 20

/** Far more than there are seats: an answer that claims more is none. */
const itemsAtMost = 2_000

/**
 * Reads a list page by page, each thing in it once, or not at all.
 * @param path up to where `skip` and `take` follow
 * @throws Error `RegisterAway` where a page does not come, or they do not make the whole that each of them tells of
 */
export async function readPages<Item extends { readonly id: number }>(
  ask: Ask,
  path: string,
  item: z.ZodType<Item>,
  watch: Watch,
  step: string,
): Promise<readonly Item[]> {
  const items = new Map<number, Item>()
  let came = 0
  let total: number | null = null
  while (total === null || came < total) {
    watch.stop.throwIfAborted()
    const { body } = await ask(`${path}skip=${came}&take=${take}`, { 200: pageSchema(item) })
    if (total !== null && body.totalResults !== total)
      throw notWhole(step, 'they changed while they were read')
    total = body.totalResults
    if (total > itemsAtMost) throw notWhole(step, `it tells of ${total}`)
    if (body.items.length === 0 && total > came) throw notWhole(step, `of ${total} only ${came} came`)
    for (const one of body.items) items.set(one.id, one)
    came += body.items.length
    watch.report(step, total === 0 ? 1 : came / total)
  }
  if (items.size !== total) throw notWhole(step, `of ${total} there came ${items.size} different ones`)
  return [...items.values()]
}

function notWhole(step: string, why: string): Error {
  return registerAway('members-api', `${step}: ${why}`)
}
