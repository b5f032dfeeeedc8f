import type { PublicRoute } from '../domain/campaign/revision'
import { publicReplies, repliesJson } from '../domain/reply/public-replies'
import { campaignBySlug } from '../http/campaign'
import { freshFor, publicData, publicJson, readOnly } from '../http/json'

export const handle: PublicRoute = { madeOf: ['campaign', 'places'], query: 'ignored' }

export const loader = publicData(async ({ params, context: { ports } }) => {
  const campaign = await campaignBySlug(ports, params.slug)
  const replies = await publicReplies(ports, campaign)
  return publicJson(repliesJson(campaign, replies), ports.now(), freshFor.data)
})

export const action = readOnly
