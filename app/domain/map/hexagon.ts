/**
 * Where a hexagon lies on a map of hexagons that stand on a point, in axial coordinates
 * (redblobgames.com/grids/hexagons): `q` grows to the right, `r` down and half a hexagon to the right.
 */
export interface Hexagon {
  readonly q: number
  readonly r: number
}

/** The middle of a hexagon, in its own widths; y grows down. */
export function middleOf({ q, r }: Hexagon): Point {
  return { x: q + r / 2, y: (r * Math.sqrt(3)) / 2 }
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** The hexagon in which a point lies: each of three coordinates that add up to nothing is rounded, the worst mended. */
export function hexagonAt({ x, y }: Point): Hexagon {
  const r = (2 * y) / Math.sqrt(3)
  const q = x - r / 2
  const rounded = { q: Math.round(q), r: Math.round(r), s: Math.round(-q - r) }
  const off = {
    q: Math.abs(rounded.q - q),
    r: Math.abs(rounded.r - r),
    s: Math.abs(rounded.s + q + r),
  }
  if (off.q > off.r && off.q > off.s) return { q: -rounded.r - rounded.s, r: rounded.r }
  if (off.r > off.s) return { q: rounded.q, r: -rounded.q - rounded.s }
  return { q: rounded.q, r: rounded.r }
}

/** All that lie so many steps from one, in a ring; for 0 itself. */
export function ringAround({ q, r }: Hexagon, steps: number): readonly Hexagon[] {
  if (steps === 0) return [{ q, r }]
  return directions.flatMap(([dq, dr], side) => {
    const [alongQ, alongR] = directions[(side + 2) % directions.length] ?? [0, 0]
    return Array.from({ length: steps }, (_, step) => ({
      q: q + dq * steps + alongQ * step,
      r: r + dr * steps + alongR * step,
    }))
  })
}

/** Clockwise, beginning to the right. */
const directions: readonly (readonly [q: number, r: number])[] = [
  [1, 0],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [0, -1],
  [1, -1],
]
