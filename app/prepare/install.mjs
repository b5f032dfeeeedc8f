import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { contentsOf } from './contents.mjs'
import { compileDriver, driverLoads } from './driver.mjs'
import { npm } from './npm.mjs'
import { Refusal } from './step.mjs'

export function isInstalled(root) {
  return contentsOf(stampOf(root)) === wantedStamp(root)
}

/** Does what is missing of: the packages as locked, the compiled database driver, and the stamp, written last. */
export async function install(root, runStep) {
  rmSync(stampOf(root), { force: true })
  if (!packagesMatch(root)) await installPackages(root, runStep)
  if (!driverLoads(root)) await compileDriver(root, runStep)
  mkdirSync(join(root, 'node_modules'), { recursive: true })
  writeFileSync(stampOf(root), wantedStamp(root))
}

const stampOf = root => join(root, 'node_modules', '.prepared')

function wantedStamp(root) {
  const hash = createHash('sha256')
  for (const file of ['package.json', 'package-lock.json']) hash.update(required(join(root, file)))
  return hash.update([process.versions.modules, process.platform, process.arch].join()).digest('hex')
}

function required(file) {
  const text = contentsOf(file)
  if (text === '') throw new Refusal(`${file} is missing or cannot be read. Restore it from the repository.`)
  return text
}

/**
 * Whether npm installed just what the lock lists, going by the lock that npm leaves in node_modules when it is done:
 * someone's own `npm ci`, or an edit of our scripts in package.json, need not cost a second installation.
 */
function packagesMatch(root) {
  const wanted = jsonIn(join(root, 'package.json'))
  const { '': ours, ...locked } = jsonIn(join(root, 'package-lock.json')).packages ?? {}
  const installed = jsonIn(join(root, 'node_modules', '.package-lock.json')).packages
  if (!ours || !installed) return false
  const isSame = (path, entry) =>
    installed[path] ? installed[path].version === entry.version : entry.optional || entry.devOptional
  return (
    isDeepStrictEqual(ours.dependencies, wanted.dependencies) &&
    isDeepStrictEqual(ours.devDependencies, wanted.devDependencies) &&
    Object.keys(installed).every(path => path in locked) &&
    Object.entries(locked).every(([path, entry]) => isSame(path, entry))
  )
}

/** Nothing where it cannot be read: then npm is asked to install, and says what is wrong with it. */
function jsonIn(file) {
  try {
    return JSON.parse(contentsOf(file))
  } catch {
    return {}
  }
}

async function installPackages(root, runStep) {
  await runStep({
    doing: 'installing packages',
    about: 'about 30 s',
    // Our scripts may ask npm to be silent, and its reasons are wanted here when it fails; and a machine without a
    // network should hear so after some ten seconds, not 70.
    ...npm('ci', '--include=dev', '--ignore-scripts', '--loglevel=warn', '--fetch-retry-mintimeout=1000'),
    cwd: root,
    env: process.env,
    because: whyPackagesFailed,
    endOfReasons: /^npm error Usage:$/m, // 60 lines of options would push them out of sight
  })
}

function whyPackagesFailed(output) {
  const known = npmFailures.find(([signs]) => signs.test(output))
  return `The packages could not be installed: ${known?.[1] ?? 'npm says why above.'}`
}

const npmFailures = [
  [
    /EUSAGE/,
    'package-lock.json is damaged or does not agree with package.json. Run npm install and commit both.',
  ],
  [/EJSONPARSE/, 'a file named above is not valid JSON (an unfinished merge?). Mend it and try again.'],
  [/EBADENGINE/, 'a package refuses this version of Node. Install the one that package.json asks for.'],
  [/ENOSPC/, 'the disk is full. Make room and try again.'],
  [
    /EROFS|EACCES|EPERM/,
    'npm may not write to the folder named above. Run this as its owner, or make it yours.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED/,
    'the package registry cannot be reached. Check the network (or the proxy settings of npm) and try again.',
  ],
  [/E404|ETARGET|EINTEGRITY/, 'the registry does not have the locked versions; its answer is above.'],
]
