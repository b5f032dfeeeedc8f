import { type ChildProcess, fork, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { LoadOrder, LoadReport } from './load'
import type { Begun, ExportOrder, ExportReport, HangUp } from './load-export'
import { type Core, kept, type Measured, measured, pin, printed, said, stepBack } from './process'

/** A server that is measured, on loopback. */
export interface Served extends Measured {
  readonly port: number
}

/** The built product on the data in a folder, its limits off and no mailer inside; on its SQLite file unless told. */
export async function startProduct(
  folder: string,
  { core = 'server', databaseUrl }: { readonly core?: Core; readonly databaseUrl?: string } = {},
): Promise<Served & { readonly database: string }> {
  const child = startProgram('server', folder, databaseUrl ? { DATABASE_URL: databaseUrl } : {})
  pin(child, core)
  const [, port] = await printed(child, /^listening on http:\S+:(\d+)$/m)
  return { port: Number(port), database: databaseIn(folder), ...measured(child) }
}

/** The built mailer over the same data, where a server runs that is measured, or behind those that are. */
export async function startMailer(
  folder: string,
  smtpUrl: string,
  place: 'measured' | 'behind',
): Promise<Measured> {
  const child = startProgram('mailer', folder, { SMTP_URL: smtpUrl })
  pin(child, place === 'measured' ? 'server' : 'load')
  if (place === 'behind') stepBack(child)
  await printed(child, /^mailer started$/m)
  return measured(child)
}

function startProgram(
  program: string,
  folder: string,
  more: Readonly<Record<string, string>> = {},
): ChildProcess {
  const bundle = `build/programs/${program}.js`
  if (!existsSync(bundle)) throw new Error(`${bundle} is not built: run npm run bench, which builds it`)
  const env = { ...productEnv(folder), ...more }
  return kept(spawn(process.execPath, [bundle], { env, stdio: ['ignore', 'pipe', 'inherit'] }))
}

export function databaseIn(folder: string): string {
  return join(folder, 'undersigned.db')
}

/** What a program of the product finds in its environment. */
export function productEnv(folder: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'production', // as prepare.mjs hands it over, …
    UNDERSIGNED_NODE_ENV: '', // … where the operator's own is not production
    PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: `file:${databaseIn(folder)}`,
    FORM_MIN_SECONDS: '0',
    LIMITS: 'off',
    LETTERS_PER_HOUR: '0',
    MAILER: 'separate',
    PLACES: 'files', // what is measured asks nobody
    LOG_LEVEL: 'error',
  }
}

export async function startHello(): Promise<Served> {
  const child = kept(fork('tests/bench/hello.ts'))
  pin(child, 'server')
  return { port: await said<number>(child), ...measured(child) }
}

/** An SMTP server that takes every mail and forgets it. */
export async function startSink(): Promise<{
  readonly url: string
  mails(): Promise<number>
  stop(): Promise<void>
}> {
  const child = kept(fork('tests/bench/load-sink.ts'))
  pin(child, 'load')
  stepBack(child)
  const url = await said<string>(child)
  return {
    url,
    async mails() {
      child.send('mails')
      return said<number>(child)
    },
    stop: measured(child).stop,
  }
}

/** A process that sends requests. */
export interface Load {
  /** @throws Error where an answer was another than expected: what does not work is not measured */
  run(order: LoadOrder): Promise<LoadReport>
  stop(): Promise<void>
}

export async function startLoad(): Promise<Load> {
  const child = kept(fork('tests/bench/load.ts'))
  pin(child, 'load')
  return {
    async run(order) {
      child.send(order)
      const report = await said<LoadReport>(child)
      if (Object.keys(report.unexpected).length > 0)
        throw new Error(
          `expected only ${order.expect}, but was answered ${JSON.stringify(report.unexpected)}`,
        )
      return report
    },
    stop: measured(child).stop,
  }
}

/** A process that downloads an export. */
export interface Downloader {
  run(order: ExportOrder): Promise<ExportReport>
  /** Comes back as soon as the export has begun to. */
  begin(order: ExportOrder): Promise<{ readonly ended: Promise<ExportReport> }>
  /** Ends the download under way, which then tells how far it came. */
  hangUp(): void
  stop(): Promise<void>
}

export async function startDownloader(): Promise<Downloader> {
  const child = kept(fork('tests/bench/load-export.ts'))
  pin(child, 'load')
  stepBack(child)
  async function begin(order: ExportOrder) {
    child.send(order)
    await said<Begun>(child)
    return { ended: said<ExportReport>(child) }
  }
  return {
    begin,
    run: async order => (await begin(order)).ended,
    hangUp: () => void child.send('hang up' satisfies HangUp),
    stop: measured(child).stop,
  }
}
