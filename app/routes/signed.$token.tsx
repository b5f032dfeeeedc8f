import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ReceiptPage } from '../components/signature/ReceiptPage'
import { chooseConstituency } from '../domain/signature/confirm'
import { chosenSeat, readForm } from '../http/form'
import { secretPage } from '../http/headers'
import { answering } from '../http/problems'
import { receiptByToken, shownReceipt } from '../http/receipt'

export const headers = secretPage

export const loader = answering(async ({ params, context }: LoaderFunctionArgs) =>
  shownReceipt(context, await receiptByToken(context.ports, params.token)),
)

export const action = answering(async ({ request, params, context }: ActionFunctionArgs) => {
  const receipt = await receiptByToken(context.ports, params.token)
  const typed = chosenSeat(await readForm(request))
  const done = await chooseConstituency(context.ports, receipt, typed)
  if (done.kind === 'unclear') return data({ typed, problem: done.words }, 422)
  return redirect(`/signed/${params.token}`, 303)
})

export default function Signed() {
  const unclear = useActionData<typeof action>()
  return <ReceiptPage receipt={useLoaderData<typeof loader>()} unclear={unclear ?? null} />
}
