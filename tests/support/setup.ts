import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const folder = '.prepare/tests'

/** Before all tests: what a killed run left lying for an hour is gone. Each test removes its own folder. */
export default function setup(): void {
  for (const name of foldersIn(folder)) {
    const left = join(folder, name)
    if (Date.now() - statSync(left).mtimeMs > 3_600_000) rmSync(left, { recursive: true, force: true })
  }
}

function foldersIn(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return [] // the first run
  }
}
