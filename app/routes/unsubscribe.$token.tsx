import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { UnsubscribePage } from '../components/supporter/UnsubscribePage'
import { readLeaving } from '../domain/supporter/unsubscribe'
import { secretPage } from '../http/headers'
import { answering } from '../http/problems'
import { readLeavingForm } from '../http/unsubscribe'

export const headers = secretPage

export const loader = answering(async ({ request, params, context: { ports } }: LoaderFunctionArgs) => {
  const { campaign, gets, signed } = await readLeaving(ports, params.token ?? '')
  return {
    campaign: { slug: campaign.slug, title: campaign.text.title, organisation: campaign.text.organisation },
    ...{ gets, signed },
    done: new URL(request.url).searchParams.get('done'),
  }
})

/** A reader's button, or their mail provider for them (RFC 8058): that one follows no redirect, and needs no page. */
export const action = answering(async ({ request, params, context: { ports } }: ActionFunctionArgs) => {
  const { reader } = await readLeaving(ports, params.token ?? '')
  const form = await readLeavingForm(request)
  if (form === 'again') await ports.store.subscribeAgain(reader, ports.now())
  else await ports.store.unsubscribe(reader, ports.now())
  return form === 'one-click' ? null : redirect(`/unsubscribe/${params.token}?done=${form}`, 303)
})

export default function Unsubscribe() {
  return <UnsubscribePage {...useLoaderData<typeof loader>()} />
}
