import type { Later } from '../support/closing'

/** What is not as it must be after a fault; all empty where all is well. */
export interface Findings {
  /** Acknowledged to somebody, and not there. */
  readonly lost: unknown[]
  /** There twice, or sent twice. */
  readonly twice: unknown[]
  /** Anything else: a tally that is not the recount, an answer or a state that nobody expects. */
  readonly wrong: unknown[]
}

/** One line of the table. */
export interface Outcome {
  readonly fault: string
  readonly store: 'SQLite' | 'PostgreSQL'
  readonly times: number
  /** How much was acknowledged, and what became of it. */
  readonly counts: Counts
  readonly findings: Findings
  /** What else was seen. */
  readonly seen: string
}

export interface Counts {
  readonly signed: number
  readonly confirmed: number
  readonly lettersAccepted: number
  /** The connection died inside DATA: nobody knows, so it is listed and not sent again. */
  readonly lettersUnknown: number
  readonly mailsAccepted: number
  readonly mailsUnknown: number
}

/** Why this machine cannot make the fault. */
export interface Skipped {
  readonly skipped: string
}

export interface ChaosOptions {
  /** How often the fault is made. */
  readonly times: number
  readonly say: (progress: string) => void
}

export type Chaos = (later: Later, options: ChaosOptions) => Promise<Outcome | Skipped>

export function noFindings(): Findings {
  return { lost: [], twice: [], wrong: [] }
}

export function isWell({ lost, twice, wrong }: Findings): boolean {
  return lost.length + twice.length + wrong.length === 0
}
