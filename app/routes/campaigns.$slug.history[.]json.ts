import type { PublicRoute } from '../domain/campaign/revision'
import { campaignHistory, historyMeasures } from '../domain/public-data/history'
import { campaignBySlug } from '../http/campaign'
import { freshFor, publicData, publicJson, readOnly } from '../http/json'

export const handle: PublicRoute = { madeOf: ['campaign'], query: 'ignored' }

export const loader = publicData(async ({ params, context: { ports } }) => {
  const campaign = await campaignBySlug(ports, params.slug)
  const counts = await ports.store.countsBy(campaign.id, historyMeasures)
  return publicJson(campaignHistory(campaign, counts), ports.now(), freshFor.data)
})

export const action = readOnly
