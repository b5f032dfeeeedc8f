import { campaignHistory, historyMeasures } from '../domain/history'
import type { PublicRoute } from '../domain/revision'
import { campaignBySlug } from '../http/campaign'
import { freshFor, publicData, publicJson, readOnly } from '../http/json'

export const handle: PublicRoute = { madeOf: ['campaign'], query: 'ignored' }

export const loader = publicData(async ({ params, context: { ports } }) => {
  const campaign = await campaignBySlug(ports, params.slug)
  const counts = await ports.store.countsBy(campaign.id, historyMeasures)
  return publicJson(campaignHistory(campaign, counts), ports.now(), freshFor.data)
})

export const action = readOnly
