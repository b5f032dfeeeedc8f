import type { PublicRoute } from '../domain/campaign/revision'
import { campaignCount } from '../domain/public-data/public-data'
import { campaignBySlug } from '../http/campaign'
import { freshFor, publicData, publicJson, readOnly } from '../http/json'

export const handle: PublicRoute = { madeOf: ['campaign'], query: 'ignored' }

export const loader = publicData(async ({ params, context: { ports } }) => {
  const campaign = await campaignBySlug(ports, params.slug)
  const signatures = await ports.store.signatureCount(campaign.id)
  const at = ports.now()
  return publicJson(campaignCount({ campaign, signatures }, at), at, freshFor.count)
})

export const action = readOnly
