import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { contentsOf } from './contents.mjs'

export function isBuilt(root) {
  if (!products.every(file => existsSync(join(root, 'build', file)))) return false
  return contentsOf(stampOf(root)) === hashOfSources(root)
}

/** Builds the pages and the programs. The stamp goes first and is written last: a failed build is never trusted. */
export async function build(root, runStep) {
  const sources = hashOfSources(root)
  rmSync(stampOf(root), { force: true })
  const { VITEST, ...env } = process.env // remix.config.js takes VITEST for "the tests' configuration"
  const step = {
    command: process.execPath,
    cwd: root,
    env: { ...env, NODE_ENV: 'production' },
    because: () => 'The build failed: mend what is named above and run the command again.',
  }
  const remix = ['node_modules/.bin/remix', 'vite:build', '--config', 'remix.config.js']
  await runStep({ ...step, doing: 'building the pages', about: 'about 10 s', args: remix })
  const vite = ['node_modules/.bin/vite', 'build', '--config', 'remix.config.js', '--mode', 'programs']
  await runStep({ ...step, doing: 'building the programs', about: 'about 5 s', args: vite })
  writeFileSync(stampOf(root), sources)
}

const programs = ['server', 'mailer', 'cli', 'store-thread']
const products = ['server/index.js', ...programs.map(name => `programs/${name}.js`)]

const stampOf = root => join(root, 'build', '.prepared')

const sources = ['app', 'db', 'emails', 'public', 'remix.config.js', 'tsconfig.json', 'package-lock.json']

/** Over names and contents: times change with every checkout, and reading a thousand files takes some 50 ms. */
function hashOfSources(root) {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(name => filesUnder(root, name))) {
    const contents = readFileSync(join(root, file))
    hash.update(`${file}\0${contents.length}\0`).update(contents)
  }
  return hash.digest('hex')
}

/** Hidden files are editors' own and come and go. */
function filesUnder(root, name) {
  const stat = statSync(join(root, name), { throwIfNoEntry: false })
  if (!stat?.isDirectory()) return stat?.isFile() ? [name] : []
  const names = readdirSync(join(root, name)).filter(child => !child.startsWith('.'))
  return names.sort().flatMap(child => filesUnder(root, `${name}/${child}`))
}
