/** Counts, and tells who waits when there were so many more. */
export interface Counter {
  count(): void
  counted(): number
  /** Resolves with the so-manieth from now. */
  more(times: number): Promise<void>
}

export function counter(): Counter {
  let counted = 0
  let waiting: { readonly until: number; readonly resolve: () => void }[] = []
  return {
    count() {
      counted++
      for (const { resolve } of waiting.filter(({ until }) => until <= counted)) resolve()
      waiting = waiting.filter(({ until }) => until > counted)
    },
    counted: () => counted,
    more: times => new Promise(resolve => waiting.push({ until: counted + times, resolve })),
  }
}
