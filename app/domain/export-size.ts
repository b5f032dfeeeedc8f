import type { Campaign } from './campaign'
import type { ExportChoice } from './export-choice'
import { isThere } from './export-filter'
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

const signatureMeasures: readonly Measure[] = [
  'by-constituency',
  'by-principle',
  'by-day-constituency',
  'updates-by-constituency',
]

/** Each part of a filter is counted by place, and no two of them together: with several, as many as the smallest at most. */
function expectedSignatures(counts: readonly Count[], filter: ExportChoice['filter']): ExpectedRows {
  const { state, updates, principle, from, to } = filter
  if (state === 'pending') return { how: 'at-least', rows: 0 } // no tally counts those who have not confirmed
  const of = (measure: Measure, isWanted: (key: string) => boolean) =>
    sum(counts.filter(one => one.measure === measure && isWanted(one.key)))
  const isHere = (key: string) => isThere(filter, key)
  const isHereAfter = (key: string, wanted: (first: string) => boolean) => {
    const [first = '', code = ''] = key.split('|')
    return isHere(code) && wanted(first)
  }
  const isWithin = (day: string) => (from === '' || day >= from) && (to === '' || day <= to)
  const named = [
    ...(principle === '' ? [] : [of('by-principle', key => isHereAfter(key, slug => slug === principle))]),
    ...(from === '' && to === '' ? [] : [of('by-day-constituency', key => isHereAfter(key, isWithin))]),
    ...(updates === 'yes' ? [of('updates-by-constituency', isHere)] : []),
  ]
  const rows = Math.min(of('by-constituency', isHere), ...named)
  if (state === '' && updates !== 'yes') return { how: named.length > 1 ? 'at-most' : 'at-least', rows }
  return { how: named.length > 1 ? 'at-most' : 'exactly', rows }
}

function sum(counts: readonly Count[]): number {
  return counts.reduce((all, { count }) => all + count, 0)
}
