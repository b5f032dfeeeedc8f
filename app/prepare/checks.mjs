import { runProgram } from './handover.mjs'
import { Refusal } from './step.mjs'

/** Runs the checks (those named, or all) in the order that CI does and stops at the first that fails. */
export async function runChecks(root, names, runTests) {
  const program =
    (name, ...args) =>
    () =>
      runProgram(root, [`node_modules/.bin/${name}`, ...args], process.env)
  const checks = {
    types: program('tsc', '--noEmit'),
    lint: program('biome', 'check', '.'),
    'dead-code': program('knip'),
    tests: runTests,
  }
  const unknown = names.find(name => !Object.hasOwn(checks, name))
  if (unknown)
    throw new Refusal(`There is no check "${unknown}". There are: ${Object.keys(checks).join(', ')}.`)
  for (const [name, check] of Object.entries(checks)) {
    if (names.length > 0 && !names.includes(name)) continue
    const began = Date.now()
    process.stdout.write(`${name}…\n`)
    const code = await check()
    process.stdout.write(
      `${name}: ${code === 0 ? 'passed' : 'failed'} in ${((Date.now() - began) / 1000).toFixed(1)} s\n`,
    )
    if (code !== 0) return code
  }
  return 0
}
