import { isProblem, type Problem, type ProblemCode } from '../domain/problem'
import { secret } from './headers'

/** The one table of how the product's noes look over HTTP. */
const statuses: Readonly<Record<ProblemCode, number>> = {
  unreadable: 400,
  'not-allowed': 401,
  'not-found': 404,
  'not-open': 409,
  gone: 410,
  invalid: 422,
  'too-many': 429,
  busy: 503,
  refused: 403,
}

export function statusOf(problem: Problem): number {
  return statuses[problem.code]
}

/** How long to wait where the problem does not say: enough for a busy store to come back. */
const retryAfterSeconds = 10

/** Names when to try again, where trying again can help. */
export function retryHeaders(problem: Problem): Record<string, string> {
  const waits = problem.code === 'too-many' || problem.code === 'busy'
  return waits ? { 'Retry-After': String(problem.retryAfterSeconds ?? retryAfterSeconds) } : {}
}

/** Names what is missing where somebody is not known (RFC 6750 section 3): organisers' pages lead to where they sign in instead. */
function askingHeaders({ code }: Problem): Record<string, string> {
  return code === 'not-allowed' ? { 'WWW-Authenticate': 'Bearer' } : {}
}

/** A loader or action whose Problems become answers of their status, shown by the root's error page. */
export function answering<Args, Answer>(
  handle: (args: Args) => Promise<Answer>,
): (args: Args) => Promise<Answer> {
  return async args => {
    try {
      return await handle(args)
    } catch (thrown) {
      throw isProblem(thrown) ? problemResponse(thrown) : thrown
    }
  }
}

function problemResponse(problem: Problem): Response {
  return Response.json(
    { words: problem.message },
    {
      status: statusOf(problem),
      headers: { ...secret, ...retryHeaders(problem), ...askingHeaders(problem) },
    },
  )
}
