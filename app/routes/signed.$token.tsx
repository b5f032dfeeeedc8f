import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ReceiptPage } from '../components/ReceiptPage'
import { chooseConstituency } from '../domain/confirm'
import { readForm } from '../http/form'
import { secretPage } from '../http/headers'
import { answering } from '../http/problems'
import { receiptByToken, shownReceipt } from '../http/receipt'

export const headers = secretPage

export const loader = answering(async ({ params, context }: LoaderFunctionArgs) =>
  shownReceipt(context, await receiptByToken(context.ports, params.token)),
)

export const action = answering(async ({ request, params, context }: ActionFunctionArgs) => {
  const receipt = await receiptByToken(context.ports, params.token)
  const code = (await readForm(request)).get('constituency') ?? ''
  const chosen = await chooseConstituency(context.ports, receipt, code)
  if (chosen === 'unknown-seat') return data({ problem: 'Choose your constituency from the list' }, 422)
  return redirect(`/signed/${params.token}`, 303)
})

export default function Signed() {
  const refused = useActionData<typeof action>()
  return <ReceiptPage receipt={useLoaderData<typeof loader>()} problem={refused?.problem} />
}
