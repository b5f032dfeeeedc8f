import { type Fingerprint, likeness } from '../../app/domain/likeness/likeness'
import type { Likenesses } from '../../app/domain/likeness/likeness-index'

/** Comparing with each letter, by the measure as the product has it for two. */
export function compareWithEach(earlier: readonly Fingerprint[], kept: Fingerprint): Likenesses {
  const each = earlier.map(other => likeness(kept, other))
  return {
    greatest: each.reduce((one, other) => Math.max(one, other), 0),
    alike: each.filter(one => one >= 0.5).length,
  }
}

/** All letters' windows one after the other, each letter's ascending. */
export interface Rows {
  readonly crcs: Uint32Array
  /** Where each letter's begin, and at last where the last one's end. */
  readonly begins: Uint32Array
}

export function rowsOf(earlier: readonly Fingerprint[]): Rows {
  const begins = new Uint32Array(earlier.length + 1)
  for (const [index, kept] of earlier.entries()) begins[index + 1] = (begins[index] ?? 0) + kept.length
  return { crcs: Uint32Array.from(earlier.flat()), begins }
}

/**
 * The same as fast as we could make it: two ascending lists are merged without a branch, which is twice as fast as with one,
 * since nothing foresees which way it goes.
 */
export function mergeWithEach({ crcs, begins }: Rows, kept: Uint32Array): Likenesses {
  let [greatest, alike] = [0, 0]
  for (let letter = 0; letter + 1 < begins.length; letter++) {
    const begin = begins[letter] as number
    const end = begins[letter + 1] as number
    const alikeness = (2 * shared(crcs, begin, end, kept)) / (end - begin + kept.length)
    if (alikeness > greatest) greatest = alikeness
    if (alikeness >= 0.5) alike++
  }
  return { greatest, alike }
}

function shared(crcs: Uint32Array, begin: number, end: number, kept: Uint32Array): number {
  let [one, other, same] = [begin, 0, 0]
  while (one < end && other < kept.length) {
    const theirs = crcs[one] as number
    const ours = kept[other] as number
    same += Number(theirs === ours)
    one += Number(theirs <= ours)
    other += Number(ours <= theirs)
  }
  return same
}
