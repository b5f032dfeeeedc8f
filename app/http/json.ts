import type { LoaderFunctionArgs } from '@remix-run/node'
import { isProblem, type Problem } from '../domain/problem'
import { retryHeaders, statusOf } from './problems'

/** As petition.parliament.uk sends them: a script on any site may read. */
const readableAnywhere = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET',
  'Access-Control-Allow-Headers': 'Origin, X-Requested-With, Content-Type, Accept',
} as const

/** How old an answer may be, in seconds: a bare count is watched as it grows, the rest is not. */
export const freshFor = { count: 5, data: 60 } as const

/** Public data. It is as old as its `Last-Modified` says: counts are read when they are asked for. */
export function publicJson(data: unknown, at: Date, maxAgeSeconds: number): Response {
  return Response.json(data, {
    headers: {
      ...readableAnywhere,
      'Last-Modified': at.toUTCString(),
      'Cache-Control': `public, max-age=${maxAgeSeconds}`,
    },
  })
}

export function publicRedirect(location: string): Response {
  return new Response(null, {
    status: 302,
    headers: { ...readableAnywhere, 'Cache-Control': 'no-store', Location: location },
  })
}

/** What no Problem says: our data comes as JSON alone. */
export function notAcceptable(): Response {
  return refusal(406, 'This data comes as JSON alone: ask for the address that ends in .json.')
}

/** A loader of public data: a Problem becomes JSON with its status. */
export function publicData(
  handle: (args: LoaderFunctionArgs) => Promise<Response>,
): (args: LoaderFunctionArgs) => Promise<Response> {
  return async args => {
    try {
      return await handle(args)
    } catch (thrown) {
      if (!isProblem(thrown)) throw thrown
      return problemJson(thrown)
    }
  }
}

/** The action of a route that can only be read. */
export async function readOnly(): Promise<Response> {
  return refusal(405, 'This can only be read: use GET.', { Allow: 'GET, HEAD' })
}

function problemJson(problem: Problem): Response {
  return refusal(statusOf(problem), problem.message, retryHeaders(problem))
}

function refusal(status: number, words: string, headers: Record<string, string> = {}): Response {
  return Response.json(
    { error: words },
    { status, headers: { ...readableAnywhere, 'Cache-Control': 'no-store', ...headers } },
  )
}

/** The request's address as the world knows it, whatever `Host` it came with. */
export function selfLink(origin: string, request: Request): string {
  const { pathname, search } = new URL(request.url)
  return `${origin}${pathname}${search}`
}
