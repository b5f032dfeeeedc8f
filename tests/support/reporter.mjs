import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'

/** Writes what a run came to where UNDERSIGNED_TEST_RESULTS says: counts, and each skipped test with its reason. */
export default class Reporter {
  #filtered = false

  onInit(vitest) {
    this.#filtered = Boolean(vitest.config.testNamePattern)
  }

  onTestRunEnd(modules, strayErrors) {
    const tests = modules.flatMap(module => [...module.children.allTests()])
    const count = state => tests.filter(test => test.result().state === state).length
    const results = {
      passed: count('passed'),
      failed: count('failed') + strayErrors.length + modules.flatMap(brokenParts).length,
      skipped: count('skipped'),
      skips: tests.filter(test => this.#isSkip(test)).map(skip),
    }
    writeFileSync(process.env.UNDERSIGNED_TEST_RESULTS, JSON.stringify(results))
  }

  /** With -t nearly every test is left out, on purpose and without a reason. */
  #isSkip(test) {
    const result = test.result()
    return result.state === 'skipped' && Boolean(result.note || !this.#filtered)
  }
}

/** Files that do not load and groups whose setup fails: their tests are missing, or counted as skipped. */
function brokenParts(module) {
  return [module, ...module.children.allSuites()].filter(part => part.errors().length > 0)
}

function skip(test) {
  const file = relative(process.cwd(), test.module.moduleId)
  return { test: `${file} > ${test.fullName}`, reason: test.result().note ?? 'no reason is given' }
}
