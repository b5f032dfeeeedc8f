import { Problem } from '../domain/problem'
import { petitionCount } from '../domain/public-data'
import { freshFor, notAcceptable, publicData, publicJson, readOnly } from '../http/json'
import { petitionById } from '../http/petition'

/** `/petitions/7/count.json` */
export const loader = publicData(async ({ params, context: { ports } }) => {
  if (/^count\.\w+$/.test(params.file ?? '') && params.file !== 'count.json') return notAcceptable()
  if (params.file !== 'count.json') throw new Problem('not-found', 'There is no such data.')
  const campaign = await petitionById(ports, params.id ?? '')
  const signatures = await ports.store.signatureCount(campaign.id)
  return publicJson(petitionCount(signatures), ports.now(), freshFor.count)
})

export const action = readOnly
