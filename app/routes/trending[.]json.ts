import type { PublicRoute } from '../domain/campaign/revision'
import { trending, trendingHours } from '../domain/public-data/trending'
import { freshFor, publicData, publicJson, readOnly, selfLink } from '../http/json'

export const handle: PublicRoute = { madeOf: ['campaigns'], query: 'ignored' }

export const loader = publicData(async ({ request, context: { ports } }) => {
  const at = ports.now()
  const origin = ports.settings.publicOrigin
  const links = { origin, self: selfLink(origin, request) }
  const counts = await ports.store.countsInHours(trendingHours(at))
  return publicJson(trending(await ports.store.campaigns(), counts, links, at), at, freshFor.data)
})

export const action = readOnly
