import { dayAfter } from '../calendar/london'
import type { Campaign } from '../campaign/campaign'
import type { FigureFilter } from '../dashboard/figure-filter'
import { type HexLayout, hexLayout } from '../map/hex-layout'
import type { Hexagon } from '../map/hexagon'
import { type Shade, shadeOf, shadesOf } from '../map/shading'
import type { Ports } from '../ports'
import type { Count, Measure } from '../tally/tally'
import type { Seat, Vacancy } from './place'

/** A constituency with what it counts; one with the code '' is for those without. */
export interface PlaceFigures {
  readonly code: string
  readonly name: string
  /** Who sits there, or why nobody does; both null where the seat has ended or there is none. */
  readonly mp: string | null
  readonly vacancy: Vacancy | null
  readonly signatures: number
  /** Of those days alone that the filter names; letters and replies are of all. */
  readonly letters: number
  readonly replies: number
}

/** A constituency on the map. */
export interface PlaceOnMap extends Hexagon, Pick<PlaceFigures, 'code' | 'name' | 'signatures'> {
  /** 0 for nothing, then as `shades` says. */
  readonly shade: number
}

export interface Places {
  /** As many of the list as are shown, in the order that was asked for. */
  readonly listed: readonly PlaceFigures[]
  readonly total: number
  /** Nothing where nobody knows where constituencies lie. */
  readonly map: readonly PlaceOnMap[]
  readonly shades: readonly Shade[]
  /** Constituencies that count at least one signature. */
  readonly withSignatures: number
}

export const placeOrders = ['signatures', 'name', 'letters', 'replies'] as const
export type PlaceOrder = (typeof placeOrders)[number]

/** As many as stand beside the map; all of them are longer than anybody reads. */
const listedAtMost = 14

/** What `placeFigures` reads, but for days. */
export const placeMeasures: readonly Measure[] = ['by-constituency', 'letters', 'replies']

/** Each constituency that stands, or that ended and counts something, with its figures; from tallies. */
export async function placeFigures(
  { store, places }: Ports,
  { id }: Pick<Campaign, 'id'>,
  { from, to }: FigureFilter,
  counts: readonly Count[],
  { order, all }: { readonly order: PlaceOrder; readonly all: boolean },
): Promise<Places> {
  const signatures =
    from === null && to === null
      ? byKey(counts, 'by-constituency', '')
      : new Map(
          (await store.countsByPlace(id, from ?? '', to ? dayAfter(to) : ':')).map(({ code, count }) => [
            code,
            count,
          ]),
        )
  const standing = await places.seats()
  const figures = figuresOf(standing, await store.seatsEver(), {
    signatures,
    letters: byKey(counts, 'letters', 'accepted|'),
    replies: byKey(counts, 'replies', 'answered|'),
  })
  const layout = hexLayout(standing)
  // Those without a constituency are often more than any one place has: they are on no map, and none of its shades is theirs.
  const shades = shadesOf(figures.flatMap(one => (layout.has(one.code) ? [one.signatures] : [])))
  const sorted = figures.toSorted(orders[order])
  return {
    listed: all ? sorted : sorted.slice(0, listedAtMost),
    total: sorted.length,
    map: onMap(figures, layout, shades),
    shades,
    withSignatures: figures.filter(one => one.code !== '' && one.signatures > 0).length,
  }
}

/** What a measure counts under keys that begin so, by what follows. */
function byKey(counts: readonly Count[], wanted: Measure, start: string): ReadonlyMap<string, number> {
  return new Map(
    counts.flatMap(({ measure, key, count }) =>
      measure === wanted && key.startsWith(start) ? [[key.slice(start.length), count] as const] : [],
    ),
  )
}

type Counted = Readonly<Record<'signatures' | 'letters' | 'replies', ReadonlyMap<string, number>>>

function figuresOf(
  standing: readonly Seat[],
  ever: readonly Seat[],
  counted: Counted,
): readonly PlaceFigures[] {
  const codes = new Set(standing.map(({ code }) => code))
  const others = new Set(Object.values(counted).flatMap(counts => [...counts.keys()]))
  const names = new Map(ever.map(({ code, name }) => [code, name]))
  const numbers = (code: string) => ({
    signatures: counted.signatures.get(code) ?? 0,
    letters: counted.letters.get(code) ?? 0,
    replies: counted.replies.get(code) ?? 0,
  })
  return [
    ...standing.map(({ code, name, member, vacancy }) => ({
      ...{ code, name, mp: member?.name ?? null, vacancy },
      ...numbers(code),
    })),
    ...[...others]
      .filter(code => !codes.has(code))
      .map(code => ({
        ...{ code, name: nameOf(code, names), mp: null, vacancy: null },
        ...numbers(code),
      })),
  ]
}

function nameOf(code: string, names: ReadonlyMap<string, string>): string {
  return code === '' ? 'No constituency' : (names.get(code) ?? code)
}

const orders: Readonly<Record<PlaceOrder, (one: PlaceFigures, other: PlaceFigures) => number>> = {
  name: byName,
  signatures: (one, other) => other.signatures - one.signatures || byName(one, other),
  letters: (one, other) => other.letters - one.letters || byName(one, other),
  replies: (one, other) => other.replies - one.replies || byName(one, other),
}

/** Those without a constituency come last. */
function byName(one: PlaceFigures, other: PlaceFigures): number {
  return Number(one.code === '') - Number(other.code === '') || names.compare(one.name, other.name)
}

/** `localeCompare` makes one anew at each comparison: 650 names took 20 ms. */
const names = new Intl.Collator('en-GB')

function onMap(figures: readonly PlaceFigures[], layout: HexLayout, shades: readonly Shade[]) {
  return figures.flatMap(({ code, name, signatures }): PlaceOnMap[] => {
    const hexagon = layout.get(code)
    return hexagon ? [{ code, name, signatures, ...hexagon, shade: shadeOf(signatures, shades) }] : []
  })
}
