import { leaveNothing } from './children'
import type { Benchmark, Figure } from './figure'
import { grouped } from './grouped'
import { pages } from './pages'
import { toJson, toTable, writePage } from './report'
import { signing } from './signing'
import { storage } from './storage'

/** In the order they run. */
const benchmarks: Readonly<Record<string, readonly [Benchmark, string]>> = {
  signing: [signing, 'durable signatures a second over HTTP, against a bare hello'],
  pages: [pages, 'campaign pages a second, against a bare hello'],
  storage: [storage, 'bytes that one signature takes in the database'],
  grouped: [grouped, 'signatures that commit together, against a commit each'],
}

const help = `npm run bench -- [NAME …] [--json] [--write]

${Object.entries(benchmarks)
  .map(([name, [, does]]) => `  ${name.padEnd(9)} ${does}`)
  .join('\n')}

With no NAME all of them. --json prints nothing but JSON; --write puts the table into docs/performance.md.
`

/** Beyond this something hangs: all of them take a minute and a half where little else runs. */
const atMostMs = 175_000

await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<void> {
  const names = args.filter(arg => !arg.startsWith('-'))
  const options = args.filter(arg => arg.startsWith('-'))
  if (options.includes('--help')) return void process.stdout.write(help)
  const wrong = [
    ...names.filter(name => !Object.hasOwn(benchmarks, name)),
    ...options.filter(option => !['--json', '--write'].includes(option)),
  ]
  if (wrong.length > 0) return refuse(`there is no ${wrong.join(', ')}`)
  const write = options.includes('--write')
  if (write && names.length > 0) return refuse('--write needs all of them: leave out the names')
  leaveNothing()
  setTimeout(() => {
    process.stderr.write(`the bench did not end within ${atMostMs / 1000} s\n`)
    process.exit(1)
  }, atMostMs).unref()
  const figures = await runAll(names.length > 0 ? names : Object.keys(benchmarks))
  if (write) writePage(figures)
  process.stdout.write(
    options.includes('--json')
      ? `${toJson(figures)}\n`
      : `${toTable(figures)}\n\n\`\`\`json\n${toJson(figures)}\n\`\`\`\n`,
  )
}

/** One after the other, or they would measure each other. */
async function runAll(names: readonly string[]): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const [name, [benchmark]] of Object.entries(benchmarks)) {
    if (!names.includes(name)) continue
    figures.push(...(await benchmark(progress => process.stderr.write(`${name}: ${progress}\n`))))
  }
  return figures
}

function refuse(why: string): void {
  process.stderr.write(`${why}\n\n${help}`)
  process.exitCode = 2
}
