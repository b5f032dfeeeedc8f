import type { PublicRoute } from '../domain/campaign/revision'
import { petitionList, queryOverAll, readPetitionQuery } from '../domain/public-data/petition-list'
import { freshFor, publicData, publicJson, publicRedirect, readOnly, selfLink } from '../http/json'

export const handle: PublicRoute = { madeOf: ['campaigns'], query: 'answered' }

export const loader = publicData(async ({ request, context: { ports } }) => {
  const { publicOrigin } = ports.settings
  const given = new URL(request.url).searchParams
  const query = readPetitionQuery(given)
  if (!query) return publicRedirect(`${publicOrigin}/petitions.json?${queryOverAll(given)}`)
  const at = ports.now()
  const campaigns = (await ports.store.campaigns()).map(campaign => ({
    campaign,
    signatures: campaign.signatures,
  }))
  const list = petitionList(campaigns, query, given, publicOrigin, selfLink(publicOrigin, request), at)
  return publicJson(list, at, freshFor.data)
})

export const action = readOnly
