import { accessSync, constants } from 'node:fs'
import { resolve } from 'node:path'
import { build, isBuilt } from './build.mjs'
import { runChecks } from './checks.mjs'
import { becomeProgram, readEnvFile, runProgram, setProduction } from './handover.mjs'
import { install, isInstalled } from './install.mjs'
import { withLock } from './lock.mjs'
import { Refusal, say } from './step.mjs'
import { runTests } from './tests.mjs'

const usage = `usage: npm start | test | run dev | run mailer | run check | run bench | run chaos | run --silent cli -- VERB …
       (node app/prepare.mjs start|test|dev|mailer|check|bench|chaos|cli [argument …])`

const commands = {
  start: root => become(root, 'server'),
  mailer: root => become(root, 'mailer'),
  cli: root => become(root, 'cli'),
  async dev(root, args) {
    await prepare(root, 'installed')
    readEnvFile(root)
    setProduction()
    // React's development build, which Vite needs to refresh pages in place, is chosen by NODE_ENV.
    const env = { ...process.env, NODE_ENV: 'development', UNDERSIGNED_DEV: '1' }
    return runProgram(root, ['--import', 'tsx', 'app/server.ts', ...args], env)
  },
  // Neither benchmarks nor tests nor faults read .env: it may name the database that people sign into.
  bench: (root, args) => measure(root, 'tests/bench/main.ts', args),
  chaos: (root, args) => measure(root, 'tests/chaos/main.ts', args),
  async test(root, args) {
    await prepare(root, 'built')
    return runTests(root, args)
  },
  async check(root, names) {
    await prepare(root, 'installed')
    return runChecks(root, names, () => commands.test(root, []))
  },
}

/** Prepares this machine as far as the command needs, then runs it; a refusal is printed and exits 1. */
export async function runCommand(name, args, root = resolve(import.meta.dirname, '../..')) {
  if (!Object.hasOwn(commands, name ?? '')) {
    say(name ? `There is no command "${name}".\n${usage}` : usage)
    process.exitCode = 2
    return
  }
  try {
    const code = await commands[name](root, args)
    if (code !== undefined) process.exitCode = code
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem
    say(problem.message)
    process.exitCode = 1
  }
}

async function measure(root, file, args) {
  await prepare(root, 'built')
  setProduction()
  return runProgram(root, ['--import', 'tsx', file, ...args], process.env)
}

async function become(root, program) {
  await prepare(root, 'built')
  readEnvFile(root)
  setProduction()
  await becomeProgram(root, program)
}

/** Silent, and writes nothing, where everything is prepared already: so it works in a read-only image. */
async function prepare(root, until) {
  const builds = until === 'built'
  if (isInstalled(root) && (!builds || isBuilt(root))) return
  try {
    accessSync(root, constants.W_OK)
    await withLock(root, async runStep => {
      if (!isInstalled(root)) await install(root, runStep)
      if (builds && !isBuilt(root)) await build(root, runStep)
    })
  } catch (problem) {
    throw writeProblems.has(problem.code) ? unwritable(root, problem) : problem
  }
}

/** Root passes the check of access everywhere, so a failed write is explained the same way. */
const writeProblems = new Set(['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR', 'ENOSPC'])

function unwritable(root, problem) {
  const where = problem.path ?? root
  const cure = `Undersigned installs and builds inside ${root}: run it as the owner of that folder, with room on the disk.`
  return new Refusal(`Cannot write ${where} (${problem.code}). ${cure}`)
}
