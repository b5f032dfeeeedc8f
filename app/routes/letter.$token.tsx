import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { RevisingPage } from '../components/letter/RevisingPage'
import { cancelRevision, readRevision, reviseLetter } from '../domain/letter/revise'
import { isProblem } from '../domain/problem'
import { readForm } from '../http/form'
import { secretPage } from '../http/headers'
import { answering } from '../http/problems'
import { shownRevising } from '../http/revision'

export const headers = secretPage

export const loader = answering(async ({ params, context }: LoaderFunctionArgs) => {
  const revising = shownRevising(await readRevision(context.ports, params.token ?? ''))
  return data(revising, deadStatuses[revising.kind])
})

export const action = answering(async ({ request, params, context: { ports } }: ActionFunctionArgs) => {
  const form = await readForm(request)
  const revising = await readRevision(ports, params.token ?? '')
  if (revising.kind !== 'to-revise') return null // the loader tells what it is
  const [subject = '', body = '', member = ''] = ['subject', 'body', 'member'].map(
    name => form.get(name) ?? '',
  )
  try {
    if (form.get('intent') === 'cancel') await cancelRevision(ports, revising)
    else await reviseLetter(ports, revising, { subject, body, member })
    return redirect(`/letter/${params.token}`, 303)
  } catch (thrown) {
    if (!isProblem(thrown) || thrown.code !== 'invalid') throw thrown
    return data({ problems: thrown.fields, subject, body }, 422)
  }
})

export default function Letter() {
  return <RevisingPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
}

const deadStatuses = {
  'to-revise': 200,
  settled: 200,
  cancelled: 200,
  expired: 410,
  'not-found': 404,
} as const
