/** Does something later; what it gives back calls that off. */
export type After = (ms: number, act: () => void) => () => void

export const afterTimeout: After = (ms, act) => {
  const timer = setTimeout(act, ms)
  return () => clearTimeout(timer)
}
