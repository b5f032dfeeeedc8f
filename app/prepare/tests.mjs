import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runProgram } from './handover.mjs'

/**
 * Runs the tests, says which were skipped and why, and ends with the line `N passed, N failed, N skipped`.
 * Answers 0 only when at least one test ran and nothing failed, be it a file that does not load or a stray error.
 */
export async function runTests(root, args) {
  const file = join(root, '.prepare', `tests-${process.pid}.json`)
  mkdirSync(join(root, '.prepare'), { recursive: true })
  const vitest = ['node_modules/.bin/vitest', 'run', '--config', 'remix.config.js']
  const reporters = ['--reporter=default', '--reporter=./tests/support/reporter.mjs']
  const code = await runProgram(root, [...vitest, ...reporters, ...args], testEnvironment(file))
  const { passed, failed, skipped, skips } = resultsIn(file)
  const failures = code === 0 && passed > 0 ? failed : Math.max(failed, 1)
  for (const { test, reason } of skips) process.stdout.write(`skipped: ${test}: ${reason}\n`)
  process.stdout.write(`${passed} passed, ${failures} failed, ${skipped} skipped\n`)
  return failures === 0 ? 0 : code || 1
}

function testEnvironment(file) {
  const { UNDERSIGNED_NODE_ENV, ...env } = process.env
  return { ...plainOutput(env), ...env, NODE_ENV: 'test', UNDERSIGNED_TEST_RESULTS: file }
}

/** Without a terminal nobody answers or sees colours; vitest takes CI alone as a wish for colours. */
function plainOutput({ FORCE_COLOR }) {
  if (process.stdin.isTTY && process.stdout.isTTY) return {}
  return FORCE_COLOR ? { CI: 'true' } : { CI: 'true', NO_COLOR: '1' }
}

/** The reporter writes it last, so a run that died has none. */
function resultsIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, failed: 0, skipped: 0, skips: [] }
  } finally {
    rmSync(file, { force: true })
  }
}
