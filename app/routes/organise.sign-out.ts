import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { signOut } from '../domain/organiser/account'
import { sessionOf } from '../http/organiser'
import { leadTo } from '../http/post-only'
import { answering } from '../http/problems'
import { holderOf } from '../http/session-answer'
import { noSessionCookie } from '../http/session-cookie'

export const action = answering(async (args: ActionFunctionArgs) => {
  const { ports } = args.context
  const session = await sessionOf(args)
  if (session) await signOut(ports, holderOf(session))
  const headers = { 'Set-Cookie': noSessionCookie(ports.settings.publicOrigin) }
  return redirect('/organise/sign-in?said=signed-out', { status: 303, headers })
})

export const loader = leadTo('/organise/account')
