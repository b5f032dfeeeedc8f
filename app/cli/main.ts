import { openContext } from '../context.server'
import { readSettings } from '../env.server'
import { runCommand } from './command'
import type { Io } from './verb'

const terminal: Io = {
  out: text =>
    new Promise((resolve, reject) => {
      process.stdout.write(text, fault => (fault ? reject(fault) : resolve()))
    }),
  note: line => process.stderr.write(`${line}\n`),
}

// A reader that has seen enough (`| head`) closes its end; that is no failure.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => process.exit(fault.code === 'EPIPE' ? 0 : 1))

process.exitCode = await runCommand(process.argv.slice(2), terminal, async () => openContext(readSettings()))
