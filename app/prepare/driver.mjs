import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { contentsOf } from './contents.mjs'
import { npm } from './npm.mjs'
import { Refusal } from './step.mjs'

/**
 * Runs the driver's own install script, the only one that we need: it fetches a ready-made binary or compiles.
 * Asked for by `npm run`, because npm 12 skips it in `npm rebuild` unless approved, and so does `ignore-scripts`.
 */
export async function compileDriver(root, runStep) {
  const missing = missingTools(process.env)
  const folder = join(root, 'node_modules', 'better-sqlite3')
  await runStep({
    doing: missing.length > 0 ? 'fetching better-sqlite3' : 'compiling better-sqlite3',
    about:
      missing.length > 0
        ? 'there is no compiler here, so a ready-made one is needed'
        : 'about 70 s, only this once',
    ...npm('run', 'install', `--prefix=${folder}`, '--loglevel=warn'),
    cwd: folder,
    env: { JOBS: 'max', ...headersBesideNode(), ...process.env },
    because: output => whyDriverFailed(output, missing),
  })
  if (driverLoads(root)) return
  throw new Refusal('better-sqlite3 was compiled but does not load. Delete node_modules and try again.')
}

export function driverLoads(root) {
  const script = "new (require('better-sqlite3'))(':memory:').close()"
  return spawnSync(process.execPath, ['--input-type=commonjs', '-e', script], { cwd: root }).status === 0
}

function whyDriverFailed(output, missing) {
  const failed = 'The database driver, better-sqlite3, could not be compiled:'
  const cure = 'On Debian or Ubuntu: apt-get install build-essential python3'
  if (missing.length > 0) return `${failed} this machine has no ${missing.join(', no ')}. ${cure}`
  if (/ENOSPC|No space left/.test(output)) return `${failed} the disk is full. Make room and try again.`
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/.test(output)) {
    return `${failed} the headers of Node cannot be downloaded. Check the network and try again.`
  }
  return `${failed} its output is above. The compiler and its tools may be incomplete. ${cure}`
}

function missingTools({ PATH = '' }) {
  const folders = PATH.split(delimiter)
  const tools = [
    ['C++ compiler', ['g++', 'c++', 'clang++']],
    ['make', ['make', 'gmake']],
    ['python3', ['python3', 'python']],
  ]
  const isHere = name => folders.some(folder => isRunnable(join(folder, name)))
  return tools.filter(([, names]) => !names.some(isHere)).map(([tool]) => tool)
}

function isRunnable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Most ways of installing Node bring its headers along; using them spares node-gyp a download. */
function headersBesideNode() {
  const prefix = dirname(dirname(process.execPath))
  const version = contentsOf(join(prefix, 'include', 'node', 'node_version.h'))
  const isOurs = version.includes(`#define NODE_MODULE_VERSION ${process.versions.modules}\n`)
  return isOurs ? { npm_config_nodedir: prefix } : {}
}
