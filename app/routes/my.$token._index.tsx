import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { HeldPage } from '../components/supporter/HeldPage'
import { isProblem } from '../domain/problem'
import { grantWish, readHoldings } from '../domain/supporter/supporter'
import { readForm } from '../http/form'
import { secretPage } from '../http/headers'
import { holdingsByToken, shownHoldings, shownSubscriptions } from '../http/holdings'
import { answering } from '../http/problems'
import { readWish } from '../http/wish'

export const headers = secretPage

export const loader = answering(async ({ request, params, context }: LoaderFunctionArgs) => {
  const holdings = await holdingsByToken(context.ports, params.token)
  return {
    address: `/my/${params.token}`,
    records: await shownHoldings(context, holdings),
    subscriptions: shownSubscriptions(holdings),
    done: new URL(request.url).searchParams.get('done'),
  }
})

export const action = answering(async ({ request, params, context: { ports } }: ActionFunctionArgs) => {
  const holdings = await holdingsByToken(ports, params.token)
  const form = await readForm(request)
  try {
    const wish = readWish(form)
    await grantWish(ports, holdings, wish)
    const isLast = wish.kind === 'erase' || (await readHoldings(ports, params.token ?? '')).kind !== 'held'
    return redirect(isLast ? '/my/erased' : `/my/${params.token}?done=${wish.kind}`, 303)
  } catch (thrown) {
    if (!isProblem(thrown) || thrown.code !== 'invalid') throw thrown
    return data({ problems: thrown.fields, id: form.get('id') ?? '', name: form.get('name') ?? '' }, 422)
  }
})

export default function Held() {
  const refused = useActionData<typeof action>() ?? null
  return <HeldPage {...useLoaderData<typeof loader>()} refused={refused} />
}
