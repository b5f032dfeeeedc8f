import { isProblem, Problem } from '../../app/domain/problem'
import type { Store } from '../../app/domain/store'

// What goes between the thread that writes and the one that asks it to.

export interface ThreadSettings {
  readonly file: string
  /** The folder of wrapped keys. */
  readonly keys: string
  readonly secret: Uint8Array
  readonly household: number
}

export interface ThreadOrder {
  readonly number: number
  readonly method: keyof Store
  readonly given: readonly unknown[]
}

export type ThreadAnswer =
  | { readonly kind: 'open' }
  | { readonly kind: 'not-open'; readonly fault: PackedFault }
  | { readonly kind: 'done'; readonly number: number; readonly outcome: unknown }
  | { readonly kind: 'failed'; readonly number: number; readonly fault: PackedFault }
  | { readonly kind: 'disk-broken'; readonly code: string }

/**
 * Says together what is said in one turn: a commit of the outbox answers forty, and each message of its own took 20 µs and
 * woke the other thread.
 */
export function saidTogether<Said>(say: (all: readonly Said[]) => void): (one: Said) => void {
  let waiting: Said[] = []
  return one => {
    if (waiting.push(one) > 1) return
    process.nextTick(() => {
      const all = waiting
      waiting = []
      say(all)
    })
  }
}

/** What is thrown loses its class and its own properties on the way to another thread, so these go beside it. */
export interface PackedFault {
  readonly thrown: unknown
  readonly problem: Pick<Problem, 'code' | 'message' | 'fields' | 'retryAfterSeconds'> | null
  readonly code: unknown
}

export function packFault(thrown: unknown): PackedFault {
  if (!isProblem(thrown)) return { thrown, problem: null, code: (thrown as { code?: unknown })?.code }
  const { code, message, fields, retryAfterSeconds } = thrown
  return { thrown: null, problem: { code, message, fields, retryAfterSeconds }, code }
}

export function unpackFault({ thrown, problem, code }: PackedFault): unknown {
  if (problem) return new Problem(problem.code, problem.message, problem.fields, problem.retryAfterSeconds)
  return thrown instanceof Error && code !== undefined ? Object.assign(thrown, { code }) : thrown
}
