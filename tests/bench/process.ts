import { type ChildProcess, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, setPriority } from 'node:os'

/** A process that is measured. */
export interface Measured {
  /** CPU it has used so far, in µs, by all its threads; null where the system does not tell. */
  cpuUs(): number | null
  /** The most memory it ever held, in bytes (`VmHWM`); null where the system does not tell. */
  peakBytes(): number | null
  /** Begins to look for the most anew, from what it holds now (`proc(5)`, `clear_refs`). */
  forgetPeak(): void
  stop(): Promise<void>
}

const running = new Set<ChildProcess>()

/** Has a child killed with the bench, however that ends. */
export function kept(child: ChildProcess): ChildProcess {
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

export function killAll(): void {
  for (const child of running) child.kill('SIGKILL')
}

export function measured(child: ChildProcess): Measured {
  return {
    cpuUs: () => cpuUs(child),
    peakBytes: () => peakBytes(child),
    forgetPeak: () => writeFileSync(`/proc/${child.pid}/clear_refs`, '5'),
    stop: () => end(child),
  }
}

/** What a child of ours says next. */
export function said<What>(child: ChildProcess): Promise<What> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null) => reject(new Error(`a process of the bench ended with ${code}`))
    child.once('exit', gone)
    child.once('message', what => {
      child.off('exit', gone)
      resolve(what as What)
    })
  })
}

/** What a program of the product prints, once it fits. */
export function printed(child: ChildProcess, line: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let all = ''
    child.stdout?.on('data', part => {
      all += part
      const found = line.exec(all)
      if (found) resolve(found)
    })
    child.once('exit', code => reject(new Error(`the product ended with ${code} before it was up`)))
  })
}

const cores = { server: '0,1', load: '1', second: '2,3' }

export type Core = keyof typeof cores

/**
 * Product and reference on the same two cores, since the product has a thread that writes; all else on the second of them,
 * where there are two and the system can.
 */
export function pin(child: ChildProcess, to: Core): void {
  if (pinning() === 'pinned')
    execFileSync('taskset', ['-apc', cores[to], String(child.pid)], { stdio: 'ignore' })
}

/** Lets a process wait for those that measure, on the core that they share. */
export function stepBack(child: ChildProcess): void {
  if (child.pid) setPriority(child.pid, 5)
}

let found: 'pinned' | 'not pinned' | null = null

function pinning(): 'pinned' | 'not pinned' {
  found ??= canPin() ? 'pinned' : 'not pinned'
  return found
}

/** In words, as the table and the terminal say it. */
export function pinningText(): string {
  return pinning() === 'pinned'
    ? `servers pinned to cores ${cores.server}, load to core ${cores.load}`
    : 'servers and load not pinned to cores, so they may disturb each other'
}

function canPin(): boolean {
  if (availableParallelism() < 2) return false
  try {
    execFileSync('taskset', ['-c', cores.server, 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** From `proc(5)`: fields 14 and 15 of `stat`, in ticks of 10 ms, after a name that may hold spaces. */
function cpuUs(child: ChildProcess): number | null {
  const fields = procFile(child, 'stat')?.split(') ')[1]?.split(' ')
  return fields ? (Number(fields[11]) + Number(fields[12])) * 10_000 : null
}

function peakBytes(child: ChildProcess): number | null {
  const line = /^VmHWM:\s*(\d+) kB$/m.exec(procFile(child, 'status') ?? '')
  return line ? Number(line[1]) * 1024 : null
}

function procFile(child: ChildProcess, name: string): string | null {
  const file = `/proc/${child.pid}/${name}`
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}
