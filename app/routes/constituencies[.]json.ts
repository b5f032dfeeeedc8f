import type { PublicRoute } from '../domain/campaign/revision'
import { constituencies } from '../domain/public-data/public-data'
import { freshFor, publicData, publicJson, readOnly } from '../http/json'

export const handle: PublicRoute = { madeOf: ['places'], query: 'ignored' }

export const loader = publicData(async ({ context: { ports } }) =>
  publicJson(constituencies(await ports.places.seats()), ports.now(), freshFor.data),
)

export const action = readOnly
