import type { Campaign } from '../campaign/campaign'
import { everyFigure } from '../dashboard/figure-filter'
import { isThere } from '../export/filter'
import type { Shade } from '../map/shading'
import { type PlaceOnMap, placeFigures, placeMeasures } from '../place/figures'
import type { Seat } from '../place/place'
import { heldWords } from '../place/words'
import type { Ports } from '../ports'
import {
  answersArePublic,
  breakdownIsPublic,
  choicesArePublic,
  lineIsPublic,
} from '../public-data/small-numbers'
import type { Count, Measure } from '../tally/tally'
import type { PackChoice } from './choice'

/** What is printed: counts and the campaign's own words, nothing of one supporter, since it leaves the organiser's hands. */
export interface Pack extends PackChoice {
  readonly title: string
  readonly summary: string
  readonly organisation: string
  readonly contact: string
  /** Where the campaign is on the web. */
  readonly url: string
  readonly asOf: Date
  readonly totals: PackFigures
  /** Every constituency that stands, as hexagons; none where nobody knows where they lie, or too few have signed. */
  readonly map: readonly Pick<PlaceOnMap, 'q' | 'r' | 'shade'>[]
  /** From how many signatures to how many each shade of the map stands for, the palest first. */
  readonly shades: readonly Shade[]
  /** Null where so few have signed that places would tell who holds an opinion. */
  readonly places: readonly PackPlace[] | null
  readonly principles: readonly { readonly title: string; readonly signatures: number }[]
}

/** Null for what is too small to be told to whoever reads the page. */
export interface PackFigures {
  readonly signatures: number
  readonly letters: number | null
  readonly replies: number | null
}

export interface PackPlace extends PackFigures {
  /** '' for those without a constituency. */
  readonly code: string
  readonly name: string
  readonly nameCy: string | null
  /** Who sits there, or why nobody does. */
  readonly mp: string
  readonly principles: readonly { readonly title: string; readonly signatures: number }[] | null
}

const measures: readonly Measure[] = ['signatures', 'by-principle', ...placeMeasures]

const onMap = { order: 'name', all: false } as const

/** Reads what a pack holds, from tallies alone; small numbers are left out as the public ones are. */
export async function readPack(ports: Ports, campaign: Campaign, choice: PackChoice): Promise<Pack> {
  const { text } = campaign
  const counts = await ports.store.countsBy(campaign.id, measures)
  const of = (measure: Measure, key: string) =>
    counts.find(one => one.measure === measure && one.key === key)?.count ?? 0
  const signatures = of('signatures', '')
  const mayTell = breakdownIsPublic(text, signatures)
  const { map, shades } = await placeFigures(ports, campaign, everyFigure, counts, onMap)
  return {
    ...choice,
    title: text.title,
    summary: text.summary,
    organisation: text.organisation.name,
    contact: text.organisation.contact,
    url: `${ports.settings.publicOrigin}/campaigns/${campaign.slug}`,
    asOf: ports.now(),
    totals: {
      signatures,
      letters: summed(counts, 'letters', 'accepted|'),
      replies: summed(counts, 'replies', 'answered|'),
    },
    places: mayTell ? await placesOf(ports, campaign, counts, choice) : null,
    map: mayTell ? map : [],
    shades,
    principles: text.principles.map(({ slug, title }) => ({
      title,
      signatures: summed(counts, 'by-principle', `${slug}|`),
    })),
  }
}

/** Each constituency that counts a signature, or the one that was chosen; those without come last. */
async function placesOf(
  { store }: Ports,
  { text }: Campaign,
  counts: readonly Count[],
  choice: PackChoice,
): Promise<readonly PackPlace[]> {
  const found = new Map(counts.map(({ measure, key, count }) => [`${measure}/${key}`, count]))
  const seats = await store.seatsEver()
  const wanted = [...seats, null].filter(seat => isThere(choice, seat?.code ?? ''))
  return wanted
    .map(seat => placeOf(seat, text, found))
    .filter(({ signatures, code }) => signatures > 0 || (choice.constituency !== '' && code !== ''))
    .sort(byName)
}

function placeOf(
  seat: Seat | null,
  { principles }: Pick<Campaign['text'], 'principles'>,
  found: ReadonlyMap<string, number>,
): PackPlace {
  const code = seat?.code ?? ''
  const signatures = found.get(`by-constituency/${code}`) ?? 0
  const letters = found.get(`letters/accepted|${code}`) ?? 0
  const replies = found.get(`replies/answered|${code}`) ?? 0
  return {
    code,
    name: seat?.name ?? 'Without a constituency',
    nameCy: seat?.nameCy ?? null,
    mp: mpOf(seat),
    signatures,
    letters: lineIsPublic({ letters }) ? letters : null,
    replies: answersArePublic({ answered: replies }) ? replies : null,
    principles: choicesArePublic({ signatures })
      ? principles.map(({ slug, title }) => ({
          title,
          signatures: found.get(`by-principle/${slug}|${code}`) ?? 0,
        }))
      : null,
  }
}

function mpOf(seat: Seat | null): string {
  if (!seat) return ''
  return seat.member ? seat.member.name : heldWords[seat.vacancy]
}

function byName(one: PackPlace, other: PackPlace): number {
  return Number(one.code === '') - Number(other.code === '') || one.name.localeCompare(other.name, 'en-GB')
}

function summed(counts: readonly Count[], measure: Measure, start: string): number {
  return counts
    .filter(one => one.measure === measure && one.key.startsWith(start))
    .reduce((sum, { count }) => sum + count, 0)
}
