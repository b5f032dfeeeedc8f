import type { Places } from '../domain/place'
import type { Store } from '../domain/store'

/** Places from the files that were imported into the store. */
export function importedPlaces(store: Store): Places {
  return {
    lookUp: postcode => store.constituencyOfPostcode(postcode),
    seats: () => store.seats(),
    seat: code => store.seat(code),
  }
}
