import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Later } from './closing'
import { testSecret } from './store'

/** The built product, running as its own process. */
export interface Product {
  readonly origin: string
  readonly folder: string
  readonly database: string
  readonly pid: number
  /** Resolves with its exit code when it has ended, by itself or not; null where a signal ended it. */
  readonly ended: Promise<number | null>
  /** Everything it printed so far. */
  printed(): string
  /** Ends it as an operator would; answers its exit code. */
  stop(): Promise<number | null>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
}

export interface ProductOptions {
  /** Where its data lies. */
  readonly folder: string
  readonly env?: Readonly<Record<string, string>>
  /** `server` unless given. */
  readonly program?: 'server' | 'mailer'
  /** A command that turns itself into the one that follows it, such as `nice`. */
  readonly under?: readonly string[]
  /** For Node. */
  readonly flags?: readonly string[]
}

/** Starts what `npm start` starts, on any free port, with data of its own. */
export async function launchProduct(
  later: Later,
  { folder, env = {}, program = 'server', under = [], flags = [] }: ProductOptions,
): Promise<Product> {
  const bundle = `build/programs/${program}.js`
  if (!existsSync(bundle)) throw new Error(`${bundle} is not built: run npm test, which builds it`)
  const [command = '', ...args] = [...under, process.execPath, ...flags, bundle]
  const child = spawn(command, args, {
    env: { ...productEnv(folder), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', part => (printed += part))
  const ended = new Promise<number | null>(resolve => child.once('close', code => resolve(code)))
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal)
    return ended
  }
  const killAtExit = () => child.kill('SIGKILL')
  process.once('exit', killAtExit)
  ended.then(() => process.off('exit', killAtExit))
  later(async () => void (await end('SIGKILL')))
  const origin = await ready(child, ended, () => printed)
  return {
    origin,
    folder,
    database: join(folder, 'undersigned.db'),
    pid: child.pid ?? 0,
    ended,
    printed: () => printed,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
  }
}

/** Its exit code and last words where it has ended by itself, or null. */
export async function endedWith({ ended, printed }: Product): Promise<object | null> {
  const code = await Promise.race([ended, setImmediate('runs' as const)])
  return code === 'runs' ? null : { code, words: printed().slice(-2000) }
}

/** What the environment of a program of ours holds in tests; nothing of the machine's own settings comes through. */
export function productEnv(folder: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'production', // as prepare.mjs hands it over, …
    UNDERSIGNED_NODE_ENV: '', // … where the operator's own is not production
    PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: `file:${join(folder, 'undersigned.db')}`,
    SECRET_KEY: testSecret.toString(),
    FORM_MIN_SECONDS: '0',
    LIMITS: 'off',
    LETTERS_PER_HOUR: '0', // a test that paces says so
    PLACES: 'files', // no test asks a public register
    LOG_LEVEL: 'info',
  }
}

/** Waits for the line that says it is up. */
function ready(child: ChildProcess, ended: Promise<number | null>, printed: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const line = /^(?:listening on (http:\S+)|mailer started)/m.exec(printed())
      if (line) resolve((line[1] ?? '').replace('127.0.0.1', 'localhost'))
    }
    child.stdout?.on('data', look)
    ended.then(code => reject(new Error(`it ended with ${code} before it was up:\n${printed()}`)))
  })
}
