import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { InvalidationsPage } from '../components/invalidation/InvalidationsPage'
import { type InvalidationId, isId } from '../domain/id'
import { countRule } from '../domain/invalidation/invalidate'
import { readRule, readRuleValues } from '../domain/invalidation/rule-form'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { doneOf, moderating, orRefused } from '../http/moderating'
import { answering } from '../http/problems'

export const headers = deskPage

const ordersAtOnce = 30

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { ports, campaign, desk } = await moderating(args)
  const before = new URL(args.request.url).searchParams.get('before') ?? ''
  const from = isId<InvalidationId>(before) ? before : null
  const orders = await ports.store.invalidationsBefore(campaign.id, from, ordersAtOnce)
  const older = orders.length === ordersAtOnce ? (orders.at(-1)?.id ?? null) : null
  return { desk, orders, older, done: doneOf(args.request) }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const { ports, campaign, deed } = await moderating(args)
  const values = readRuleValues(await readForm(args.request))
  return orRefused(values, async () => {
    const id = await countRule(ports, campaign, readRule(ports, values), deed())
    return redirect(`/organise/campaigns/${campaign.slug}/invalidations/${id}`, 303)
  })
})

export default function Invalidations() {
  const shown = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'problems' in answer ? answer : null
  return <InvalidationsPage {...shown} values={refused?.typed ?? empty} problems={refused?.problems ?? {}} />
}

const empty = { mailbox: '', domain: '', network: '', postcode: '', from: '', until: '' }
