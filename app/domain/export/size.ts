import { dayAfter } from '../calendar/london'
import type { Campaign } from '../campaign/campaign'
import type { Ports } from '../ports'
import type { Count, Measure } from '../tally/tally'
import type { ExportChoice } from './choice'
import { isThere } from './filter'

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
  if (name === 'signatures') return expectedSignatures(store, id, filter)
  if (name !== 'letters' && name !== 'replies') return null // what is read from tallies is there at once
  const counts = await store.countsBy(id, [name])
  const there = counts.filter(({ key }) => isThere(filter, key.slice(key.indexOf('|') + 1)))
  return { how: filter.from || filter.to ? 'at-most' : 'exactly', rows: sum(there) }
}

/** Each part of a filter is counted by place, and no two of them together: with several, as many as the smallest at most. */
async function expectedSignatures(
  store: Ports['store'],
  id: number,
  filter: ExportChoice['filter'],
): Promise<ExpectedRows> {
  const { constituency, state, updates, principle, from, to } = filter
  if (state === 'pending') return { how: 'at-least', rows: 0 } // no tally counts those who have not confirmed
  const counts = await store.countsBy(id, [
    constituency === '' ? 'signatures' : 'by-constituency',
    ...(principle === '' ? [] : (['by-principle'] as const)),
    ...(updates === 'yes' ? (['updates-by-constituency'] as const) : []),
  ])
  const isOfDays = from !== '' || to !== ''
  const days = isOfDays ? await store.countsByPlace(id, from, to === '' ? ':' : dayAfter(to)) : []
  const of = (measure: Measure, isWanted: (key: string) => boolean) =>
    sum(counts.filter(one => one.measure === measure && isWanted(one.key)))
  const isHere = (key: string) => isThere(filter, key)
  const isHereAfter = (key: string, wanted: (first: string) => boolean) => {
    const [first = '', code = ''] = key.split('|')
    return isHere(code) && wanted(first)
  }
  const named = [
    ...(principle === '' ? [] : [of('by-principle', key => isHereAfter(key, slug => slug === principle))]),
    ...(isOfDays ? [sum(days.filter(({ code }) => isHere(code)))] : []),
    ...(updates === 'yes' ? [of('updates-by-constituency', isHere)] : []),
  ]
  const confirmed = constituency === '' ? of('signatures', () => true) : of('by-constituency', isHere)
  const rows = Math.min(confirmed, ...named)
  if (state === '' && updates !== 'yes') return { how: named.length > 1 ? 'at-most' : 'at-least', rows }
  return { how: named.length > 1 ? 'at-most' : 'exactly', rows }
}

function sum(counts: readonly Pick<Count, 'count'>[]): number {
  return counts.reduce((all, { count }) => all + count, 0)
}
