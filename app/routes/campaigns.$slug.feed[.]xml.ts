import type { LoaderFunctionArgs } from '@remix-run/node'
import type { PublicRoute } from '../domain/campaign/revision'
import { campaignBySlug } from '../http/campaign'
import { updatesFeed } from '../http/feed'
import { readOnly } from '../http/json'
import { answering } from '../http/problems'

export const handle: PublicRoute = { madeOf: ['campaign'], query: 'ignored' }

export const loader = answering(async ({ params, context: { ports } }: LoaderFunctionArgs) =>
  updatesFeed(ports, await campaignBySlug(ports, params.slug)),
)

export const action = readOnly
