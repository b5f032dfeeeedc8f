import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { OfficeChoosingPage } from '../components/office/OfficeChoosingPage'
import { chooseMode, readChoice } from '../domain/office/choice'
import { isProblem } from '../domain/problem'
import { readForm } from '../http/form'
import { secretPage } from '../http/headers'
import { readMode, shownChoosing } from '../http/office'
import { answering } from '../http/problems'

export const headers = secretPage

export const loader = answering(async ({ params, context: { ports } }: LoaderFunctionArgs) => {
  const choosing = await readChoice(ports, params.token ?? '')
  return data(shownChoosing(ports, choosing), statuses[choosing.kind])
})

export const action = answering(async ({ request, params, context: { ports } }: ActionFunctionArgs) => {
  const form = await readForm(request)
  const choosing = await readChoice(ports, params.token ?? '')
  if (choosing.kind !== 'to-choose') return null // the loader tells what it is
  try {
    await chooseMode(ports, choosing.office, readMode(form))
    return redirect(`/office/choose/${params.token}`, 303)
  } catch (thrown) {
    if (!isProblem(thrown) || thrown.code !== 'invalid') throw thrown
    return data({ problems: thrown.fields }, 422)
  }
})

export default function Choose() {
  const refused = useActionData<typeof action>()
  return <OfficeChoosingPage {...useLoaderData<typeof loader>()} problems={refused?.problems ?? {}} />
}

const statuses = { 'to-choose': 200, chosen: 200, spent: 410, expired: 410, 'not-found': 404 } as const
