import { rmSync } from 'node:fs'

/** Before all tests: what earlier runs left is gone. Each test makes its own folder under `.prepare/tests`. */
export default function setup(): void {
  rmSync('.prepare/tests', { recursive: true, force: true })
}
