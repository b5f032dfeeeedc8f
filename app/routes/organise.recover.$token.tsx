import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { RecoverPage } from '../components/sign-in/RecoverPages'
import { isProblem } from '../domain/problem'
import { requireTaken } from '../domain/sign-in/one-time-link'
import { recoverAccess } from '../domain/sign-in/recover-access'
import { comerOf } from '../http/comer'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { linkOf } from '../http/one-time-link'
import { answering } from '../http/problems'
import { withSession } from '../http/session-answer'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { invitation } = requireTaken(await linkOf(args, 'recover'))
  return { address: `/organise/recover/${args.params.token}`, email: invitation.email }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const link = requireTaken(await linkOf(args, 'recover'))
  const form = await readForm(args.request)
  const typed = { password: form.get('password') ?? '', code: form.get('code') ?? '' }
  try {
    return withSession(args, await recoverAccess(args.context.ports, link, typed, comerOf(args)), '/organise')
  } catch (thrown) {
    if (!isProblem(thrown) || thrown.code !== 'invalid') throw thrown
    return data({ problems: thrown.fields }, 422)
  }
})

export default function Recover() {
  const problems = useActionData<typeof action>()?.problems ?? {}
  return <RecoverPage {...useLoaderData<typeof loader>()} problems={problems} />
}
