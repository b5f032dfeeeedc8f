/** The scale that counts are drawn to. */
export interface Axis {
  /** What its whole height stands for; never below the highest count. */
  readonly top: number
  /** Whole numbers, from 0 to the top. */
  readonly ticks: readonly number[]
}

/** Beyond this many lines a chart is hatched. */
const spacesAtMost = 4

/** From nothing to the highest count or a little above, in steps of 1, 2 or 5 and zeros: a bar's height never lies. */
export function axisTo(highest: number): Axis {
  const step = stepOf(Math.max(1, highest))
  const spaces = Math.max(1, Math.ceil(highest / step))
  return { top: step * spaces, ticks: Array.from({ length: spaces + 1 }, (_, tick) => tick * step) }
}

function stepOf(highest: number): number {
  for (let zeros = 1; ; zeros *= 10)
    for (const digit of [1, 2, 5]) if (highest <= digit * zeros * spacesAtMost) return digit * zeros
}
