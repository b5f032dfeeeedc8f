import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { HeldPage } from '../components/HeldPage'
import { isProblem } from '../domain/problem'
import { grantWish } from '../domain/supporter'
import { readForm } from '../http/form'
import { secretPage } from '../http/headers'
import { holdingsByToken, shownHoldings } from '../http/holdings'
import { answering } from '../http/problems'
import { readWish } from '../http/wish'

export const headers = secretPage

export const loader = answering(async ({ request, params, context }: LoaderFunctionArgs) => ({
  address: `/my/${params.token}`,
  records: await shownHoldings(context, await holdingsByToken(context.ports, params.token)),
  done: new URL(request.url).searchParams.get('done'),
}))

export const action = answering(async ({ request, params, context: { ports } }: ActionFunctionArgs) => {
  const holdings = await holdingsByToken(ports, params.token)
  const form = await readForm(request)
  try {
    const wish = readWish(form)
    await grantWish(ports, holdings, wish)
    return redirect(wish.kind === 'erase' ? '/my/erased' : `/my/${params.token}?done=${wish.kind}`, 303)
  } catch (thrown) {
    if (!isProblem(thrown) || thrown.code !== 'invalid') throw thrown
    return data({ problems: thrown.fields, id: form.get('id') ?? '', name: form.get('name') ?? '' }, 422)
  }
})

export default function Held() {
  const refused = useActionData<typeof action>() ?? null
  return <HeldPage {...useLoaderData<typeof loader>()} refused={refused} />
}
