import { londonDay } from '../calendar/london'
import { type Campaign, type Standing, standing } from '../campaign/campaign'
import { goalNow } from '../campaign/goal'
import type { CountedState } from '../letter/report'
import {
  type PlaceFigures,
  type PlaceOrder,
  type Places,
  placeFigures,
  placeMeasures,
} from '../place/figures'
import type { Ports } from '../ports'
import type { ReplyAnswer } from '../reply/reply'
import type { Count, LetterFate, Measure } from '../tally/tally'
import type { FigureFilter } from './figure-filter'
import { type NowFigures, nowFigures } from './now-figures'
import { type OverTime, overTime, type Span } from './over-time'

/** Everything that the page of a campaign shows of its figures; each is from a tally. */
export interface Dashboard {
  readonly standing: Standing
  readonly goal: number
  readonly now: NowFigures
  readonly at: Date
  /** London's day, or null once the campaign is closed. */
  readonly today: string | null
  readonly filter: FigureFilter
  readonly overTime: OverTime
  readonly places: Places
  /** Where the filter names one: how it stands. */
  readonly place: PlaceFigures | null
  /** In the campaign's order, of all days; those it has dropped since come last. */
  readonly principles: readonly CountedPrinciple[]
  /** What `principles` are shares of: all signatures, or those of the constituency. */
  readonly choosing: number
  /** By state, of the whole campaign; by fate, of one constituency. */
  readonly letters: Readonly<Partial<Record<CountedState, number>>>
  readonly fates: Readonly<Record<LetterFate, number>>
  readonly answers: Readonly<Record<ReplyAnswer, number>>
  /** Where people came from, the most first; '' for those who came by no link of ours. */
  readonly sources: readonly { readonly source: string; readonly signatures: number }[]
}

export interface CountedPrinciple {
  readonly slug: string
  /** Its slug where the text has it no longer. */
  readonly title: string
  readonly signatures: number
}

/** How the page is to show it. */
export interface DashboardView {
  readonly filter: FigureFilter
  readonly by: Span
  readonly order: PlaceOrder
  readonly all: boolean
}

const measures: readonly Measure[] = [
  'by-principle',
  'by-source',
  'letters-by-state',
  'signatures',
  ...placeMeasures,
]

export async function dashboard(
  ports: Ports,
  campaign: Campaign,
  { filter, by, order, all }: DashboardView,
): Promise<Dashboard> {
  const counts = await ports.store.countsBy(campaign.id, measures)
  const code = filter.seat?.code ?? null
  const at = ports.now()
  const stands = standing(campaign, at)
  const places = await placeFigures(ports, campaign, filter, counts, { order, all: all || code !== null })
  const place = places.listed.find(one => one.code === code) ?? null
  return {
    standing: stands,
    today: stands === 'closed' ? null : londonDay(at),
    goal: goalNow(
      campaign.text,
      sumOf(counts, 'signatures', () => true),
    ),
    now: await nowFigures(ports, campaign),
    at,
    filter,
    overTime: await overTime(ports, campaign, filter, by),
    places: place ? { ...places, listed: [place] } : places,
    place,
    principles: principlesOf(campaign, counts, code),
    choosing: sumOf(counts, code === null ? 'signatures' : 'by-constituency', key => key === (code ?? '')),
    letters: Object.fromEntries(
      counts.filter(({ measure }) => measure === 'letters-by-state').map(({ key, count }) => [key, count]),
    ),
    fates: byFirst(counts, 'letters', code, ['waiting', 'accepted', 'failed']),
    answers: byFirst(counts, 'replies', code, ['answered', 'acknowledged', 'none', 'not-expected']),
    sources: sourcesOf(campaign, counts),
  }
}

function principlesOf(
  { text: { principles } }: Campaign,
  counts: readonly Count[],
  code: string | null,
): readonly CountedPrinciple[] {
  const sums = new Map<string, number>(principles.map(({ slug }) => [slug, 0]))
  for (const { measure, key, count } of counts) {
    if (measure !== 'by-principle') continue
    const bar = key.indexOf('|')
    if (code !== null && key.slice(bar + 1) !== code) continue
    const slug = key.slice(0, bar)
    sums.set(slug, (sums.get(slug) ?? 0) + count)
  }
  const titles = new Map(principles.map(({ slug, title }) => [slug, title]))
  return [...sums].map(([slug, signatures]) => ({ slug, title: titles.get(slug) ?? slug, signatures }))
}

/** Keys of two words, first|code: what each first word counts, everywhere or in one constituency. */
function byFirst<First extends string>(
  counts: readonly Count[],
  measure: Measure,
  code: string | null,
  firsts: readonly First[],
): Readonly<Record<First, number>> {
  const ofCode = (first: First) => (key: string) =>
    code === null ? key.startsWith(`${first}|`) : key === `${first}|${code}`
  return Object.fromEntries(firsts.map(first => [first, sumOf(counts, measure, ofCode(first))])) as Record<
    First,
    number
  >
}

function sourcesOf({ text }: Campaign, counts: readonly Count[]): Dashboard['sources'] {
  const sums = new Map<string, number>([...text.sources, ''].map(source => [source, 0]))
  for (const { measure, key, count } of counts) if (measure === 'by-source') sums.set(key, count)
  return [...sums]
    .map(([source, signatures]) => ({ source, signatures }))
    .sort((one, other) => other.signatures - one.signatures || (one.source < other.source ? -1 : 1))
}

function sumOf(counts: readonly Count[], wanted: Measure, has: (key: string) => boolean): number {
  return counts.reduce(
    (sum, { measure, key, count }) => (measure === wanted && has(key) ? sum + count : sum),
    0,
  )
}
