import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseEnv } from 'node:util'
import { Refusal } from './step.mjs'

/** Turns this process into a built program, so that signals reach it: it finds its own arguments in process.argv. */
export async function becomeProgram(root, name) {
  const file = join(root, 'build', 'programs', `${name}.js`)
  process.argv = [process.argv[0], file, ...process.argv.slice(3)]
  // As npm does: paths in the settings are the project's, and INIT_CWD is where the person stands.
  process.env.INIT_CWD ??= process.cwd()
  process.chdir(root)
  await import(pathToFileURL(file).href)
}

/** Runs Node on something else, passing signals on; answers its exit code. */
export function runProgram(root, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' })
    const forward = signal => child.kill(signal)
    // A terminal sends its interrupt to us both already, and a second one means "at once" to many programs.
    const interrupt = () => process.stdin.isTTY || child.kill('SIGINT')
    process.on('SIGINT', interrupt).on('SIGTERM', forward).on('SIGHUP', forward)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      process.off('SIGINT', interrupt).off('SIGTERM', forward).off('SIGHUP', forward)
      resolve(signal ? 128 + constants.signals[signal] : code)
    })
  })
}

/** Libraries always run in production mode; what the operator said, or '', is kept for the settings it decides. */
export function setProduction() {
  process.env.UNDERSIGNED_NODE_ENV = process.env.NODE_ENV ?? ''
  process.env.NODE_ENV = 'production'
}

/** Adds what .env sets and the environment does not. Node's parser skips what it cannot read; we say so instead. */
export function readEnvFile(root) {
  const file = join(root, '.env')
  const text = textOf(file).replace(/^\uFEFF/, '')
  const lines = text.replace(quotedValue, match => `=${match.replace(/[^\n]/g, '')}`).split('\n')
  const wrong = lines.findIndex(line => !isSensible.test(line))
  if (wrong >= 0) {
    throw new Refusal(`${file}, line ${wrong + 1}, is not NAME=value. Mend it, or put # before it.`)
  }
  for (const [name, value] of Object.entries(parseEnv(text))) process.env[name] ??= value
}

const quotedValue = /=[ \t]*(["'`])[\s\S]*?\1/g
const isSensible = /^\s*(#.*|(export\s+)?[A-Za-z_][A-Za-z0-9_]*[ \t]*=[ \t]*([^"'`\s].*)?\s*)?$/

function textOf(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch (problem) {
    if (problem.code === 'ENOENT') return ''
    throw new Refusal(`${file} cannot be read (${problem.code}). Make it a file that this account may read.`)
  }
}
