import type { ActionFunctionArgs } from '@remix-run/node'
import { isProblem, type Problem } from '../domain/problem'
import { secret } from './headers'
import { retryHeaders, statusOf } from './problems'

const plain = { ...secret, 'Content-Type': 'text/plain; charset=utf-8' } as const

/** Text to keep, for whoever asked for it alone. */
export function textFile(text: string, name: string): Response {
  return new Response(text, {
    headers: { ...plain, 'Content-Disposition': `attachment; filename="${name}"` },
  })
}

/** An action that answers with text; a Problem is told in it too, each wrong field on a line of its own. */
export function textAnswer(
  handle: (args: ActionFunctionArgs) => Promise<Response>,
): (args: ActionFunctionArgs) => Promise<Response> {
  return async args => {
    try {
      return await handle(args)
    } catch (thrown) {
      if (!isProblem(thrown)) throw thrown
      return problemText(thrown)
    }
  }
}

function problemText(problem: Problem): Response {
  const lines = [problem.message, ...Object.values(problem.fields)]
  return new Response(`${lines.join('\r\n')}\r\n`, {
    status: statusOf(problem),
    headers: { ...plain, ...retryHeaders(problem) },
  })
}
