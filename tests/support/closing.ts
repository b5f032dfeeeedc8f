/** Is told what to close, in the order it was opened. `onTestFinished` is one. */
export type Later = (close: () => Promise<void>) => void

/** Works, then closes what was opened, last first, however the work ended. */
export async function closing<Outcome>(work: (later: Later) => Promise<Outcome>): Promise<Outcome> {
  const closers: (() => Promise<void>)[] = []
  try {
    return await work(close => closers.push(close))
  } finally {
    for (const close of closers.reverse()) await close()
  }
}
