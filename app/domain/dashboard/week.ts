import { dayAfter, inLondon, londonInstant } from '../calendar/london'
import type { Campaign } from '../campaign/campaign'
import { goalNow } from '../campaign/goal'
import type { Ports } from '../ports'
import type { Count, Measure } from '../tally/tally'

/** What a campaign's week came to, from Monday to Sunday by London's calendar. */
export interface WeekFigures {
  /** Days such as 2026-11-16, both within. */
  readonly from: string
  readonly to: string
  readonly signatures: { readonly week: number; readonly weekBefore: number; readonly all: number }
  readonly letters: { readonly week: number; readonly all: number }
  readonly replies: number
  readonly goal: number
  /** Letters that wait for an organiser. */
  readonly held: number
}

/** Reads the week that ended before an instant's own, from tallies. */
export async function weekFigures(
  { store }: Ports,
  { id, text }: Pick<Campaign, 'id' | 'text'>,
  at: Date,
): Promise<WeekFigures> {
  const { day, weekday } = inLondon(at)
  const end = dayAfter(day, -((weekday + 6) % 7)) // the Monday that has begun
  const [from, before] = [dayAfter(end, -7), dayAfter(end, -14)]
  const counts = await store.countsBy(id, measures)
  const all = sum(counts, 'signatures', () => true)
  const signed = async (first: string, past: string) => {
    const hours = await store.countsInHours(hoursBetween(londonInstant(first, 0), londonInstant(past, 0)))
    return hours.filter(one => one.campaignId === id).reduce((total, { count }) => total + count, 0)
  }
  const held = await store.heldByReason(id)
  return {
    from,
    to: dayAfter(end, -1),
    signatures: { week: await signed(from, end), weekBefore: await signed(before, from), all },
    letters: {
      week: sum(counts, 'letters-by-day', key => key >= from && key < end),
      all: sum(counts, 'letters', key => key.startsWith('accepted|')),
    },
    replies: sum(counts, 'replies', key => key.startsWith('answered|')),
    goal: goalNow(text, all),
    held: held['too-alike'] ?? 0,
  }
}

const measures: readonly Measure[] = ['signatures', 'letters', 'letters-by-day', 'replies']

/** As the tallies name hours; 168 of them, one more or less where London's clocks change. */
function hoursBetween(first: Date, past: Date): readonly string[] {
  const hours: string[] = []
  for (let at = first.getTime(); at < past.getTime(); at += 3_600_000)
    hours.push(new Date(at).toISOString().slice(0, 13))
  return hours
}

function sum(counts: readonly Count[], measure: Measure, isWanted: (key: string) => boolean): number {
  return counts
    .filter(one => one.measure === measure && isWanted(one.key))
    .reduce((total, { count }) => total + count, 0)
}
