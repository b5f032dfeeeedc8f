import { createHash } from 'node:crypto'
import { constants, cpSync, existsSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { databaseIn } from './children'
import type { Say } from './figure'
import { fill, type Spread, toDisk } from './fill'
import { benchFolder, benchRoot, deleteFolder, needRoom, passing } from './folder'

export const million = 1_000_000

/** 300 bytes a signature and as much again, for copies and the log. */
const bytesEach = 600

let keep = false

/** Leaves filled databases for the next run. */
export function keepFilled(): void {
  keep = true
}

/**
 * A folder whose database holds so many signatures, filled once and shared by the benchmarks of a run: for reading.
 * Begins where the largest that is smaller ended.
 * @throws CannotRun where the disk has no room for it
 */
export async function filled(signatures: number, say: Say, spread: Spread = 'month'): Promise<string> {
  const folder = folderOf(signatures, spread)
  if (existsSync(folder)) return keep ? folder : passing(folder)
  deleteStale()
  needRoom(signatures * bytesEach)
  const part = passing(`${folder}.part`)
  deleteFolder(part)
  passing(part)
  const smaller = largestBelow(signatures, spread)
  if (smaller) copy(folderOf(smaller, spread), part)
  const began = performance.now()
  await fill(part, signatures, spread, say)
  renameSync(part, folder)
  say(
    `${signatures.toLocaleString('en-GB')} signatures filled in, in ${Math.round((performance.now() - began) / 1000)} s`,
  )
  return keep ? folder : passing(folder)
}

/** One to write to. */
export async function copyOfFilled(signatures: number, say: Say, spread?: Spread): Promise<string> {
  const from = await filled(signatures, say, spread)
  const folder = benchFolder()
  copy(from, folder)
  toDisk(databaseIn(folder))
  return folder
}

function copy(from: string, to: string): void {
  cpSync(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE })
}

function folderOf(signatures: number, spread: Spread): string {
  return `${benchRoot}/filled-${signatures}-${spread}-${layout()}`
}

function largestBelow(signatures: number, spread: Spread): number | undefined {
  return readdirSync(benchRoot)
    .flatMap(name => Number(/^filled-(\d+)-/.exec(name)?.[1] ?? []))
    .filter(one => one < signatures && existsSync(folderOf(one, spread)))
    .sort((one, other) => other - one)[0]
}

/** What an earlier run kept is of no use once the tables are others. */
function deleteStale(): void {
  for (const name of readdirSync(benchRoot))
    if (name.startsWith('filled-') && !name.endsWith(layout())) deleteFolder(`${benchRoot}/${name}`)
}

/** Changes with the tables and with what fills them: a database that was kept is of use only while neither did. */
function layout(): string {
  const migrations = 'db/migrations/sqlite'
  const files = [
    ...readdirSync(migrations).flatMap(name => (name.endsWith('.sql') ? `${migrations}/${name}` : [])),
    ...['fill', 'template', 'opened', 'seats'].map(name => `tests/bench/${name}.ts`),
  ]
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file))
  return hash.digest('hex').slice(0, 8)
}
