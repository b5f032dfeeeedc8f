import { type ActionFunctionArgs, data, redirect } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { AskForRecovery } from '../components/sign-in/RecoverPages'
import { isProblem } from '../domain/problem'
import { requestRecovery } from '../domain/sign-in/recover-access'
import { comerOf } from '../http/comer'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { answering } from '../http/problems'
import { linkCookie } from '../http/session-cookie'

export const headers = deskPage

export const action = answering(async (args: ActionFunctionArgs) => {
  const { ports } = args.context
  const email = (await readForm(args.request)).get('email') ?? ''
  try {
    const cookie = linkCookie(await requestRecovery(ports, email, comerOf(args)), ports.settings.publicOrigin)
    return redirect('/organise/recover/check-your-email', { status: 303, headers: { 'Set-Cookie': cookie } })
  } catch (thrown) {
    if (!isProblem(thrown) || thrown.code !== 'invalid') throw thrown
    return data({ email, problems: thrown.fields }, 422)
  }
})

export default function Recover() {
  return <AskForRecovery {...(useActionData<typeof action>() ?? { email: '', problems: {} })} />
}
