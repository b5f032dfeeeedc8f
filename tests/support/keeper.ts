import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Tidies up after us, even where we are killed and cannot. */
export interface Keeper {
  /** A line that the tidying finds as `$line`; the last one counts. */
  tell(line: string): void
  /** Tidies up now. */
  end(): Promise<void>
}

/**
 * A shell whose standard input ends when we do, however we end. Then it runs the script, which finds the arguments as
 * `$1`, `$2` and so on. An interrupt on a terminal is for us, not for it.
 */
export function startKeeper(script: string, ...args: readonly string[]): Keeper {
  const whole = `trap '' HUP INT TERM\nline=\nwhile read -r next; do line=$next; done\n${script}`
  const shell = spawn('sh', ['-c', whole, 'sh', ...args], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  })
  const ended = once(shell, 'exit')
  shell.unref()
  return {
    tell: line => shell.stdin.write(`${line}\n`),
    async end() {
      shell.stdin.end()
      shell.ref()
      await ended
    },
  }
}
