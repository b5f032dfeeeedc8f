import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ConfirmNewsPage } from '../components/update/ConfirmNewsPage'
import { confirmNews, readSubscribing } from '../domain/update/subscriber'
import { readForm } from '../http/form'
import { secretPage } from '../http/headers'
import { answering } from '../http/problems'
import { shownSubscribing } from '../http/subscribing'

export const headers = secretPage

export const loader = answering(async ({ params, context: { ports } }: LoaderFunctionArgs) => {
  const subscribing = await readSubscribing(ports, params.token ?? '')
  return data(await shownSubscribing(ports, subscribing), statuses[subscribing.kind])
})

export const action = answering(async ({ request, params, context: { ports } }: ActionFunctionArgs) => {
  await readForm(request)
  const subscribing = await readSubscribing(ports, params.token ?? '')
  if (subscribing.kind === 'to-confirm') await confirmNews(ports, subscribing.subscriber)
  return redirect(`/news/${params.token}`, 303)
})

export default function News() {
  return <ConfirmNewsPage {...useLoaderData<typeof loader>()} />
}

const statuses = { 'to-confirm': 200, confirmed: 200, expired: 410, 'not-found': 404 } as const
