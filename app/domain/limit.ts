import { Problem } from './problem'

/** What is limited, and by what it is counted (`safety.md`, default limits). */
const rules = {
  /** Signing and writing, by network and campaign. */
  sign: [
    { withinMs: 5 * 60_000, soft: 5, hard: 30 },
    { withinMs: 86_400_000, soft: 100, hard: 100 },
  ],
  /** Finding an MP by postcode, by network: a guard against scraping. */
  lookup: [
    { withinMs: 5 * 60_000, soft: 20, hard: 120 },
    { withinMs: 3_600_000, soft: 120, hard: 120 },
  ],
  /** Confirmation mails to one mailbox over all campaigns: a guard against mail bombs. */
  mail: [{ withinMs: 86_400_000, soft: 10, hard: 10 }],
  /** Asking for one's own data, by network. */
  manage: [{ withinMs: 5 * 60_000, soft: 25, hard: 25 }],
} as const satisfies Readonly<Record<string, readonly Window[]>>

export type LimitRule = keyof typeof rules

interface Window {
  readonly withinMs: number
  readonly soft: number
  readonly hard: number
}

export type LimitAnswer =
  | { readonly kind: 'within' }
  | { readonly kind: 'soft' } // the same answer, but marked for review
  | { readonly kind: 'hard'; readonly retryAfterSeconds: number }

/** Counts in memory; a network is known only by a keyed prefix. */
export interface Limits {
  take(rule: LimitRule, key: string, at: Date): LimitAnswer
}

/** As many keys as are remembered for one rule; beyond it the oldest are forgotten, so that a flood fills no memory. */
const keysAtMost = 200_000

export function countingLimits(): Limits {
  const counters = new Map<string, { windowStart: number; count: number }>()
  return {
    take(rule, key, at) {
      const answers = rules[rule].map((window, index) => {
        const windowStart = Math.floor(at.getTime() / window.withinMs) * window.withinMs
        const name = `${rule}/${index}/${key}`
        const counter = counters.get(name)
        const count = counter?.windowStart === windowStart ? counter.count + 1 : 1
        counters.delete(name) // so that the map stays in the order of last use
        counters.set(name, { windowStart, count })
        return judge(window, count, windowStart + window.withinMs - at.getTime())
      })
      for (const oldest of counters.keys()) {
        if (counters.size <= keysAtMost) break
        counters.delete(oldest)
      }
      return strictest(answers)
    },
  }
}

/** For load tests: nothing is limited. */
export const noLimits: Limits = { take: () => ({ kind: 'within' }) }

/** @throws Problem `too-many` past the hard limit */
export function refuseBeyondHard(answer: LimitAnswer): 'within' | 'soft' {
  if (answer.kind !== 'hard') return answer.kind
  throw new Problem(
    'too-many',
    'Too many requests have come from your network. Please try again a little later.',
    {},
    answer.retryAfterSeconds,
  )
}

function judge(window: Window, count: number, endsInMs: number): LimitAnswer {
  if (count > window.hard) return { kind: 'hard', retryAfterSeconds: Math.max(1, Math.ceil(endsInMs / 1000)) }
  return { kind: count > window.soft ? 'soft' : 'within' }
}

function strictest(answers: readonly LimitAnswer[]): LimitAnswer {
  const order = ['within', 'soft', 'hard']
  return answers.reduce((worst, one) => (order.indexOf(one.kind) > order.indexOf(worst.kind) ? one : worst))
}
