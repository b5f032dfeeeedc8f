import { benchmarks } from './benchmarks'
import { CannotRun, type Figure, type Missing } from './figure'
import { keepFilled } from './filled'
import { deleteFolders } from './folder'
import { killAll, pinningText } from './process'
import { toJson, toTable, writePage } from './report'

const help = `npm run bench -- [NAME …] [--json] [--write] [--keep]

${Object.entries(benchmarks)
  .map(([name, [, does]]) => `  ${name.padEnd(18)} ${does}`)
  .join('\n')}

With no NAME all of them. --json prints nothing but JSON; --write puts the table into docs/performance.md; --keep leaves
the filled databases (4 GB) in .prepare/bench, for the next run.
`

/** Beyond this one of them hangs: the longest, filling ten millions in, takes three minutes where little else runs. */
const atMostMs = 600_000

await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<void> {
  const names = args.filter(arg => !arg.startsWith('-'))
  const options = args.filter(arg => arg.startsWith('-'))
  if (options.includes('--help')) return void process.stdout.write(help)
  const wrong = [
    ...names.filter(name => !Object.hasOwn(benchmarks, name)),
    ...options.filter(option => !['--json', '--write', '--keep'].includes(option)),
  ]
  if (wrong.length > 0) return refuse(`there is no ${wrong.join(', ')}`)
  const write = options.includes('--write')
  if (write && names.length > 0) return refuse('--write needs all of them: leave out the names')
  leaveNothing()
  if (options.includes('--keep')) keepFilled()
  const began = performance.now()
  say(pinningText())
  const figures = await runAll(names.length > 0 ? names : Object.keys(benchmarks))
  const seconds = Math.round((performance.now() - began) / 1000)
  say(`all of it took ${Math.floor(seconds / 60)} min ${seconds % 60} s`)
  if (write) writePage(figures, seconds)
  const json = toJson(figures, seconds)
  process.stdout.write(
    options.includes('--json') ? `${json}\n` : `${toTable(figures)}\n\n\`\`\`json\n${json}\n\`\`\`\n`,
  )
}

/** However the bench ends, nothing of it stays: neither its processes nor their data. */
function leaveNothing(): void {
  process.on('exit', () => {
    killAll()
    deleteFolders()
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))
}

/** One after the other, or they would measure each other. */
async function runAll(names: readonly string[]): Promise<readonly (Figure | Missing)[]> {
  const figures: (Figure | Missing)[] = []
  for (const name of Object.keys(benchmarks)) if (names.includes(name)) figures.push(...(await runOne(name)))
  return figures
}

async function runOne(name: string): Promise<readonly (Figure | Missing)[]> {
  const [benchmark] = benchmarks[name] ?? []
  const hangs = setTimeout(() => {
    say(`${name} did not end within ${atMostMs / 1000} s`)
    process.exit(1)
  }, atMostMs)
  try {
    return (await benchmark?.(progress => say(`${name}: ${progress}`))) ?? []
  } catch (thrown) {
    if (!(thrown instanceof CannotRun)) throw thrown
    say(`${name} was not run: ${thrown.message}`)
    return [{ benchmark: name, what: 'all of it', why: thrown.message }]
  } finally {
    clearTimeout(hangs)
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

function refuse(why: string): void {
  process.stderr.write(`${why}\n\n${help}`)
  process.exitCode = 2
}
