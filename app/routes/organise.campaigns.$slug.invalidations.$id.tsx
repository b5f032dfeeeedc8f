import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { InvalidationPage } from '../components/invalidation/InvalidationPage'
import { type OrderDeed, orderOf, turnOrder } from '../domain/invalidation/invalidate'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { backTo, doneOf, moderating, orRefused, readIntent, readReason } from '../http/moderating'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { ports, campaign, desk } = await moderating(args)
  const order = await orderOf(ports, campaign, args.params.id)
  const seats = await ports.store.seatsEver()
  const seatNames = Object.fromEntries(seats.map(({ code, name }) => [code, name]))
  return { desk, order, seatNames, done: doneOf(args.request) }
})

const intents = ['order', 'cancel', 'undo', 'forget'] as const satisfies readonly OrderDeed[]

export const action = answering(async (args: ActionFunctionArgs) => {
  const { ports, campaign, deed } = await moderating(args)
  const form = await readForm(args.request)
  const order = await orderOf(ports, campaign, args.params.id)
  const intent = readIntent(form, intents)
  return orRefused({ intent, reason: form.get('reason') ?? '' }, async () => {
    await turnOrder(ports, order, intent, deed(intent === 'forget' ? null : readReason(form)))
    return backTo(campaign, `/invalidations${intent === 'forget' ? '' : `/${order.id}`}`, intent)
  })
})

export default function Order() {
  const shown = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'problems' in answer ? { problems: answer.problems, ...answer.typed } : null
  return <InvalidationPage {...shown} refused={refused} />
}
