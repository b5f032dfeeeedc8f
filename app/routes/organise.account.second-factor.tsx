import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SecondFactorPage } from '../components/sign-in/ProofPages'
import { RecoveryCodes } from '../components/sign-in/RecoveryCodes'
import { changeSecondFactor, ownCredentials } from '../domain/organiser/account'
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
  if (!passwordHash) throw redirect('/organise/account/password', 303) // it goes with a password
  return { organiser, enrolment: enrolmentOf(args, email) }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const { ports } = args.context
  const holder = holderOf(await requireSession(args))
  await requireFreshProof(args)
  const form = await readForm(args.request)
  const secret = form.get('secret') ?? ''
  try {
    const codes = await changeSecondFactor(ports, holder, { secret, code: form.get('code') ?? '' })
    return data({ codes, problems: {}, enrolment: null })
  } catch (thrown) {
    if (!isProblem(thrown) || thrown.code !== 'invalid') throw thrown
    const { email } = await ownCredentials(ports, holder)
    return data({ codes: null, problems: thrown.fields, enrolment: enrolmentOf(args, email, secret) }, 422)
  }
})

export default function SecondFactor() {
  const page = useLoaderData<typeof loader>()
  const done = useActionData<typeof action>()
  if (done?.codes) return <RecoveryCodes codes={done.codes} to="/organise/account" />
  return (
    <SecondFactorPage
      organiser={page.organiser}
      enrolment={done?.enrolment ?? page.enrolment}
      problems={done?.problems ?? {}}
    />
  )
}
