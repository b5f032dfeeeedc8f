interface Lately<Value> {
  readonly at: number
  readonly value: Promise<Value | null>
}

/**
 * A look-up whose answers are remembered for so long, and which those who ask meanwhile share. What is not there is
 * forgotten at once, so that made-up keys fill no memory.
 * @param rememberedMs a second: no longer than a page may show an old count
 */
export function lately<Value>(
  lookUp: (key: string) => Promise<Value | null>,
  now: () => Date,
  rememberedMs = 1000,
): (key: string) => Promise<Value | null> {
  const known = new Map<string, Lately<Value>>()
  return key => {
    const at = now().getTime()
    const last = known.get(key)
    if (last && at >= last.at && at < last.at + rememberedMs) return last.value
    const value = lookUp(key)
    known.set(key, { at, value })
    const forget = () => void known.delete(key)
    value.then(found => found ?? forget(), forget)
    return value
  }
}
