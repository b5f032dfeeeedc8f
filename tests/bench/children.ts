import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { LoadOrder, LoadReport } from './load'

const running = new Set<ChildProcess>()
const folders = new Set<string>()

/** However the bench ends, nothing of it stays: neither its processes nor their data. */
export function leaveNothing(): void {
  process.on('exit', () => {
    for (const child of running) child.kill('SIGKILL')
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))
}

/** On the disk that the project is on: what a commit costs depends on it. */
export function benchFolder(): string {
  mkdirSync('.prepare/bench', { recursive: true })
  const folder = mkdtempSync('.prepare/bench/')
  folders.add(folder)
  return folder
}

/** A server that is measured, on loopback. */
export interface Served {
  readonly port: number
  /** CPU it has used so far, in µs, by all its threads; null where the system does not tell. */
  cpuUs(): number | null
  stop(): Promise<void>
}

/** The built product with data of its own, its limits off and no mailer inside. */
export async function startProduct(folder: string): Promise<Served & { readonly database: string }> {
  const bundle = 'build/programs/server.js'
  if (!existsSync(bundle)) throw new Error(`${bundle} is not built: run npm run bench, which builds it`)
  const database = join(folder, 'undersigned.db')
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'production', // as prepare.mjs hands it over, …
    UNDERSIGNED_NODE_ENV: '', // … where the operator's own is not production
    PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: `file:${database}`,
    FORM_MIN_SECONDS: '0',
    LIMITS: 'off',
    MAILER: 'separate',
  }
  const child = kept(spawn(process.execPath, [bundle], { env, stdio: ['ignore', 'pipe', 'inherit'] }))
  pin(child, serverCore)
  const port = await new Promise<number>((resolve, reject) => {
    let printed = ''
    child.stdout?.on('data', part => {
      printed += part
      const line = /^listening on http:\S+:(\d+)$/m.exec(printed)
      if (line) resolve(Number(line[1]))
    })
    child.once('exit', code => reject(new Error(`the product ended with ${code} before it was up`)))
  })
  return { port, database, cpuUs: () => cpuUs(child), stop: () => end(child) }
}

export async function startHello(): Promise<Served> {
  const child = kept(fork('tests/bench/hello.ts'))
  pin(child, serverCore)
  const port = await said<number>(child)
  return { port, cpuUs: () => cpuUs(child), stop: () => end(child) }
}

/** A process that sends requests. */
export interface Load {
  /** @throws Error where an answer was another than expected: what does not work is not measured */
  run(order: LoadOrder): Promise<LoadReport>
  stop(): Promise<void>
}

export async function startLoad(): Promise<Load> {
  const child = kept(fork('tests/bench/load.ts'))
  pin(child, loadCore)
  return {
    async run(order) {
      child.send(order)
      const report = await said<LoadReport>(child)
      if (Object.keys(report.unexpected).length > 0)
        throw new Error(
          `expected only ${order.expect}, but was answered ${JSON.stringify(report.unexpected)}`,
        )
      return report
    },
    stop: () => end(child),
  }
}

/** What a child of ours says next. */
function said<What>(child: ChildProcess): Promise<What> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null) => reject(new Error(`a process of the bench ended with ${code}`))
    child.once('exit', gone)
    child.once('message', what => {
      child.off('exit', gone)
      resolve(what as What)
    })
  })
}

const serverCore = 0
const loadCore = 1

/** Product and reference on one core, the load on another, where there are two and the system can. */
function pin(child: ChildProcess, core: number): void {
  if (pinning() === 'pinned')
    execFileSync('taskset', ['-apc', String(core), String(child.pid)], { stdio: 'ignore' })
}

let found: 'pinned' | 'not pinned' | null = null

export function pinning(): 'pinned' | 'not pinned' {
  found ??= canPin() ? 'pinned' : 'not pinned'
  return found
}

function canPin(): boolean {
  if (availableParallelism() < 2) return false
  try {
    execFileSync('taskset', ['-c', `${serverCore},${loadCore}`, 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** From `proc(5)`: fields 14 and 15 of `stat`, in ticks of 10 ms, after a name that may hold spaces. */
function cpuUs(child: ChildProcess): number | null {
  const file = `/proc/${child.pid}/stat`
  if (!existsSync(file)) return null
  const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10_000
}

function kept(child: ChildProcess): ChildProcess {
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}
