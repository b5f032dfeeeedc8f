/** Figures that are shaded alike, from one to another, both included. */
export interface Shade {
  readonly from: number
  readonly to: number
}

export const shadesAtMost = 5

/**
 * Shares the figures above nothing out among five shades, lightest first, as many places in each as can be; equal figures
 * always have one shade. Fewer shades where there are fewer figures. Equal steps would leave nearly all in the first:
 * a few places have many times what others have.
 */
export function shadesOf(figures: readonly number[]): readonly Shade[] {
  const sorted = figures.filter(figure => figure > 0).sort((one, other) => one - other)
  const tops = Array.from(
    { length: shadesAtMost },
    (_, shade) => sorted[Math.ceil(((shade + 1) * sorted.length) / shadesAtMost) - 1],
  )
  const distinct = [...new Set(tops.filter(top => top !== undefined))]
  return distinct.map((to, shade) => {
    const below = shade === 0 ? 0 : (distinct[shade - 1] ?? 0)
    return { from: sorted.find(figure => figure > below) ?? to, to }
  })
}

/** Which of the shades a figure has, from 1; 0 for nothing. */
export function shadeOf(figure: number, shades: readonly Shade[]): number {
  return figure <= 0 ? 0 : shades.findIndex(({ to }) => figure <= to) + 1
}
