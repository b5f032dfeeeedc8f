import { type Installation, runCommand } from '../../app/cli/command'
import type { Io } from '../../app/cli/verb'
import type { Ports } from '../../app/domain/ports'

/** What a command came to, as its caller sees it. */
export interface Ended {
  readonly exitCode: number
  readonly out: string
  readonly notes: string
}

/** Says nothing to anybody and is never stopped. */
export const silentIo: Io = {
  out: async () => {},
  note() {},
  input: async () => Buffer.alloc(0),
  progress() {},
  stopping: () => new AbortController().signal,
}

/** Runs commands of the operator's tool over these ports; without any, opening them fails the test. */
export function terminal(
  ports: Ports | null,
  backups: Installation['backups'] = untouchable,
  moving: Installation['moving'] = untouchable,
  piped = '',
) {
  return async (...argv: readonly string[]): Promise<Ended> => {
    let out = ''
    let notes = ''
    const io: Io = {
      ...silentIo,
      input: async atMost => Buffer.from(piped).subarray(0, atMost),
      out: async text => {
        out += text
      },
      note: line => {
        notes += `${line}\n`
      },
    }
    const exitCode = await runCommand(argv, io, {
      open: async () => {
        if (!ports) throw new Error('the store was opened for a call that cannot be carried out')
        return { ports, close: async () => {} }
      },
      backups,
      moving,
    })
    return { exitCode, out, notes }
  }
}

function untouchable(): never {
  throw new Error('the files were touched by a call that cannot be carried out')
}
