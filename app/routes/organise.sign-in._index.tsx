import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SecondStepPage } from '../components/sign-in/SecondStepPage'
import { SignInPage } from '../components/sign-in/SignInPage'
import { checkPassword, finishSignIn } from '../domain/sign-in/sign-in'
import { comerOf } from '../http/comer'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { sessionOf } from '../http/organiser'
import { answering } from '../http/problems'
import { askedTo, toOf, withSession } from '../http/session-answer'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const to = toOf(args, askedTo(args))
  if (await sessionOf(args)) throw redirect(to, 303)
  const { local, ports } = args.context
  const said = new URL(args.request.url).searchParams.get('said')
  return {
    to,
    said: said === 'signed-out' || said === 'start-over' ? (said as 'signed-out' | 'start-over') : null,
    first: local && (await ports.store.organisers()).length === 0,
  }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request)
  return form.get('step') === 'code' ? secondStep(args, form) : firstStep(args, form)
})

/** What is wrong is said the same, whatever it is: nobody learns whether there is such an account. */
const notRight =
  'This address and password do not belong together. After several wrong tries, wait a few minutes before the next'

async function firstStep(args: ActionFunctionArgs, form: URLSearchParams) {
  const [email, password, to] = [form.get('email') ?? '', form.get('password') ?? '', form.get('to')]
  const token = await checkPassword(args.context.ports, { email, password }, comerOf(args))
  if (token) return data({ token, to: toOf(args, to), email: '', problems: {} })
  return data({ token: null, to: toOf(args, to), email, problems: { email: notRight } }, 422)
}

async function secondStep(args: ActionFunctionArgs, form: URLSearchParams) {
  const [token, to] = [form.get('token') ?? '', toOf(args, form.get('to'))]
  const done = await finishSignIn(args.context.ports, token, form.get('code') ?? '', comerOf(args))
  if (done.kind === 'signed-in') return withSession(args, done.session, to, done.known)
  if (done.kind === 'start-over')
    return redirect(`/organise/sign-in?said=start-over&to=${encodeURIComponent(to)}`, 303)
  const problems = { code: 'This code is not right, or was used before. Wait for the next one and type that' }
  return data({ token, to, email: '', problems }, 422)
}

export default function SignIn() {
  const page = useLoaderData<typeof loader>()
  const step = useActionData<typeof action>()
  if (step?.token) return <SecondStepPage token={step.token} to={step.to} problems={step.problems} />
  const { to, email, problems } = step ?? { to: page.to, email: '', problems: {} }
  return <SignInPage to={to} email={email} problems={problems} said={page.said} first={page.first} />
}
