import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { UpdatePage } from '../components/update/UpdatePage'
import type { PublicRoute } from '../domain/campaign/revision'
import { campaignBySlug } from '../http/campaign'
import { answering } from '../http/problems'
import { publicUpdate } from '../http/public-update'

export const handle: PublicRoute = { madeOf: ['campaign'], query: 'ignored' }

export const loader = answering(async ({ params, context: { ports } }: LoaderFunctionArgs) =>
  publicUpdate(ports, await campaignBySlug(ports, params.slug), params.number ?? ''),
)

export default function Update() {
  return <UpdatePage {...useLoaderData<typeof loader>()} />
}
