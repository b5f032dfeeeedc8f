import type { Ports } from '../ports'
import { Problem } from '../problem'
import type { ConstituencyBy } from '../signature/signature'
import type { Located } from './place'
import type { Postcode } from './postcode'
import { searchSeats } from './seat-choice'
import { type SeatSearch, searchProblem } from './seat-search'

/** Where a supporter lives, as far as their postcode and their own choice tell. */
export interface Placed {
  /** Null where they gave no postcode: abroad. */
  readonly located: Located | null
  /** What they chose; not asked where the postcode settles it. */
  readonly search: SeatSearch
  readonly constituency: { readonly code: string; readonly by: ConstituencyBy } | null
}

/**
 * Finds the constituency of a postcode, else of what was chosen for it.
 * @param chosen a code, or a name as typed
 */
export async function placeSupporter(
  ports: Ports,
  postcode: Postcode | null,
  chosen: string | null,
): Promise<Placed> {
  const located = postcode && (await ports.places.lookUp(postcode))
  if (located?.kind === 'found')
    return { located, search: { kind: 'not-asked' }, constituency: { code: located.code, by: 'postcode' } }
  const search = await searchSeats(ports, located, chosen ?? '')
  const constituency = search.kind === 'one' ? ({ code: search.seat.code, by: 'chosen' } as const) : null
  return { located, search, constituency }
}

/** @throws Problem `invalid` where what was chosen is not one seat */
export function refuseUnclear(search: SeatSearch, chosen: string | null): void {
  const words = searchProblem(search, chosen ?? '')
  if (words !== null) throw new Problem('invalid', 'There is a problem', { constituency: words })
}
