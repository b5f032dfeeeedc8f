import { runCommand } from '../../app/cli/command'
import type { Ports } from '../../app/domain/ports'

/** What a command came to, as its caller sees it. */
export interface Ended {
  readonly exitCode: number
  readonly out: string
  readonly notes: string
}

/** Runs commands of the operator's tool over these ports; without any, opening them fails the test. */
export function terminal(ports: Ports | null) {
  return async (...argv: readonly string[]): Promise<Ended> => {
    let out = ''
    let notes = ''
    const exitCode = await runCommand(
      argv,
      {
        out: async text => {
          out += text
        },
        note: line => {
          notes += `${line}\n`
        },
      },
      async () => {
        if (!ports) throw new Error('the store was opened for a call that cannot be carried out')
        return { ports, close: async () => {} }
      },
    )
    return { exitCode, out, notes }
  }
}
