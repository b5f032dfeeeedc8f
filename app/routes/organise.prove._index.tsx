import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ProvePage } from '../components/sign-in/ProvePage'
import { ownCredentials } from '../domain/organiser/account'
import { proveByCode } from '../domain/sign-in/prove'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { requireSession } from '../http/organiser'
import { answering } from '../http/problems'
import { askedTo, holderOf, toOf, withSession } from '../http/session-answer'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { organiser } = await requireSession(args)
  const { passkeys, totpSecret } = await ownCredentials(args.context.ports, organiser)
  const ways = [
    ...(passkeys.length > 0 ? (['passkey'] as const) : []),
    ...(totpSecret ? (['code'] as const) : []),
  ]
  return { to: toOf(args, askedTo(args)), ways }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const session = await requireSession(args)
  const form = await readForm(args.request)
  const to = toOf(args, form.get('to'))
  const renewed = await proveByCode(args.context.ports, holderOf(session), form.get('code') ?? '')
  if (renewed) return withSession(args, renewed, to)
  const problems = {
    code: 'This code is not right, or was used before. After several wrong ones, wait a few minutes',
  }
  return data({ to, problems }, 422)
})

export default function Prove() {
  const { to, ways } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return <ProvePage to={refused?.to ?? to} ways={ways} problems={refused?.problems ?? {}} />
}
