import type { Campaign } from '../campaign/campaign'
import type { CsvPage, CsvRow } from '../csv'
import type { Seat } from '../place/place'
import type { Ports } from '../ports'
import type { Count, LetterFate, Measure } from '../tally/tally'
import type { ExportChoice } from './choice'
import { isThere } from './filter'

/** A row for each constituency that counts anything, by code, and a last one without a code for those without. */
export async function* counts(
  ports: Ports,
  campaign: Campaign,
  { filter }: ExportChoice,
): AsyncGenerator<CsvPage> {
  const tallies = await ports.store.countsBy(campaign.id, ['by-constituency', 'letters', 'replies'])
  const seats = new Map((await ports.store.seatsEver()).map(seat => [seat.code, seat]))
  const signatures = counted(tallies, 'by-constituency')
  const letters = counted(tallies, 'letters') // fate|code
  const replies = counted(tallies, 'replies') // answer|code
  const codes = new Set([...signatures.keys(), ...[...letters.keys()].map(afterBar)])
  const wanted = [...codes].filter(code => isThere(filter, code))
  yield wanted.sort(lastWithout).map(code => {
    const fate = (which: LetterFate) => letters.get(`${which}|${code}`) ?? 0
    return [
      code,
      ...seatCells(seats.get(code)),
      signatures.get(code) ?? 0,
      fate('waiting'),
      fate('accepted'),
      fate('failed'),
      replies.get(`answered|${code}`) ?? 0,
    ]
  })
}

/** Constituency, region, country and who sits now; empty for a seat that is not, or no longer, known. */
function seatCells(seat: Seat | undefined): CsvRow {
  return seat ? [seat.name, seat.region, seat.country, seat.member?.name ?? null] : [null, null, null, null]
}

/** By days in UTC, as the tallies count them. */
export async function* byDay(
  ports: Ports,
  campaign: Campaign,
  { filter: { from, to } }: ExportChoice,
): AsyncGenerator<CsvPage> {
  const tallies = await ports.store.countsBy(campaign.id, ['by-day', 'letters-by-day'])
  const signatures = counted(tallies, 'by-day')
  const accepted = counted(tallies, 'letters-by-day')
  const days = [...new Set([...signatures.keys(), ...accepted.keys()])].sort()
  const wanted = days.filter(day => (from === '' || day >= from) && (to === '' || day <= to))
  yield wanted.map(day => [day, signatures.get(day) ?? 0, accepted.get(day) ?? 0])
}

/** In the campaign's order of principles; those it has dropped since come last. */
export async function* byPrinciple(
  ports: Ports,
  campaign: Campaign,
  { filter }: ExportChoice,
): AsyncGenerator<CsvPage> {
  const tallies = await ports.store.countsBy(campaign.id, ['by-principle'])
  const perSeat = counted(tallies, 'by-principle') // slug|code
  const keys = [...perSeat.keys()].filter(
    key => isThere(filter, afterBar(key)) && [beforeBar(key), ''].includes(filter.principle),
  )
  const current = campaign.text.principles.map(({ slug }) => slug)
  const dropped = keys.map(beforeBar).filter(slug => !current.includes(slug))
  for (const slug of [...current, ...[...new Set(dropped)].sort()]) {
    const codes = keys.filter(key => beforeBar(key) === slug).map(afterBar)
    yield codes.sort(lastWithout).map(code => [slug, code, perSeat.get(`${slug}|${code}`) ?? 0])
  }
}

/** The counts of one measure that are not zero, by key. */
function counted(tallies: readonly Count[], measure: Measure): ReadonlyMap<string, number> {
  return new Map(
    tallies.filter(one => one.measure === measure && one.count !== 0).map(({ key, count }) => [key, count]),
  )
}

function beforeBar(key: string): string {
  return key.slice(0, key.indexOf('|'))
}

function afterBar(key: string): string {
  return key.slice(key.indexOf('|') + 1)
}

function lastWithout(one: string, other: string): number {
  return Number(one === '') - Number(other === '') || (one < other ? -1 : 1)
}
