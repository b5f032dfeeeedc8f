/** A number of a typed array, at a place that is known to be within it. */
export function at(array: Int32Array, index: number): number {
  return array[index] as number
}

/** The same numbers with room for more after them. */
export function grown(array: Int32Array, length: number): Int32Array {
  const larger = new Int32Array(length)
  larger.set(array)
  return larger
}
