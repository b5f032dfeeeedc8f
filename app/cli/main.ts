import { openBackups, openContext, openMoving } from '../context.server'
import { Problem } from '../domain/problem'
import { readSettings } from '../env.server'
import { runCommand } from './command'
import { readInput } from './input'
import { progressOn } from './progress'
import type { Io } from './verb'

const terminal: Io = {
  out: text =>
    new Promise((resolve, reject) => {
      process.stdout.write(text, fault => (fault ? reject(fault) : resolve()))
    }),
  note: line => process.stderr.write(`${line}\n`),
  input: atMost => readInput(process.stdin, atMost),
  progress: progressOn(process.stderr),
  stopping() {
    const stopping = new AbortController()
    const stop = () =>
      stopping.abort(new Problem('refused', 'Stopped before it was done. Nothing was changed.'))
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
    return stopping.signal
  },
}

// A reader that has seen enough (`| head`) closes its end; that is no failure.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => process.exit(fault.code === 'EPIPE' ? 0 : 1))

process.exitCode = await runCommand(process.argv.slice(2), terminal, {
  open: async () => openContext(readSettings()),
  backups: () => openBackups(readSettings(process.env, 'as-it-stands')),
  moving: () => openMoving(readSettings(process.env, 'as-it-stands')),
})
