import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'

test('standard output is the command’s own: preparing speaks on standard error, when it has work', async () => {
  const root = project()

  const first = await prepare(root, ['cli', 'help'])
  const second = await prepare(root, ['cli', 'help'])

  expect(first).toMatchObject({ code: 0, out: 'help\n' })
  expect(first.err).toMatch(/Building the pages .*\n.*Building the programs/)
  expect(second).toEqual({ code: 0, out: 'help\n', err: '' })
})

test('sources are built again when their contents change, not when they are touched', async () => {
  const root = project()
  await prepare(root, ['cli'])

  utimesSync(join(root, 'app/a.ts'), new Date(0), new Date(0))
  const touched = await prepare(root, ['cli'])
  write(root, 'app/a.ts', 'changed')
  const changed = await prepare(root, ['cli'])

  expect(touched.err).toBe('')
  expect(changed.err).toContain('Building')
})

test('a failed build shows its output and is never taken for a good one', async () => {
  const root = project()
  await prepare(root, ['cli'])
  write(root, 'app/a.ts', 'broken')

  const failed = await prepare(root, ['cli'])
  write(root, 'app/a.ts', 'good')
  const mended = await prepare(root, ['cli'])

  expect(failed).toMatchObject({ code: 1, out: '' })
  expect(failed.err).toMatch(/ {2}\| app\/a.ts is broken\nThe build failed/)
  expect(mended.err).toContain('Building')
})

test('packages that someone installed by other means are not installed again', async () => {
  const root = project()
  await prepare(root, ['cli'])
  write(root, 'package.json', JSON.stringify({ ...manifest, scripts: { start: 'other' } }))

  expect((await prepare(root, ['cli'])).err).toBe('')
})

test('an old Node is told which one is wanted', async () => {
  const root = project()
  write(root, 'package.json', JSON.stringify({ ...manifest, engines: { node: '>=99.1' } }))

  const { code, err } = await prepare(root, ['start'])

  expect(code).toBe(1)
  expect(err).toMatch(/needs Node >=99\.1; this is \d+\.\d+\.\d+\. Install a newer Node/)
})

test('a machine without a compiler is told what it lacks and which package brings it', async () => {
  const root = project()
  rmSync(join(root, 'node_modules/better-sqlite3/index.js'))
  const path = join(root, 'path')
  mkdirSync(path)
  for (const name of ['node', 'npm', 'sh']) symlinkSync(where(name), join(path, name))

  const { code, err } = await prepare(root, ['cli'], { PATH: path, npm_execpath: undefined })

  expect(code).toBe(1)
  expect(err).toContain(
    'has no C++ compiler, no make, no python3. On Debian or Ubuntu: apt-get install build-essential python3',
  )
})

test('a machine without npm is told to install it', async () => {
  const root = project()
  rmSync(join(root, 'node_modules/.package-lock.json'))

  const { code, err } = await prepare(root, ['cli'], { PATH: '', npm_execpath: undefined })

  expect(code).toBe(1)
  expect(err).toContain('Cannot find the program npm. Install it')
})

test('a folder that cannot be written is named', async () => {
  const root = project()
  write(root, '.prepare', 'a file where a folder should be')

  const { code, err } = await prepare(root, ['cli'])

  expect(code).toBe(1)
  expect(err).toMatch(/Cannot write .*\.prepare/)
})

/** Root may write everywhere, so as root the command runs as Debian's `nobody`. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

test('a project folder without permission to write is named', async () => {
  const root = project()
  chmodSync(root, 0o555)

  const { code, err } = await ended(node(root, ['app/prepare.mjs', 'cli'], {}, nobody))
  chmodSync(root, 0o755) // so that it can be cleared away

  expect(code).toBe(1)
  expect(err).toContain(`Cannot write ${root} (EACCES)`)
})

test('an unknown command is a usage error', async () => {
  expect(await prepare(project(), ['toString'])).toMatchObject({ code: 2, out: '' })
})

test('a command waits for the one that is preparing', async () => {
  const root = project()
  const other = await holdLock(root)

  const waiting = prepare(root, ['cli', 'help'], {}, said => {
    if (said.includes(`Waiting for another command that is preparing (process ${other.pid})`))
      other.stdin?.end()
  })

  expect(await waiting).toMatchObject({ code: 0, out: 'help\n' })
})

test('the lock of a dead process is taken over', async () => {
  const root = project()
  const dead = await holdLock(root)
  dead.kill('SIGKILL')
  await once(dead, 'close')

  const { code, err } = await prepare(root, ['cli'])

  expect(code).toBe(0)
  expect(err).not.toContain('Waiting')
})

test('a step that outlives its killed command is ended first', async () => {
  const root = project()
  const killed = await holdLock(root, 'setInterval(() => {}, 60_000); process.kill(process.ppid, "SIGKILL")')
  await once(killed, 'close')

  const { code, err } = await prepare(root, ['cli'])

  expect(code).toBe(0)
  expect(err).toMatch(/^Ending what a killed command left running .*\nBuilding/)
})

test('a command that is stopped lets go of the lock and stops its step', async () => {
  const root = project()
  const other = await holdLock(root, 'setInterval(() => {}, 60_000)')

  other.kill('SIGTERM')
  const [code] = await once(other, 'close')

  expect(code).toBe(143)
  expect(readdirSync(join(root, '.prepare/lock'))).toEqual([])
})

test('.env adds to the environment, which wins, and the program learns NODE_ENV as it was said', async () => {
  const root = project()
  write(root, '.env', '# ours\nPORT=4001\nNODE_ENV=production\nexport NOTE="two\nlines"\n')

  const { out } = await prepare(root, ['mailer'], { PORT: '4002', NODE_ENV: undefined })

  expect(JSON.parse(out)).toEqual({
    PORT: '4002',
    NOTE: 'two\nlines',
    NODE_ENV: 'production',
    UNDERSIGNED_NODE_ENV: 'production',
  })
})

test('a line of .env that says nothing is refused by its number', async () => {
  const root = project()
  write(root, '.env', 'NOTE="two\nlines"\nPORT 4001\n')

  const { code, err } = await prepare(root, ['cli'])

  expect(code).toBe(1)
  expect(err).toContain('.env, line 3, is not NAME=value')
})

test('the checks stop at the first that fails', async () => {
  const root = project()
  write(root, 'node_modules/.bin/tsc', '')
  write(root, 'node_modules/.bin/biome', 'console.log("a lint"); process.exit(1)')

  const { code, out } = await prepare(root, ['check'])

  expect(code).toBe(1)
  expect(out).toMatch(/^types…\ntypes: passed in .* s\nlint…\na lint\nlint: failed in .* s\n$/)
})

test('a run of tests ends with its counts, after the skipped tests and their reasons', async () => {
  const root = testedProject({ 'good.test.ts': "test('a', () => {}); test('b', c => c.skip('no b here'))" })

  const { code, out } = await runTests(root)

  expect(code).toBe(0)
  expect(out).toMatch(/\nskipped: tests\/good\.test\.ts > b: no b here\n1 passed, 0 failed, 1 skipped\n$/)
})

test('a file that does not load, a group that is not set up and a stray error each count as failed', async () => {
  const root = testedProject({
    'unloadable.test.ts': "import './nowhere.ts'; test('a', () => {})",
    'group.test.ts': "describe('g', () => { beforeAll(() => { throw new Error() }); test('a', () => {}) })",
    'stray.test.ts': "test('a', () => { Promise.reject(new Error()) })",
  })

  const { code, out } = await runTests(root)

  expect(code).toBe(1)
  expect(out).toMatch(/\n1 passed, 3 failed, 1 skipped\n$/)
})

test('a run in which no test ran is a failure', async () => {
  const { code, out } = await runTests(testedProject({ 'all.test.ts': "test('a', c => c.skip('why not'))" }))

  expect(code).toBe(1)
  expect(out).toMatch(/\n0 passed, 1 failed, 1 skipped\n$/)
})

const repository = resolve(import.meta.dirname, '..')
const manifest = {
  type: 'module',
  engines: { node: '>=20.19' },
  dependencies: { 'better-sqlite3': '1.0.0' },
}
const locked = { 'node_modules/better-sqlite3': { version: '1.0.0' } }

/** A project with our prepare and small stand-ins for the slow tools: the driver and the two builds. */
function project(): string {
  const root = mkdtempSync(join(tmpdir(), 'prepare-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  cpSync(join(repository, 'app/prepare.mjs'), join(root, 'app/prepare.mjs'))
  cpSync(join(repository, 'app/prepare'), join(root, 'app/prepare'), { recursive: true })
  write(root, 'app/a.ts', 'good')
  write(root, 'package.json', JSON.stringify(manifest))
  write(root, 'package-lock.json', JSON.stringify({ packages: { '': manifest, ...locked } }))
  write(root, 'node_modules/.package-lock.json', JSON.stringify({ packages: locked }))
  write(root, 'node_modules/better-sqlite3/package.json', '{ "scripts": { "install": "exit 1" } }')
  write(root, 'node_modules/better-sqlite3/index.js', 'module.exports = class { close() {} }')
  write(root, 'node_modules/.bin/remix', pagesBuild)
  write(root, 'node_modules/.bin/vite', programsBuild)
  return root
}

const pagesBuild = `
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs')
console.log('noise')
if (readFileSync('app/a.ts', 'utf8') === 'broken') throw process.exit(console.error('app/a.ts is broken') ?? 1)
mkdirSync('build/server', { recursive: true })
writeFileSync('build/server/index.js', '')
`

const programsBuild = `
const { mkdirSync, writeFileSync } = require('node:fs')
mkdirSync('build/programs', { recursive: true })
for (const name of ['server', 'store-thread']) writeFileSync('build/programs/' + name + '.js', '')
writeFileSync('build/programs/cli.js', 'console.log(process.argv.slice(2).join())')
writeFileSync('build/programs/mailer.js', \`
  const { PORT, NOTE, NODE_ENV, UNDERSIGNED_NODE_ENV } = process.env
  console.log(JSON.stringify({ PORT, NOTE, NODE_ENV, UNDERSIGNED_NODE_ENV }))
\`)
`

function testedProject(files: Record<string, string>): string {
  const root = project()
  rmSync(join(root, 'node_modules'), { recursive: true })
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'))
  cpSync(join(repository, 'tests/support/reporter.mjs'), join(root, 'tests/support/reporter.mjs'))
  write(root, 'remix.config.js', 'export default { test: { globals: true } }')
  for (const [name, body] of Object.entries(files)) write(root, `tests/${name}`, body)
  return root
}

function write(root: string, file: string, contents: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), contents)
}

function where(program: string): string {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const folder = folders.find(folder => existsSync(join(folder, program)))
  if (!folder) throw new Error(`${program} is not on the PATH`)
  return join(folder, program)
}

type Environment = Record<string, string | undefined>
type Ended = { code: number | null; out: string; err: string }

function prepare(root: string, args: string[], env: Environment = {}, heard?: (said: string) => void) {
  return ended(node(root, ['app/prepare.mjs', ...args], env), heard)
}

function runTests(root: string): Promise<Ended> {
  const script = `import { runTests } from './app/prepare/tests.mjs'; process.exitCode = await runTests(process.cwd(), [])`
  return ended(node(root, ['--input-type=module', '-e', script]))
}

/** Another process that prepares: it runs the step, if any, then keeps the lock until its standard input ends. */
async function holdLock(root: string, step?: string): Promise<ChildProcess> {
  const script = `
    import { withLock } from './app/prepare/lock.mjs'
    await withLock(process.cwd(), async runStep => {
      console.log('locked')
      const args = ['-e', process.argv[1]]
      if (args[1]) await runStep({ doing: 'running', about: 'long', command: process.execPath, args })
      await process.stdin.forEach(() => {})
    })`
  const child = node(root, ['--input-type=module', '-e', script, step ?? ''])
  onTestFinished(() => void child.kill('SIGKILL'))
  if (child.stdout) await once(child.stdout, 'data')
  return child
}

function node(
  root: string,
  args: string[],
  changes: Environment = {},
  as: { uid?: number; gid?: number } = {},
): ChildProcess {
  const ours = Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST$|NODE_ENV)/.test(name))
  const env = { ...Object.fromEntries(ours), ...changes } as NodeJS.ProcessEnv
  return spawn(process.execPath, args, { cwd: root, env, ...as })
}

async function ended(child: ChildProcess, heard?: (said: string) => void): Promise<Ended> {
  if (!child.stdout || !child.stderr) throw new Error('no pipes')
  if (heard) child.stderr.on('data', chunk => heard(String(chunk)))
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code, out, err }
}
