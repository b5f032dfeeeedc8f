import type { ActionFunctionArgs } from '@remix-run/node'
import { isProblem } from '../domain/problem'
import { readForm } from './form'
import { secret } from './headers'
import { retryHeaders, statusOf } from './problems'
import { sessionHeaders } from './session-answer'

interface Exchange {
  /** What the browser needs. */
  ask(form: URLSearchParams): Promise<unknown>
  /** What it answered: where to go on to, with a new session where there is one. */
  take(answer: string, form: URLSearchParams): Promise<{ readonly to: string; readonly session?: string }>
}

/**
 * The two posts of `public/organise/passkey.js`, in JSON: first for what the browser needs, then with what it answered. What is
 * refused says why in words that the page shows.
 */
export async function exchangePasskey(
  { request, context }: ActionFunctionArgs,
  { ask, take }: Exchange,
): Promise<Response> {
  try {
    const form = await readForm(request)
    const answer = form.get('answer')
    if (answer === null) return Response.json({ options: await ask(form) }, { headers: secret })
    const { to, session } = await take(answer, form)
    const { publicOrigin } = context.ports.settings
    const headers = { ...secret, ...(session ? sessionHeaders(publicOrigin, session) : {}) }
    return Response.json({ to }, { headers })
  } catch (thrown) {
    if (!isProblem(thrown)) throw thrown
    const headers = { ...secret, ...retryHeaders(thrown) }
    return Response.json({ words: thrown.message }, { status: statusOf(thrown), headers })
  }
}
