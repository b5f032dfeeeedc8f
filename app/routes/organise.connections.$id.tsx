import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { WebhookPage } from '../components/connection/WebhookPage'
import { removeWebhook, switchWebhook, testWebhook, webhookNamed } from '../domain/connection/form'
import { isId, type WebhookDeliveryId, type WebhookId } from '../domain/id'
import { Problem } from '../domain/problem'
import { shownDeliveries, shownWebhook } from '../http/connections'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { requireOrganiser } from '../http/organiser'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const organiser = await requireOrganiser(args, 'administer')
  const { ports } = args.context
  const webhook = await webhookNamed(ports, webhookIdIn(args))
  const { searchParams } = new URL(args.request.url)
  const before = searchParams.get('before') ?? ''
  const told = await shownDeliveries(ports, webhook, isId<WebhookDeliveryId>(before) ? before : null)
  const titles = new Map((await ports.store.campaigns()).map(({ id, text }) => [id, text.title]))
  const done = searchParams.get('done')
  return { organiser, webhook: shownWebhook(webhook, titles), url: webhook.url, ...told, done }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const organiser = await requireOrganiser(args, 'administer')
  const { ports } = args.context
  const id = webhookIdIn(args)
  const form = await readForm(args.request)
  const intent = form.get('intent') ?? ''
  if (intent === 'on' || intent === 'off') await switchWebhook(ports, id, intent, organiser)
  if (intent === 'test') await testWebhook(ports, id)
  if (intent === 'again') await tellAgain(args, form.get('delivery') ?? '')
  if (intent !== 'remove')
    return redirect(`/organise/connections/${id}?done=${encodeURIComponent(intent)}`, 303)
  await removeWebhook(ports, id, organiser)
  return redirect('/organise/connections', 303)
})

async function tellAgain({ context: { ports } }: ActionFunctionArgs, delivery: string): Promise<void> {
  if (isId<WebhookDeliveryId>(delivery)) await ports.store.tellAgain(delivery, ports.now())
}

/** @throws Problem `not-found` for what is no id */
function webhookIdIn({ params: { id = '' } }: LoaderFunctionArgs): WebhookId {
  if (!isId<WebhookId>(id)) throw new Problem('not-found', 'This webhook is not there any more.')
  return id
}

export default function ConnectedWebhook() {
  return <WebhookPage {...useLoaderData<typeof loader>()} />
}
