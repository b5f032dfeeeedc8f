import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { returnPath } from '../domain/outbox/return-path'
import type { Holder } from '../domain/sign-in/prove'
import type { SignedIn } from './organiser'
import { knownCookie, sessionCookie } from './session-cookie'

/** Where a form wants to lead on to, on our own site (SEC-04). */
export function toOf({ context }: LoaderFunctionArgs, asked: string | null): string {
  return returnPath(asked, context.ports.settings.publicOrigin, '/organise')
}

/** The `to` of an address. */
export function askedTo({ request }: LoaderFunctionArgs): string | null {
  return new URL(request.url).searchParams.get('to')
}

/** Leads on with a session's new cookie. @param known of a browser that is known from now on */
export function withSession(
  { context }: LoaderFunctionArgs,
  session: string,
  to: string,
  known: string | null = null,
): Response {
  const { publicOrigin } = context.ports.settings
  const headers = new Headers(sessionHeaders(publicOrigin, session))
  if (known) headers.append('Set-Cookie', knownCookie(known, publicOrigin))
  return redirect(to, { status: 303, headers })
}

export function sessionHeaders(publicOrigin: string, session: string): Record<string, string> {
  return { 'Set-Cookie': sessionCookie(session, publicOrigin) }
}

/** Whoever is signed in, as the verbs of an account know them. */
export function holderOf({ organiser, hash, agent }: SignedIn): Holder {
  return { id: organiser.id, session: { hash, agent } }
}
