import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { sync } from '../durable'

/**
 * A step of a switch. Several files are put in place of others as if at once: first it is written down which, and that is the moment when
 * the new stand; whoever comes next, after a crash too, does what was not done yet. `keep` gives a file a second name, `move` another one; done again, or where there is
 * nothing, each does nothing.
 */
export interface Step {
  readonly do: 'keep' | 'move'
  readonly from: string
  readonly to: string
}

/** Decides a switch and carries it out. What is moved into place is on disk already. */
export function switchFiles(database: string, steps: readonly Step[]): void {
  const decided = decisionBeside(database)
  const draft = `${decided}.new`
  writeFileSync(draft, JSON.stringify({ steps }), { mode: 0o600, flush: true })
  renameSync(draft, decided)
  sync(dirname(decided))
  finishSwitch(database)
}

/** Ends a switch that was decided and then interrupted; costs one look where there is none. */
export function finishSwitch(database: string): void {
  const decided = decisionBeside(database)
  if (!existsSync(decided)) return
  const { steps } = JSON.parse(readFileSync(decided, 'utf8')) as { readonly steps: readonly Step[] }
  for (const step of steps) carryOut(step)
  for (const folder of new Set(steps.flatMap(({ from, to }) => [dirname(from), dirname(to)])))
    if (existsSync(folder)) sync(folder)
  rmSync(decided, { force: true })
  sync(dirname(decided))
}

function carryOut({ do: what, from, to }: Step): void {
  try {
    mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
    if (what === 'keep') linkSync(from, to)
    else renameSync(from, to)
  } catch (fault) {
    const done = what === 'keep' ? ['ENOENT', 'EEXIST'] : ['ENOENT']
    if (!done.includes((fault as NodeJS.ErrnoException).code ?? '')) throw fault
  }
}

/** From then on what lies ready must stay: only the switch may move it. */
export function isSwitching(database: string): boolean {
  return existsSync(decisionBeside(database))
}

function decisionBeside(database: string): string {
  return `${database}.restore.json`
}
