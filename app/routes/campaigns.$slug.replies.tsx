import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { RepliesPage } from '../components/reply/RepliesPage'
import type { PublicRoute } from '../domain/campaign/revision'
import { publicReplies } from '../domain/reply/public-replies'
import { campaignBySlug } from '../http/campaign'
import { freshFor } from '../http/json'
import { answering } from '../http/problems'

export const handle: PublicRoute = {
  madeOf: ['campaign', 'places'],
  query: 'ignored',
  goodForSeconds: freshFor.data, // replies are no ingredient: they come without a signature
}

export const loader = answering(async ({ params, context: { ports } }: LoaderFunctionArgs) => {
  const campaign = await campaignBySlug(ports, params.slug)
  const { slug, text } = campaign
  return {
    campaign: { slug, title: text.title, organisation: text.organisation.name },
    replies: await publicReplies(ports, campaign),
  }
})

export default function Replies() {
  return <RepliesPage {...useLoaderData<typeof loader>()} />
}
