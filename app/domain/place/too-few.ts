import type { Ports } from '../ports'
import { unchanged } from '../problem'
import { areFictional } from './change'
import type { PlacesDraft } from './import'
import { unitChanges } from './sector'

/** How places are brought in. */
export interface ImportHow {
  readonly how: 'save' | 'try'
  /** Whether a source is believed that names far fewer than there are. */
  readonly fewer: 'refused' | 'accepted'
}

/** More seats than these are never empty at once: seven changed hands in two years. Postcodes change by one in a hundred a year. */
const expectedAtLeast = 0.9

export function isTooFew(named: number, expected: number): boolean {
  return named < expected * expectedAtLeast
}

/**
 * A file that was cut off between two lines is a whole file to look at, and would leave whoever is missing without an MP.
 * Each part is compared with the one it takes the place of, and members with the seats there are; the demonstration's
 * invented ones say nothing of real ones.
 * @param vacant how many seats the file of members says are vacant
 * @throws Problem `refused`
 */
export async function refuseTooFew(
  { store }: Pick<Ports, 'store'>,
  draft: PlacesDraft,
  vacant: number,
): Promise<void> {
  const seats = await store.seats()
  const sources = areFictional(seats) ? [] : (await store.placeFacts()).sources
  const before = (part: string) => sources.find(one => one.part === part)?.total ?? 0
  const constituencies = draft.constituencies?.rows.length ?? null
  refuseFewer(constituencies, 'constituencies', before('constituencies'), 'constituencies')
  const members = draft.members && draft.members.rows.length + vacant
  refuseFewer(members, 'members', constituencies ?? seats.length, 'seats')
  refuseFewer(countPostcodes(draft), 'postcodes', before('postcodes'), 'postcodes')
}

function refuseFewer(named: number | null, what: string, expected: number, ofWhat: string): void {
  if (named === null || !isTooFew(named, expected)) return
  throw unchanged(
    `The file names ${named} ${what}, and there are ${expected} ${ofWhat} known. That is too few to believe: it may be cut off. If it is right, give --accept-fewer.`,
  )
}

function countPostcodes({ postcodes }: PlacesDraft): number | null {
  if (!postcodes) return null
  return postcodes.sectors.reduce((total, sector) => total + unitChanges(undefined, sector).total, 0)
}
