import type { Located, Places } from '../domain/place/place'
import { findUnit, type Sector, sectorOf } from '../domain/place/sector'
import type { Store } from '../domain/store'

/** No longer than a public page may show old places. */
const knownForMs = 1000

/** All 11,000 sectors of Great Britain, with room for postcodes that nobody has. */
const sectorsAtMost = 20_000

/**
 * Places from the files that were imported into the store. A sector is read once and kept until the places change: 0.2 µs
 * a look-up, where reading its row takes SQLite 4 and PostgreSQL a way there and back.
 */
export function importedPlaces(store: Store, now: () => Date): Places {
  let revision: string | null = null
  let askedAt = Number.NEGATIVE_INFINITY
  let sectors = new Map<string, Sector | null>()

  async function forgetOld(): Promise<void> {
    const at = now().getTime()
    if (at >= askedAt && at < askedAt + knownForMs) return
    const latest = await store.placesRevision()
    if (latest !== revision || sectors.size > sectorsAtMost) sectors = new Map()
    revision = latest
    askedAt = at
  }

  async function sectorNamed(name: string): Promise<Sector | null> {
    const current = sectors // one that is read while an import lands is kept with those of before, which nobody asks again
    const known = current.get(name)
    if (known !== undefined) return known
    const found = await store.sector(name)
    current.set(name, found)
    return found
  }

  return {
    async lookUp(postcode): Promise<Located> {
      await forgetOld()
      const sector = await sectorNamed(sectorOf(postcode))
      return (sector && findUnit(sector, postcode)) ?? { kind: 'unknown' }
    },
    seats: () => store.seats(),
    seat: code => store.seat(code),
    parliament: () => store.parliament(),
  }
}
