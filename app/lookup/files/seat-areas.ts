import type { NamedConstituency } from '../../domain/place/import'
import { countryOf, countryOfSeat, regionCodeOf, regionOf } from '../../domain/place/regions'

/** Where a constituency lies, by its postcodes that are in use. */
export interface SeatAreas {
  add(code: string, place: SeatPlace): void
  /** What most of them say, and their middle. */
  of(code: string): SeatPlace
}

export interface SeatPlace {
  /** GSS codes; empty where nothing says. */
  readonly region: string
  readonly country: string
  /** In degrees; null where nothing says. */
  readonly latitude: number | null
  readonly longitude: number | null
}

interface Gathered {
  readonly regions: Map<string, number>
  readonly countries: Map<string, number>
  latitudes: number
  longitudes: number
  placed: number
}

export function gatherAreas(): SeatAreas {
  const areas = new Map<string, Gathered>()
  return {
    add(code, { region, country, latitude, longitude }) {
      let area = areas.get(code)
      if (!area) {
        area = { regions: new Map(), countries: new Map(), latitudes: 0, longitudes: 0, placed: 0 }
        areas.set(code, area)
      }
      count(area.regions, region)
      count(area.countries, country)
      if (latitude === null || longitude === null) return
      area.latitudes += latitude
      area.longitudes += longitude
      area.placed++
    },
    of(code) {
      const area = areas.get(code)
      if (!area) return nowhere
      const { placed } = area
      return {
        region: most(area.regions),
        country: most(area.countries),
        latitude: placed > 0 ? area.latitudes / placed : null,
        longitude: placed > 0 ? area.longitudes / placed : null,
      }
    },
  }
}

export const nowhere: SeatPlace = { region: '', country: '', latitude: null, longitude: null }

/** A constituency as its own file tells it, with what that may leave out. */
export interface ToldConstituency extends Omit<NamedConstituency, 'region' | 'regionCode' | 'country'> {
  readonly region: string | null
  readonly regionCode: string | null
  readonly country: string | null
}

/** What a constituency's own file leaves out, its postcodes tell; the country its code tells too. Null where none does. */
export function completed(told: ToldConstituency, area: SeatPlace): NamedConstituency | null {
  const country = told.country ?? countryOf(area.country) ?? countryOfSeat(told.code)
  if (country === null) return null
  const { region, regionCode } = regionIn(told, area.region, country)
  return {
    ...told,
    ...{ country, region, regionCode },
    latitude: told.latitude ?? area.latitude,
    longitude: told.longitude ?? area.longitude,
  }
}

/** Only England has regions; elsewhere, and where nothing tells which of England's it is, the country is the region. */
function regionIn(told: ToldConstituency, ofPostcodes: string, country: string) {
  const { region, regionCode } = told
  if (region !== null) return { region, regionCode: regionCode ?? regionCodeOf(region) ?? region }
  const code = regionCode ?? ofPostcodes
  const known = regionOf(code)
  return known === null
    ? { region: country, regionCode: regionCodeOf(country) ?? country }
    : { region: known, regionCode: code }
}

function count(counts: Map<string, number>, what: string): void {
  if (what !== '') counts.set(what, (counts.get(what) ?? 0) + 1)
}

function most(counts: ReadonlyMap<string, number>): string {
  const [first] = [...counts].sort(([, one], [, other]) => other - one)
  return first?.[0] ?? ''
}
