import { tenthWords } from '../domain/likeness/likeness'
import { aligned } from './aligned'

/** As wide as the longest bar may be, beside its figures. */
const barAtMost = 50

/**
 * How likenesses are spread, with a bar for each tenth.
 * @param tenths how many fall in each, from 0 to below 0.1 first
 * @param what is counted: letters, pairs
 */
export function tenthsTable(tenths: readonly number[], what: string): string {
  const most = Math.max(1, ...tenths)
  const rows = tenths.map((count, tenth) => [
    tenthWords(tenth),
    whole.format(count),
    '#'.repeat(Math.ceil((barAtMost * count) / most)),
  ])
  return aligned([['likeness', what, ''], ...rows]).replace(/ +$/gm, '')
}

const whole = new Intl.NumberFormat('en-GB')
