import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { NewsPage } from '../components/update/NewsPage'
import { isProblem } from '../domain/problem'
import { askForNews } from '../domain/update/subscriber'
import { campaignBySlug } from '../http/campaign'
import { readForm } from '../http/form'
import { unstoredPage } from '../http/headers'
import { newsPage, readNewsFields } from '../http/news'
import { answering } from '../http/problems'

export const headers = unstoredPage

export const loader = answering(async ({ params, context: { ports } }: LoaderFunctionArgs) =>
  newsPage(ports, await campaignBySlug(ports, params.slug)),
)

export const action = answering(async ({ request, params, context }: ActionFunctionArgs) => {
  const { ports, visitor } = context
  const campaign = await campaignBySlug(ports, params.slug)
  const { fields, honeypot } = readNewsFields(await readForm(request))
  try {
    await askForNews(ports, campaign, fields, honeypot, visitor)
  } catch (thrown) {
    if (!isProblem(thrown) || thrown.code !== 'invalid') throw thrown
    return data({ problems: thrown.fields, email: fields.email, news: fields.news }, 422)
  }
  return redirect(`/campaigns/${campaign.slug}/news/check-your-email`, 303)
})

export default function News() {
  const { campaign, form } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const typed = { email: refused?.email ?? '', news: refused?.news ?? '', form }
  return <NewsPage campaign={campaign} typed={typed} problems={refused?.problems ?? {}} />
}
