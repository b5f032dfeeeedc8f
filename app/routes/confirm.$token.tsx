import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ConfirmingPage } from '../components/signature/ConfirmingPage'
import { confirm, readConfirmation } from '../domain/signature/confirm'
import { chosenSeat, readForm } from '../http/form'
import { secretPage } from '../http/headers'
import { answering } from '../http/problems'
import { shownReceipt } from '../http/receipt'

export const headers = secretPage

export const loader = answering(async ({ params, context }: LoaderFunctionArgs) => {
  const confirming = await readConfirmation(context.ports, params.token ?? '')
  if (!('signature' in confirming)) return data({ kind: confirming.kind }, deadStatuses[confirming.kind])
  return data({ kind: confirming.kind, receipt: await shownReceipt(context, confirming) })
})

export const action = answering(async ({ request, params, context }: ActionFunctionArgs) => {
  const typed = chosenSeat(await readForm(request))
  const done = await confirm(context.ports, params.token ?? '', typed)
  if (done.kind === 'unclear') return data({ typed, problem: done.words }, 422)
  // Anything else the loader now tells, as it would have told before.
  return done.kind === 'done' ? redirect(`/signed/${done.receiptToken}`, 303) : null
})

export default function Confirm() {
  const unclear = useActionData<typeof action>()
  return <ConfirmingPage {...useLoaderData<typeof loader>()} unclear={unclear ?? null} />
}

const deadStatuses = { expired: 410, closed: 410, 'not-found': 404 } as const
