import type { Campaign } from '../campaign/campaign'
import type { Ports } from '../ports'
import { muchAlike } from './likeness'

/** How alike a campaign's letters are: each by its greatest likeness to an earlier one, as it was when it was signed. */
export interface LikenessSpread {
  /** Confirmed and not cancelled. */
  readonly letters: number
  /** How many fall in each tenth: from 0 to below 0.1 first, from 0.9 to 1 last. */
  readonly tenths: readonly number[]
  /** Which part of them is `muchAlike` or more, 0 to 1; null where there are none. */
  readonly muchAlike: number | null
  /** The tenth in which the letter in the middle falls, 0 to 9; null where there are none. */
  readonly medianTenth: number | null
}

/** From the maintained tallies: no letter is read. */
export async function likenessSpread(
  { store }: Ports,
  { id }: Pick<Campaign, 'id'>,
): Promise<LikenessSpread> {
  const counts = await store.countsBy(id, ['likeness'])
  const tenths = Array.from(
    { length: 10 },
    (_, tenth) => counts.find(({ key }) => key === `${tenth}`)?.count ?? 0,
  )
  const letters = sum(tenths)
  if (letters === 0) return { letters, tenths, muchAlike: null, medianTenth: null }
  return {
    letters,
    tenths,
    muchAlike: sum(tenths.slice(muchAlike * 10)) / letters,
    medianTenth: tenths.findIndex((_, tenth) => 2 * sum(tenths.slice(0, tenth + 1)) >= letters),
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
