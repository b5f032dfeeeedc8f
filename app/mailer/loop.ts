import { afterTimeout } from '../domain/timer'
import { openRounds, type RoundsOptions } from './rounds'

export interface MailerOptions extends RoundsOptions {
  /** How often to look when nothing wakes it. */
  readonly pollMs?: number
}

export interface Mailer {
  /** Looks at once: something was just queued. */
  wake(): void
  /** Claims nothing more and lets what is under way end; then cuts it off. */
  stop(): Promise<void>
}

/** Runs a mailer until it is stopped. */
export function startMailer(options: MailerOptions): Mailer {
  const { pollMs = 1000, after = afterTimeout } = options
  const rounds = openRounds(options, () => wake())
  let state: 'running' | 'stopping' = 'running'
  let woken = false
  let rouse = () => {}

  function wake() {
    woken = true
    rouse()
  }

  /** Until something wakes it, or the time to look again. */
  async function idle() {
    if (!woken)
      await new Promise<void>(resolve => {
        const callOff = after(pollMs, resolve)
        rouse = () => {
          callOff()
          resolve()
        }
      })
    woken = false
  }

  async function loop() {
    while (state === 'running') if ((await rounds.claim()).length === 0) await idle()
  }

  const looping = loop()
  return {
    wake,
    async stop() {
      state = 'stopping'
      wake()
      await looping
      await rounds.drain()
    },
  }
}
