import { spawn } from 'node:child_process'
import { postgresMissing, startPostgres } from '../support/postgres-server'
import { productEnv } from './children'
import { type Benchmark, CannotRun } from './figure'
import { copyOfFilled, million } from './filled'
import { signaturesAt } from './postgres-web'
import { kept } from './process'

/** Moving a million signatures, whose mails were sent and pruned, to an empty PostgreSQL on this machine. */
export const migration: Benchmark = async say => {
  const missing = postgresMissing()
  if (missing) throw new CannotRun(missing)
  const folder = await copyOfFilled(million, say)
  if (!(await cli(folder, 'help')).includes(verb)) throw new CannotRun(`the cli has no ${verb} yet`)
  const server = await startPostgres()
  try {
    const url = server.url(await server.createDatabase())
    const began = performance.now()
    await cli(folder, verb, url)
    const seconds = (performance.now() - began) / 1000
    const come = await signaturesAt(url)
    if (come !== million) throw new Error(`${come} signatures came, of ${million}`)
    say(`${million} signatures in ${Math.round(seconds)} s`)
    return [
      {
        benchmark: 'migration',
        what: 'signatures moved to PostgreSQL, 1 M stored',
        unit: 'a second',
        measured: million / seconds,
        reference: null,
        ratio: null,
        about: { seconds: Math.round(seconds) },
      },
    ]
  } finally {
    await server.close()
  }
}

const verb = 'migrate-to-postgres'

/** What the operator's tool prints. */
function cli(folder: string, ...args: readonly string[]): Promise<string> {
  const child = kept(
    spawn(process.execPath, ['build/programs/cli.js', ...args], {
      env: productEnv(folder),
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  )
  let printed = ''
  child.stdout?.on('data', part => (printed += part))
  return new Promise((resolve, reject) => {
    child.once('close', code =>
      code === 0 ? resolve(printed) : reject(new Error(`cli ${args.join(' ')} ended with ${code}`)),
    )
  })
}
