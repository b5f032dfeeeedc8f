import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PasswordPage } from '../components/sign-in/ProofPages'
import { RecoveryCodes } from '../components/sign-in/RecoveryCodes'
import { changePassword, makePassword, ownCredentials } from '../domain/organiser/account'
import { isProblem } from '../domain/problem'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { enrolmentOf } from '../http/one-time-link'
import { requireFreshProof, requireSession } from '../http/organiser'
import { answering } from '../http/problems'
import { holderOf } from '../http/session-answer'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { organiser } = await requireSession(args)
  await requireFreshProof(args)
  const { email, passwordHash } = await ownCredentials(args.context.ports, organiser)
  return { organiser, enrolment: passwordHash ? null : enrolmentOf(args, email) }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const { ports } = args.context
  const holder = holderOf(await requireSession(args))
  await requireFreshProof(args)
  const form = await readForm(args.request)
  const { email, passwordHash } = await ownCredentials(ports, holder)
  const [password, secret] = [form.get('password') ?? '', form.get('secret') ?? '']
  try {
    if (!passwordHash) {
      const codes = await makePassword(ports, holder, { password, secret, code: form.get('code') ?? '' })
      return data({ codes, problems: {}, enrolment: null })
    }
    await changePassword(ports, holder, { present: form.get('present') ?? '', password })
    return redirect('/organise/account?done=password', 303)
  } catch (thrown) {
    if (!isProblem(thrown) || thrown.code !== 'invalid') throw thrown
    const enrolment = passwordHash ? null : enrolmentOf(args, email, secret)
    return data({ codes: null, problems: thrown.fields, enrolment }, 422)
  }
})

export default function Password() {
  const page = useLoaderData<typeof loader>()
  const done = useActionData<typeof action>()
  if (done?.codes) return <RecoveryCodes codes={done.codes} to="/organise/account" />
  return (
    <PasswordPage
      {...page}
      {...(done?.enrolment ? { enrolment: done.enrolment } : {})}
      problems={done?.problems ?? {}}
    />
  )
}
