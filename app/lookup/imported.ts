import type { Places } from '../domain/place'
import type { Store } from '../domain/store'

/** Places from the files that were imported into the store. */
export function importedPlaces(store: Store): Places {
  return {
    async lookUp(postcode) {
      const constituency = await store.constituencyOfPostcode(postcode)
      return constituency ? { kind: 'found', constituency } : { kind: 'unknown' }
    },
    seats: () => store.seats(),
    seat: code => store.seat(code),
  }
}
