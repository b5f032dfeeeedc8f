/** Does something later; what it gives back calls that off. */
export type After = (ms: number, act: () => void) => () => void

export const afterTimeout: After = (ms, act) => {
  const timer = setTimeout(act, ms)
  return () => clearTimeout(timer)
}

/** Reading is synchronous in SQLite: between two pages whoever else asks is answered. */
export function othersTurn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}
