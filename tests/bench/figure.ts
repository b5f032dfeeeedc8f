/** One line of the table. */
export interface Figure {
  readonly benchmark: string
  readonly what: string
  readonly unit: string
  /** Median over the rounds, where there were rounds. */
  readonly measured: number
  /** What it is held against, measured in the same rounds. */
  readonly reference: { readonly what: string; readonly measured: number } | null
  readonly ratio: Ratio | null
  /** What else a reader of the JSON may want to know. */
  readonly about?: Readonly<Record<string, number | string>>
}

/** Something that could not be measured here, and why. */
export interface Missing {
  readonly benchmark: string
  readonly what: string
  readonly why: string
}

/** Measured by reference, round by round. */
export interface Ratio {
  readonly median: number
  readonly low: number
  readonly high: number
  readonly rounds: number
}

export type Say = (progress: string) => void

export type Benchmark = (say: Say) => Promise<readonly (Figure | Missing)[]>

/** A benchmark that this machine cannot run says so instead of measuring something else. */
export class CannotRun extends Error {}

/** Each over its reference, round by round. */
export function ratioOf(things: readonly number[], references: readonly number[]): Ratio {
  const ratios = things.map((thing, round) => thing / (references[round] ?? Number.NaN))
  return {
    median: median(ratios),
    low: Math.min(...ratios),
    high: Math.max(...ratios),
    rounds: ratios.length,
  }
}

/** The middle of several, or between the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ]
  if (low === undefined || high === undefined) throw new Error('the median of nothing')
  return (low + high) / 2
}
