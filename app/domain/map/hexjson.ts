import { laidOut } from './hex-layout'
import type { Hexagon } from './hexagon'

/** Hexagons in rows stand on a point and every other row is pushed to the right; in columns they lie flat. */
export const hexLayouts = ['odd-r', 'even-r', 'odd-q', 'even-q'] as const
export type HexJsonLayout = (typeof hexLayouts)[number]

export function isHexLayout(word: unknown): word is HexJsonLayout {
  return hexLayouts.some(layout => layout === word)
}

/** As HexJSON has it: in column `q` and row `r`, rows counted upwards. */
export interface DrawnHexagon extends Hexagon {
  readonly code: string
}

/** The same map of hexagons that stand on a point; one of columns is laid out anew, each as near to its place as can be. */
export function onPoints(
  drawn: readonly DrawnHexagon[],
  layout: HexJsonLayout,
): ReadonlyMap<string, Hexagon> {
  if (layout === 'odd-r' || layout === 'even-r')
    return new Map(drawn.map(({ code, q, r }) => [code, { q: inRow(q, r, layout), r: 0 - r }]))
  const flat = drawn.map(({ code, q, r }) => ({
    code,
    x: (q * Math.sqrt(3)) / 2,
    y: -(r + (isOdd(q) === (layout === 'odd-q') ? 0.5 : 0)),
  }))
  return laidOut(flat, 1)
}

/** A row upwards is half a hexagon to the left in axial coordinates, and the pushed rows half a hexagon to the right. */
function inRow(q: number, r: number, layout: 'odd-r' | 'even-r'): number {
  const odd = isOdd(r) ? 1 : 0
  return q + (layout === 'odd-r' ? r + odd : r - odd) / 2
}

function isOdd(whole: number): boolean {
  return Math.abs(whole % 2) === 1
}
