import type { ServerResponse } from 'node:http'
import { type Repeated, repeat } from './repeat'

/**
 * Answers whoever signed as Remix answers the same form, byte for byte but for `X-Request-Id`, which is for finding a fault
 * in the log: one answer a campaign, made once a second and sent again.
 * @param headers of every answer
 */
export function redirecting(
  headers: Readonly<Record<string, string>>,
): (response: ServerResponse, slug: string, at: number) => void {
  const always = Object.entries(headers).flat()
  const answers = new Map<string, Repeated>() // as many as there are campaigns that were signed

  function answerFor(slug: string): Repeated {
    const known = answers.get(slug)
    if (known) return known
    const own = ['location', `/campaigns/${slug}/check-your-email`, 'Content-Length', '0']
    const answer = { status: 303, headers: [...always, ...own], body: Buffer.alloc(0), written: null }
    answers.set(slug, answer)
    return answer
  }

  return (response, slug, at) => repeat(answerFor(slug), response, at)
}
