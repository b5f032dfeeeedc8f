import type { After } from '../../app/domain/timer'

/** Timers that go off when the test says so. */
export interface HandTimers {
  readonly after: After
  /** How long each that runs was set for, in ms, in the order they were set. */
  readonly running: readonly number[]
  /** Those that were set for this long, or all. */
  goOff(ms?: number): void
}

export function handTimers(): HandTimers {
  const waiting = new Set<{ readonly ms: number; readonly act: () => void }>()
  return {
    after(ms, act) {
      const timer = { ms, act }
      waiting.add(timer)
      return () => void waiting.delete(timer)
    },
    get running() {
      return [...waiting].map(({ ms }) => ms)
    },
    goOff(ms) {
      for (const timer of [...waiting]) {
        if (ms !== undefined && timer.ms !== ms) continue
        waiting.delete(timer)
        timer.act()
      }
    },
  }
}

/** Pauses are over at once and noted; what is longer, a limit to somebody's patience, never ends. */
export function noPauses(): { readonly after: After; readonly pauses: readonly number[] } {
  const pauses: number[] = []
  return {
    pauses,
    after(ms, act) {
      if (ms >= 5_000) return () => {}
      pauses.push(ms)
      const soon = setImmediate(act)
      return () => clearImmediate(soon)
    },
  }
}
