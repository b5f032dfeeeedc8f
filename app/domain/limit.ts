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
  /** Links to choose how letters come, by office: whoever sees a letter can ask for one. */
  office: [
    { withinMs: 30 * 60_000, soft: 5, hard: 5 },
    { withinMs: 86_400_000, soft: 10, hard: 10 },
  ],
  /** Signing in as an organiser, by network. */
  'sign-in': [{ withinMs: 5 * 60_000, soft: 10, hard: 25 }],
  /** The same, by mailbox, whether it is an organiser's or nobody's. */
  'sign-in-mailbox': [
    { withinMs: 5 * 60_000, soft: 10, hard: 25 },
    { withinMs: 3_600_000, soft: 25, hard: 25 },
  ],
  /** Links to prove oneself anew, by mailbox. */
  recover: [{ withinMs: 30 * 60_000, soft: 5, hard: 5 }],
  /** Exports of personal data, by organiser. */
  export: [{ withinMs: 3_600_000, soft: 5, hard: 5 }],
  /** What was ordered is fetched once, by its order. */
  download: [{ withinMs: 600_000, soft: 1, hard: 1 }],
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

/** Counts in memory, or where several processes share a database there; a network is known only by a keyed prefix. */
export interface Limits {
  /** Counts one more unless that would pass a hard limit: who is refused and waits as long as told is let in. */
  take(rule: LimitRule, key: string, at: Date): LimitAnswer | Promise<LimitAnswer>
  /** What `take` would answer, counting nothing. */
  peek(rule: LimitRule, key: string, at: Date): LimitAnswer | Promise<LimitAnswer>
}

/** Limits that answer at once. */
export interface LimitsHere extends Limits {
  take(rule: LimitRule, key: string, at: Date): LimitAnswer
  peek(rule: LimitRule, key: string, at: Date): LimitAnswer
}

/** What was counted for a key: a counter for each window of its rule. Nothing but numbers. */
export type Counters = readonly Counter[]

/** How many came in one stretch of a window's length, and in the stretch before it. */
interface Counter {
  readonly start: number
  readonly count: number
  readonly before: number
}

/**
 * @param keysAtMost for each rule; beyond it those longest out of use are forgotten, so that a flood fills no memory
 */
export function countingLimits(keysAtMost = 200_000): LimitsHere {
  const counted = new Map<LimitRule, Map<string, Counters>>()
  return {
    peek: (rule, key, at) => judgeNext(rule, counted.get(rule)?.get(key), at),
    take(rule, key, at) {
      const ofRule = counted.get(rule) ?? new Map<string, Counters>()
      counted.set(rule, ofRule)
      const { answer, counters } = countNext(rule, ofRule.get(key), at)
      ofRule.delete(key) // so that the map stays in the order of last use
      ofRule.set(key, counters)
      if (ofRule.size > keysAtMost) ofRule.delete(ofRule.keys().next().value ?? '')
      return answer
    },
  }
}

/** What the next one is answered, by what was counted so far. */
export function judgeNext(rule: LimitRule, last: Counters | undefined, at: Date): LimitAnswer {
  return gravest(rules[rule].map((window, i) => judge(window, counterAt(last?.[i], window, at), at)))
}

/** Counts the next one, unless it is refused. */
export function countNext(
  rule: LimitRule,
  last: Counters | undefined,
  at: Date,
): { readonly answer: LimitAnswer; readonly counters: Counters } {
  const answer = judgeNext(rule, last, at)
  const taken = answer.kind === 'hard' ? 0 : 1
  const counters = rules[rule].map((window, i): Counter => {
    const { start, count, before } = counterAt(last?.[i], window, at)
    return { start, count: count + taken, before }
  })
  return { answer, counters }
}

/** The longest that a counter means anything: its window and the one before. */
export const countersLiveMs = 2 * 86_400_000

/** For load tests: nothing is limited. */
export const noLimits: LimitsHere = { take: () => ({ kind: 'within' }), peek: () => ({ kind: 'within' }) }

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

/** The counter as it stands at a time. Where the clock was set back, what was counted counts from there. */
function counterAt(last: Counter | undefined, { withinMs }: Window, at: Date): Counter {
  const start = Math.floor(at.getTime() / withinMs) * withinMs
  if (!last || start > last.start + withinMs) return { start, count: 0, before: 0 }
  return start > last.start ? { start, count: 0, before: last.count } : { ...last, start }
}

/**
 * The window slides: of the stretch before, it still holds the part that it reaches back to. That supposes those came
 * evenly, which is near enough and takes two numbers where a list of times would take a hundred.
 */
function judge(window: Window, counter: Counter, at: Date): LimitAnswer {
  const elapsed = at.getTime() - counter.start
  const withThis = counter.count + counter.before * (1 - elapsed / window.withinMs) + 1
  if (withThis > window.hard + inexactness) {
    const seconds = waitMs(window, counter, elapsed) / 1000
    return { kind: 'hard', retryAfterSeconds: Math.max(1, Math.ceil(seconds - inexactness)) }
  }
  return { kind: withThis > window.soft + inexactness ? 'soft' : 'within' }
}

/** Of a count or a second: more than floating point is out by, and less than a thousandth of a millisecond brings. */
const inexactness = 1e-9

/** How long until one more is let in: later in this stretch, or in the next, as those before it leave the window. */
function waitMs({ withinMs, hard }: Window, { count, before }: Counter, elapsed: number): number {
  const free = hard - 1 - count
  return free >= 0 ? withinMs * (1 - free / before) - elapsed : withinMs * (2 - (hard - 1) / count) - elapsed
}

/** Of several windows the hard one that lasts longest counts, so that nobody waits for nothing. */
function gravest(answers: readonly LimitAnswer[]): LimitAnswer {
  const weight = (one: LimitAnswer) =>
    one.kind === 'hard' ? 1 + one.retryAfterSeconds : Number(one.kind === 'soft')
  return answers.reduce((worst, one) => (weight(one) > weight(worst) ? one : worst))
}
