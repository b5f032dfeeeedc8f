import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { Pool } from 'pg'
import { freePort } from './free-port'
import { startKeeper } from './keeper'

/** A real PostgreSQL server with data of its own. */
export interface PostgresServer {
  /** Where its data lies; gone once it is closed, or once the process that started it is gone. */
  readonly folder: string
  /** Of the postmaster; null while it does not run. */
  pid(): number | null
  /** What `DATABASE_URL` takes; its user may do everything. */
  url(database: string): string
  /** A new database with what the template holds, which nobody may be connected to; answers its name. */
  createDatabase(template?: string): Promise<string>
  /** Whoever is connected to it is cut off. */
  dropDatabase(name: string): Promise<void>
  /** `fast` as an operator would, `immediate` and `killed` as a crash does: what was not committed is lost. */
  stop(how: keyof typeof signals): Promise<void>
  /** Starts it again, on the same port and data. */
  start(): Promise<void>
  close(): Promise<void>
}

/** `postgresql.org/docs/15/server-shutdown.html`; a postmaster that is killed takes its processes with it too. */
const signals = { fast: 'SIGINT', immediate: 'SIGQUIT', killed: 'SIGKILL' } as const

/** As durable as a server left to itself, or where nobody will crash it much quicker; and small. */
const settingsOf = (durable: boolean) => ({
  fsync: durable ? 'on' : 'off',
  synchronous_commit: 'on',
  full_page_writes: durable ? 'on' : 'off',
  shared_buffers: '32MB',
  max_connections: '200', // a test of many stores keeps some of each
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '', // a socket's path may be no longer than 107 bytes, and a project's folder is
})

/** Why no server can be started here, or null. */
export function postgresMissing(): string | null {
  return programs() ? null : 'PostgreSQL is missing: apt-get install postgresql'
}

/**
 * Makes a server and starts it: 0.65 s, nearly all of it for `initdb`.
 * @param durable whether what it acknowledges outlives a crash
 * @throws Error with its log where it does not come up
 */
export async function startPostgres(durable = true): Promise<PostgresServer> {
  const bin = programs()
  if (!bin) throw new Error(postgresMissing() ?? '')
  const account = serverAccount()
  const folder = serverFolder(account)
  const password = randomBytes(12).toString('hex') // or whoever is on this machine could run what they like as its user
  const env: NodeJS.ProcessEnv = { NODE_ENV: 'test', LC_ALL: 'C' } // its log is read below
  const options = { ...account, cwd: folder, env }
  const data = join(folder, 'data')
  const port = await freePort()
  const keeper = startKeeper(tidying, folder)
  let running: Running | null = null

  const url = (database: string) => `postgres://undersigned:${password}@127.0.0.1:${port}/${database}`

  async function stop(how: keyof typeof signals): Promise<void> {
    if (!running) return
    const { child, closed, pool } = running
    const orphans = how === 'killed' ? childrenOf(child) : [] // would go on with what they are at
    child.kill(signals[how])
    for (const orphan of orphans) kill(orphan)
    await closed
    await pool.end()
    running = null
    keeper.tell('')
  }

  async function start(): Promise<void> {
    const flags = Object.entries(settingsOf(durable)).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const child: ChildProcess = spawn(
      join(bin ?? '', 'postgres'),
      ['-D', data, '-p', String(port), ...flags],
      {
        ...options,
        stdio: ['ignore', 'ignore', 'pipe'],
        detached: true, // an interrupt on a terminal is for whoever started us
      },
    )
    const pool = new Pool({ connectionString: url('postgres'), max: 1, allowExitOnIdle: true })
    pool.on('error', () => {}) // it is cut off when the server stops
    running = { child, closed: once(child, 'close'), pool }
    keeper.tell(String(child.pid ?? ''))
    await ready(child)
  }

  async function close(): Promise<void> {
    await stop('immediate')
    await keeper.end()
  }

  try {
    initialise(bin, data, password, options)
    await start()
  } catch (fault) {
    await close()
    throw fault
  }
  let databases = 0
  return {
    folder,
    pid: () => running?.child.pid ?? null,
    url,
    async createDatabase(template = 'template0') {
      const name = `database_${++databases}`
      await running?.pool.query(`create database ${name} template ${template}`)
      return name
    },
    async dropDatabase(name) {
      await running?.pool.query(`drop database if exists ${name} with (force)`)
    },
    stop,
    start,
    close,
  }
}

interface Running {
  readonly child: ChildProcess
  /** All its processes are gone: each holds the log's other end, and the memory that the next start would find in use. */
  readonly closed: Promise<unknown>
  /** One connection to make and drop databases by: a new one for each took longer than the database. */
  readonly pool: Pool
}

/** The processes that serve connections, and those that write; Linux alone tells. */
function childrenOf({ pid }: ChildProcess): readonly number[] {
  const told = `/proc/${pid}/task/${pid}/children`
  return existsSync(told) ? readFileSync(told, 'utf8').trim().split(' ').map(Number) : []
}

function kill(pid: number): void {
  try {
    if (pid) process.kill(pid, 'SIGKILL')
  } catch {} // it is gone
}

/** The folder that holds `initdb` and `postgres`: Debian's newest, or one on the PATH. */
function programs(): string | null {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((one, other) => +other - +one) : []
  const folders = [
    ...versions.map(version => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ]
  return folders.find(at => existsSync(join(at, 'initdb')) && existsSync(join(at, 'postgres'))) ?? null
}

interface Account {
  readonly uid?: number
  readonly gid?: number
}

/** Neither `initdb` nor `postgres` runs as root. */
function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {}
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = ['-u', '-g'].map(flag => Number(execFileSync('id', [flag, name], { stdio: 'pipe' })))
      if (uid && gid) return { uid, gid }
    } catch {} // no such account
  }
  throw new Error('PostgreSQL does not run as root, and there is neither an account postgres nor nobody')
}

/**
 * A folder that belongs to the account: in the project, on whose disk the data should be, or where the account may not
 * pass the project's parents (such as root's home) in the system's folder for temporary files.
 */
function serverFolder(account: Account): string {
  mkdirSync('.prepare/tests', { recursive: true })
  const inProject = resolve(mkdtempSync('.prepare/tests/postgres-'))
  if (account.uid === undefined) return inProject
  chownSync(inProject, account.uid, account.gid ?? -1)
  if (mayWrite(account, inProject)) return inProject
  execFileSync('rmdir', [inProject])
  const elsewhere = mkdtempSync(join(tmpdir(), 'undersigned-postgres-'))
  chownSync(elsewhere, account.uid, account.gid ?? -1)
  return elsewhere
}

function mayWrite(account: Account, folder: string): boolean {
  try {
    execFileSync('test', ['-w', folder], { ...account, cwd: '/' })
    return true
  } catch {
    return false
  }
}

function initialise(
  bin: string,
  data: string,
  password: string,
  options: Account & { readonly cwd: string },
): void {
  const file = join(options.cwd, 'password')
  writeFileSync(file, password, { mode: 0o600 })
  if (options.uid !== undefined) chownSync(file, options.uid, options.gid ?? -1)
  // Made anew each time, so it need not outlive a power cut: without --no-sync it takes seconds. md5 because scram costs
  // each connection 10 ms, and every test makes some.
  const how = ['--no-sync', '--locale=C', '--encoding=UTF8', '--auth=md5', '-U', 'undersigned']
  execFileSync(join(bin, 'initdb'), ['-D', data, `--pwfile=${file}`, ...how], { ...options, stdio: 'pipe' })
}

/** Waits for the line that says it takes connections. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((up, fail) => {
    let log = ''
    child.stderr?.on('data', part => {
      log = (log + part).slice(-10_000)
      if (log.includes('database system is ready to accept connections')) up()
    })
    child.once('error', fail)
    child.once('close', code => fail(new Error(`PostgreSQL ended with ${code} before it was up:\n${log}`)))
  })
}

/** Stops the postmaster that it was last told of, and removes the data. */
const tidying = `
if [ -n "$line" ] && kill -QUIT "$line" 2> /dev/null; then
  tries=0
  while kill -0 "$line" 2> /dev/null && [ "$tries" -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
fi
rm -rf -- "$1"
`
