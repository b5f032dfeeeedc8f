import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { JoinPage, TakeLinkPage } from '../components/sign-in/JoinPage'
import { RecoveryCodes } from '../components/sign-in/RecoveryCodes'
import { joinByPassword } from '../domain/organiser/join'
import { type FieldProblems, isProblem } from '../domain/problem'
import { type GoodLink, takeLink } from '../domain/sign-in/one-time-link'
import { comerOf } from '../http/comer'
import { hasForm, readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { enrolmentOf, invitedBy, linkOf } from '../http/one-time-link'
import { answering } from '../http/problems'
import { sessionHeaders } from '../http/session-answer'
import { linkCookie } from '../http/session-cookie'

export const headers = deskPage

/** A post has its own page: by then the link may have been used by it. */
export const loader = answering(async (args: LoaderFunctionArgs) =>
  hasForm(args.request) ? null : pageOf(args, await linkOf(args, 'join'), '', null, {}),
)

export const action = answering(async (args: ActionFunctionArgs) => {
  const link = await linkOf(args, 'join')
  const form = await readForm(args.request)
  return form.get('step') === 'begin' ? begin(args, link) : setUp(args, link, form)
})

async function begin({ context: { ports }, params }: ActionFunctionArgs, link: GoodLink) {
  const to = `/organise/join/${params.token}`
  if (link.kind === 'taken-here') return redirect(to, 303)
  const cookie = linkCookie(await takeLink(ports, link), ports.settings.publicOrigin)
  return redirect(to, { status: 303, headers: { 'Set-Cookie': cookie } })
}

async function setUp(args: ActionFunctionArgs, link: GoodLink, form: URLSearchParams) {
  const [name, secret] = [form.get('name') ?? '', form.get('secret') ?? '']
  const typed = { name, password: form.get('password') ?? '', secret, code: form.get('code') ?? '' }
  const { ports } = args.context
  try {
    const { session, codes } = await joinByPassword(ports, link, typed, comerOf(args).agent)
    return data(
      { kind: 'joined' as const, codes },
      { headers: sessionHeaders(ports.settings.publicOrigin, session) },
    )
  } catch (thrown) {
    if (!isProblem(thrown) || thrown.code !== 'invalid') throw thrown
    return data(await pageOf(args, link, name, secret, thrown.fields), 422)
  }
}

async function pageOf(
  args: LoaderFunctionArgs,
  link: GoodLink,
  name: string,
  secret: string | null,
  problems: FieldProblems,
) {
  const page = { address: `/organise/join/${args.params.token}`, invited: await invitedBy(args, link) }
  if (link.kind === 'untaken') return { kind: 'untaken' as const, ...page }
  const enrolment = enrolmentOf(args, page.invited.email, secret)
  return { kind: 'choose' as const, ...page, name, enrolment, problems }
}

export default function Join() {
  const loaded = useLoaderData<typeof loader>()
  const page = useActionData<typeof action>() ?? loaded
  if (page?.kind === 'joined') return <RecoveryCodes codes={page.codes} to="/organise" />
  if (page?.kind === 'choose') return <JoinPage {...page} />
  return page ? <TakeLinkPage {...page} /> : null
}
