import type { Campaign } from './campaign'
import type { ExportChoice } from './export-choice'
import { isThere, isWithinHours } from './export-filter'
import type { Ports } from './ports'
import type { Count, Measure } from './tally'

/** How many rows an export will have, as far as the tallies tell; nothing is counted for it. */
export interface ExpectedRows {
  readonly how: 'exactly' | 'at-most' | 'at-least'
  readonly rows: number
}

export async function expectedRows(
  { store }: Ports,
  { id }: Pick<Campaign, 'id'>,
  { name, filter }: ExportChoice,
): Promise<ExpectedRows | null> {
  if (name === 'signatures') return expectedSignatures(await store.countsBy(id, signatureMeasures), filter)
  if (name !== 'letters' && name !== 'replies') return null // what is read from tallies is there at once
  const counts = await store.countsBy(id, [name])
  const there = counts.filter(({ key }) => isThere(filter, key.slice(key.indexOf('|') + 1)))
  return { how: filter.from || filter.to ? 'at-most' : 'exactly', rows: sum(there) }
}

const signatureMeasures: readonly Measure[] = ['signatures', 'by-constituency', 'by-principle', 'by-hour']

/** The smallest of what the tallies count by one part of the filter each. */
function expectedSignatures(counts: readonly Count[], filter: ExportChoice['filter']): ExpectedRows {
  const { state, updates, principle, constituency, from, to } = filter
  const of = (measure: Measure) => counts.filter(one => one.measure === measure)
  const parts = [
    of('by-constituency').filter(({ key }) => isThere(filter, key)),
    of('by-principle').filter(({ key }) => {
      const [slug = '', code = ''] = key.split('|')
      return slug === principle && isThere(filter, code)
    }),
    of('by-hour').filter(({ key }) => isWithinHours(filter, key)),
  ]
  const named = [true, principle !== '', from !== '' || to !== '']
  const rows = Math.min(...parts.filter((_, place) => named[place]).map(sum))
  if (state === 'pending') return { how: 'at-least', rows: 0 }
  if (state === '' && updates !== 'yes') return { how: 'at-least', rows } // no tally counts those who have not confirmed
  const exact = updates !== 'yes' && (!named[2] || (principle === '' && constituency === ''))
  return { how: exact ? 'exactly' : 'at-most', rows }
}

function sum(counts: readonly Count[]): number {
  return counts.reduce((all, { count }) => all + count, 0)
}
