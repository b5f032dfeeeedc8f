import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { CannotRun } from './figure'
import { kept, pin } from './process'

const tool = 'sqlite3'

/** What printing a query's rows as CSV took the `sqlite3` tool. */
export interface Printed {
  readonly bytes: number
  /** What it printed, where it was asked to be kept. */
  readonly text: string
  readonly ms: number
  /** By the tool's process, in µs, in ticks of 10 ms. */
  readonly cpuUs: number
}

/** @throws CannotRun where there is no such tool */
export function needSqliteTool(): void {
  const { error, status } = spawnSync(tool, ['--version'])
  if (error || status !== 0) throw new CannotRun('there is no sqlite3 (Debian: apt-get install sqlite3)')
}

/** Prints a query's rows as often as is wanted, in one process and over a pipe. */
export async function printCsv(file: string, query: string, times = 1, keepText = false): Promise<Printed> {
  const before = childrenCpuUs()
  const began = performance.now()
  const child = kept(spawn(tool, ['-csv', '-readonly', file], { stdio: ['pipe', 'pipe', 'inherit'] }))
  pin(child, 'server')
  child.stdin?.end(`${query};\n`.repeat(times))
  let bytes = 0
  let text = ''
  child.stdout?.on('data', (part: Buffer) => {
    bytes += part.length
    if (keepText) text += part
  })
  const code = await new Promise(resolve => child.once('close', resolve))
  if (code !== 0) throw new Error(`sqlite3 ended with ${code}`)
  return { bytes, text, ms: performance.now() - began, cpuUs: childrenCpuUs() - before }
}

/** Puts each line of a CSV of postcodes into a row of its own. @returns CPU of the tool's process, in µs, in ticks of 10 ms */
export function importPostcodes(file: string, csv: string): number {
  const before = childrenCpuUs()
  const { status } = spawnSync(tool, [
    file,
    'drop table if exists postcode',
    'create table postcode (postcode text primary key, ons_code text)',
    '.mode csv',
    `.import --skip 1 ${csv} postcode`,
  ])
  if (status !== 0) throw new Error(`sqlite3 ended with ${status}`)
  return childrenCpuUs() - before
}

/** Of all children that ended: fields 16 and 17 of `stat` in `proc(5)`, in ticks of 10 ms. */
function childrenCpuUs(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[13]) + Number(fields[14])) * 10_000
}
