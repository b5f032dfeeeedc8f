import { constituencies } from '../domain/public-data'
import { freshFor, publicData, publicJson, readOnly } from '../http/json'

export const loader = publicData(async ({ context: { ports } }) =>
  publicJson(constituencies(await ports.places.seats()), ports.now(), freshFor.data),
)

export const action = readOnly
