import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Markdown } from '../components/page/Markdown'
import { PlainPage } from '../components/page/PlainPage'
import type { PublicRoute } from '../domain/campaign/revision'
import { askedRegisters } from '../domain/place/source'
import { consentWording } from '../domain/privacy/privacy'
import { campaignBySlug } from '../http/campaign'
import { answering } from '../http/problems'

export const handle: PublicRoute = { madeOf: ['campaign'], query: 'ignored' }

export const loader = answering(async ({ params, context }: LoaderFunctionArgs) => {
  const { slug, text } = await campaignBySlug(context.ports, params.slug)
  return { slug, title: text.title, notice: consentWording(text, await askedRegisters(context.ports)).notice }
})

export default function Privacy() {
  const { slug, title, notice } = useLoaderData<typeof loader>()
  return (
    <PlainPage heading="Privacy notice" eyebrow={title}>
      <Markdown text={notice} />
      <p>
        <a href={`/campaigns/${slug}`}>Back to the campaign</a> · <a href="/my">Your data</a>
      </p>
    </PlainPage>
  )
}
