import { inspect } from 'node:util'
import { closing } from '../support/closing'
import { failedSyncs, failedWrites } from './broken-disk'
import { fullDisk } from './full-disk'
import { killsOnPostgres, killsOnSqlite } from './kills'
import { type Chaos, isWell, type Outcome, type Skipped } from './outcome'
import { killedPostmasters } from './postmaster'
import { type Outcomes, toTable, writePage } from './report'

/** In the order they run, and how often each makes its fault. */
const runs: Readonly<Record<string, readonly [Chaos, number, string]>> = {
  kills: [killsOnSqlite, 50, 'SIGKILL the product under load, on SQLite'],
  'kills-postgres': [killsOnPostgres, 50, 'the same on PostgreSQL'],
  postmaster: [killedPostmasters, 10, 'SIGKILL the PostgreSQL postmaster under the product'],
  'full-disk': [fullDisk, 5, 'fill the disk that the database is on, and free it'],
  fsync: [failedSyncs, 10, 'let one fsync fail'],
  write: [failedWrites, 10, 'let one write fail'],
}

const help = `npm run chaos -- [NAME …] [--write]

${Object.entries(runs)
  .map(([name, [, times, does]]) => `  ${name.padEnd(14)} ${does} (${times} times)`)
  .join('\n')}

With no NAME all of them. --write puts the table into docs/reliability.md. Exits 1 where anything was lost, came twice or
was otherwise wrong, and says what.
`

/**
 * Whatever has nothing to say for so long hangs. Five kills take ten seconds where little else runs, and forty where much does, nearly
 * all of it to start the product anew: how long 50 take says more of the machine than of the product.
 */
const silentAtMostMs = 4 * 60_000

await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<void> {
  const names = args.filter(arg => !arg.startsWith('-'))
  const options = args.filter(arg => arg.startsWith('-'))
  if (options.includes('--help')) return void process.stdout.write(help)
  const wrong = [
    ...names.filter(name => !Object.hasOwn(runs, name)),
    ...options.filter(option => option !== '--write'),
  ]
  if (wrong.length > 0) return refuse(`there is no ${wrong.join(', ')}`)
  const write = options.includes('--write')
  if (write && names.length > 0) return refuse('--write needs all of them: leave out the names')
  // What was started kills itself at our exit.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))
  const outcomes = await runAll(names.length > 0 ? names : Object.keys(runs))
  if (write) writePage(outcomes)
  process.stdout.write(`${toTable(outcomes)}\n`)
  for (const [name, outcome] of Object.entries(outcomes)) complain(name, outcome)
}

/** One after the other, or a fault meant for one would meet another. */
async function runAll(names: readonly string[]): Promise<Outcomes> {
  const outcomes: Record<string, Outcome | Skipped> = {}
  for (const [name, [chaos, times]] of Object.entries(runs)) {
    if (!names.includes(name)) continue
    const hangs = setTimeout(() => {
      process.stderr.write(`${name}: nothing happened for ${silentAtMostMs / 60_000} minutes\n`)
      process.exit(1)
    }, silentAtMostMs)
    const say = (progress: string) => {
      hangs.refresh()
      process.stderr.write(`${name}: ${progress}\n`)
    }
    const outcome = await closing(later => chaos(later, { times, say }))
    if ('skipped' in outcome) say(`not run: ${outcome.skipped}`)
    clearTimeout(hangs)
    outcomes[name] = outcome
  }
  return outcomes
}

function complain(name: string, outcome: Outcome | Skipped): void {
  if ('skipped' in outcome || isWell(outcome.findings)) return
  process.exitCode = 1
  process.stderr.write(`${name}: ${inspect(outcome.findings, { depth: 5, maxArrayLength: 20 })}\n`)
}

function refuse(why: string): void {
  process.stderr.write(`${why}\n\n${help}`)
  process.exitCode = 2
}
