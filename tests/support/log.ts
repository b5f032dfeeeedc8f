import type { Log } from '../../app/domain/log'

export interface Logged {
  readonly level: 'info' | 'warn' | 'error'
  readonly about: object
  readonly words: string
}

/** A log that the test reads. */
export function keptLog(): { readonly log: Log; readonly logged: readonly Logged[] } {
  const logged: Logged[] = []
  const at = (level: Logged['level']) => (about: object, words: string) =>
    void logged.push({ level, about, words })
  return { logged, log: { info: at('info'), warn: at('warn'), error: at('error') } }
}
