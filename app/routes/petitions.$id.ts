import { redirect } from '@remix-run/node'
import type { PublicRoute } from '../domain/campaign/revision'
import { petitionAlone, petitionMeasures } from '../domain/public-data/public-data'
import { freshFor, notAcceptable, publicData, publicJson, readOnly, selfLink } from '../http/json'
import { petitionById } from '../http/petition'
import { publicAtMost } from '../http/public-update'

export const handle: PublicRoute = { madeOf: ['campaign', 'places'], query: 'answered' }

/** `/petitions/7.json`; without an ending, the number leads to the campaign's page. */
export const loader = publicData(async ({ request, params, context: { ports } }) => {
  const [, id = '', ending] = /^(.*?)(\.\w+)?$/.exec(params.id ?? '') ?? []
  if (ending && ending !== '.json') return notAcceptable()
  const campaign = await petitionById(ports, id)
  if (!ending) return redirect(`/campaigns/${campaign.slug}`)
  const at = ports.now()
  const told = {
    tallies: await ports.store.countsBy(campaign.id, petitionMeasures),
    seats: await ports.store.seatsEver(),
    updates: await ports.store.publishedUpdates(campaign.id, at, publicAtMost),
  }
  const self = selfLink(ports.settings.publicOrigin, request)
  return publicJson(petitionAlone(campaign, told, self, at), at, freshFor.data)
})

export const action = readOnly
