import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { UpdatesPage } from '../components/update/UpdatesPage'
import type { PublicRoute } from '../domain/campaign/revision'
import { campaignBySlug } from '../http/campaign'
import { answering } from '../http/problems'
import { publicUpdates } from '../http/public-update'

export const handle: PublicRoute = { madeOf: ['campaign'], query: 'ignored' }

export const loader = answering(async ({ params, context: { ports } }: LoaderFunctionArgs) =>
  publicUpdates(ports, await campaignBySlug(ports, params.slug)),
)

export default function Updates() {
  return <UpdatesPage {...useLoaderData<typeof loader>()} />
}
