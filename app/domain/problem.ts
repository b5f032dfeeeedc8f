/** Every way the product says no. `app/http/problems.ts` maps each to its status. */
export type ProblemCode =
  | 'invalid' // 422: a field is wrong; `fields` says which
  | 'unreadable' // 400: no form at all
  | 'not-allowed' // 401: a bearer token is missing or not ours
  | 'not-found' // 404
  | 'not-open' // 409: the campaign is paused, closed or not yet open
  | 'gone' // 410: a link that has expired or been used up
  | 'too-many' // 429: a network's hard limit
  | 'busy' // 503: the store cannot take it now
  | 'refused' // 403: what must not be carried out: an operator's command, an export beyond a token's scope

export type FieldProblems = Readonly<Record<string, string>>

/**
 * A no that a person can act on. Anything else thrown is a fault of ours.
 * Two bundles hold this class twice, so ask `isProblem`, never `instanceof`.
 */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly fields: FieldProblems
  readonly retryAfterSeconds: number | undefined

  constructor(code: ProblemCode, words: string, fields: FieldProblems = {}, retryAfterSeconds?: number) {
    super(words)
    this.name = 'Problem'
    this.code = code
    this.fields = fields
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** A no to an operator, who is told that all stands as it did. @param words why, in whole sentences */
export function unchanged(words: string): Problem {
  return new Problem('refused', `${words} Nothing was changed.`)
}

export function isProblem(thrown: unknown): thrown is Problem {
  return thrown instanceof Error && thrown.name === 'Problem' && 'code' in thrown && 'fields' in thrown
}

/** What a log may hold of a fault: its kind and where it was, never its words, which may quote what somebody typed. */
export function describeFault(fault: unknown): { readonly kind: string; readonly at: string } {
  if (!(fault instanceof Error)) return { kind: typeof fault, at: '' }
  const code = 'code' in fault ? ` ${String(fault.code)}` : ''
  const frames = (fault.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return { kind: `${fault.name}${code}`, at: frames.slice(0, 8).join('\n') }
}
