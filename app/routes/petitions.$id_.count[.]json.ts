import type { PublicRoute } from '../domain/campaign/revision'
import { petitionCount } from '../domain/public-data/public-data'
import { freshFor, publicData, publicJson, readOnly } from '../http/json'
import { petitionById } from '../http/petition'

export const handle: PublicRoute = { madeOf: ['campaign'], query: 'ignored' }

export const loader = publicData(async ({ params, context: { ports } }) => {
  const campaign = await petitionById(ports, params.id ?? '')
  const signatures = await ports.store.signatureCount(campaign.id)
  return publicJson(petitionCount(signatures), ports.now(), freshFor.count)
})

export const action = readOnly
