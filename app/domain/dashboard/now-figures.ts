import { dayAfter, londonDay } from '../calendar/london'
import type { Campaign } from '../campaign/campaign'
import type { Ports } from '../ports'
import type { Count, Measure } from '../tally/tally'
import { daysFrom, hoursOf } from './day-series'

/** How a campaign stands at this moment: the few figures that change while somebody watches. */
export interface NowFigures {
  readonly signatures: number
  /** Since midnight in London. */
  readonly today: number
  /** Of seven days, today the last of them. */
  readonly week: number
  readonly lettersAccepted: number
  readonly lettersWaiting: number
  /** MPs who sit now and got a letter, and of how many seats. */
  readonly membersWritten: number
  readonly seats: number
  /** Letters that were answered. */
  readonly replies: number
}

const measures: readonly Measure[] = ['signatures', 'letters', 'letters-by-member', 'replies']

/** From tallies alone: 2 ms with 650 seats, however many have signed. */
export async function nowFigures(
  { store, places, now }: Ports,
  { id }: Pick<Campaign, 'id'>,
): Promise<NowFigures> {
  const today = londonDay(now())
  const hours = hoursOf(daysFrom(dayAfter(today, -6), today))
  const counts = await store.countsBy(id, measures)
  const lately = await store.countsAt(id, 'by-hour', hours)
  const [midnight = ''] = hoursOf([today])
  const seats = await places.seats()
  const written = new Set(
    counts.filter(({ measure }) => measure === 'letters-by-member').map(({ key }) => Number(key)),
  )
  const beginning = (measure: Measure, start: string) =>
    sum(counts.filter(one => one.measure === measure && one.key.startsWith(start)))
  return {
    signatures: beginning('signatures', ''),
    today: sum(lately.filter(({ key }) => key >= midnight)),
    week: sum(lately),
    lettersAccepted: beginning('letters', 'accepted|'),
    lettersWaiting: beginning('letters', 'waiting|'),
    membersWritten: seats.filter(({ member }) => member && written.has(member.id)).length,
    seats: seats.length,
    replies: beginning('replies', 'answered|'),
  }
}

/** Another word once one of the figures is another, but for what answers: asked every second, it reads ten rows. */
export async function pulse({ store }: Pick<Ports, 'store'>, { id }: Pick<Campaign, 'id'>): Promise<string> {
  const counts = await store.countsBy(id, ['signatures', 'letters-by-state'])
  return counts.map(({ key, count }) => `${key}=${count}`).join()
}

function sum(counts: readonly Pick<Count, 'count'>[]): number {
  return counts.reduce((all, { count }) => all + count, 0)
}
