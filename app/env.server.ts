import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { emailSchema } from './domain/mailbox'
import { Problem } from './domain/problem'

/** Every setting, read once. `docs/settings.md` explains each. */
export interface Settings {
  readonly production: boolean
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Scheme, host and port; null where it follows from the port that is listened on. */
  readonly publicOrigin: string | null
  readonly database:
    | { readonly kind: 'sqlite'; readonly file: string }
    | { readonly kind: 'postgres'; readonly url: string }
  readonly dataDir: string
  /** Null: mail lands in the embedded mailbox. */
  readonly smtpUrl: string | null
  readonly mailFrom: { readonly name: string; readonly address: string }
  readonly mailDomain: string
  readonly secret: Uint8Array
  readonly mailer: 'embedded' | 'separate'
  /** How many proxies stand in front and append to `X-Forwarded-For`. */
  readonly trustProxy: number
  readonly household: number
  readonly logLevel: string
  readonly formMinMs: number
  readonly limits: boolean
}

const secretBytes = 32

/**
 * Reads the environment. `UNDERSIGNED_NODE_ENV` is the operator's `NODE_ENV`: `prepare.mjs` hands the request
 * handler production mode whatever it is.
 * @throws Problem `refused` that names every wrong setting
 */
export function readSettings(given: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const wrong: string[] = []
  const env = withFiles(given, wrong)
  const production = (env.UNDERSIGNED_NODE_ENV ?? env.NODE_ENV) === 'production'
  const answer = settingsSchema(production).safeParse(env)
  if (!answer.success)
    wrong.push(...answer.error.issues.map(issue => `${issue.path.join('.')} ${issue.message}`))
  if (!answer.success || wrong.length > 0)
    throw new Problem('refused', `These settings are wrong:\n${wrong.map(line => `  ${line}`).join('\n')}`)
  const { SECRET_KEY, ...settings } = answer.data
  return {
    production,
    host: settings.HOST,
    port: settings.PORT,
    publicOrigin: settings.PUBLIC_ORIGIN ?? null,
    database: settings.DATABASE_URL,
    dataDir: settings.DATA_DIR,
    smtpUrl: settings.SMTP_URL ?? null,
    mailFrom: settings.MAIL_FROM,
    mailDomain: settings.MAIL_DOMAIN,
    secret: SECRET_KEY ? Buffer.from(SECRET_KEY) : keptSecret(settings.DATA_DIR, settings.DATABASE_URL),
    mailer: settings.MAILER,
    trustProxy: settings.TRUST_PROXY,
    household: settings.HOUSEHOLD,
    logLevel: settings.LOG_LEVEL,
    formMinMs: settings.FORM_MIN_SECONDS * 1000,
    limits: settings.LIMITS === 'on',
  }
}

function settingsSchema(production: boolean) {
  const given = (otherwise: string): z.ZodType<string, string | undefined> =>
    production ? z.string('must be given in production') : z.string().default(otherwise)
  const whole = (least: number, most: number, otherwise: number) =>
    z
      .string()
      .default(String(otherwise))
      .refine(typed => /^\d+$/.test(typed) && Number(typed) >= least && Number(typed) <= most, {
        error: `must be a whole number from ${least} to ${most}`,
      })
      .transform(Number)
  const choice = <Word extends string>(words: readonly [Word, ...Word[]], otherwise: Word) =>
    z.enum(words, { error: `must be ${words.join(' or ')}` }).default(otherwise as never)

  return z.object({
    PORT: whole(0, 65_535, 3000),
    HOST: z.string().min(1).default('127.0.0.1'),
    PUBLIC_ORIGIN: production ? originSchema('must be given in production') : originSchema().optional(),
    DATABASE_URL: z.string().default('file:./data/undersigned.db').transform(readDatabaseUrl),
    DATA_DIR: z.string().min(1).default('./data'),
    SMTP_URL: production ? smtpSchema('must be given in production') : smtpSchema().optional(),
    MAIL_FROM: given('Undersigned <campaigns@undersigned.example>').pipe(mailFromSchema),
    MAIL_DOMAIN: given('undersigned.example').pipe(domainSchema),
    SECRET_KEY: production ? secretSchema('must be given in production') : secretSchema().optional(),
    MAILER: choice(['embedded', 'separate'], 'embedded'),
    TRUST_PROXY: whole(0, 10, 0),
    HOUSEHOLD: whole(1, 20, 2),
    LOG_LEVEL: choice(['info', 'trace', 'debug', 'warn', 'error', 'fatal', 'silent'], 'info'),
    FORM_MIN_SECONDS: whole(0, 3600, 3),
    LIMITS: choice(['on', 'off'], 'on').refine(limits => !(production && limits === 'off'), {
      error: 'may be off only outside production',
    }),
  })
}

const originSchema = (missing = 'must be a web address') =>
  z.string(missing).transform((typed, context) => {
    const url = URL.canParse(typed) ? new URL(typed) : null
    if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash)
      return url.origin
    context.addIssue({
      code: 'custom',
      message: 'must be scheme, host and port alone, such as https://campaigns.example.org',
    })
    return z.NEVER
  })

const smtpSchema = (missing = 'must be an SMTP address') =>
  z.string(missing).refine(typed => URL.canParse(typed) && /^smtps?:\/\/./.test(typed), {
    error: 'must be an address such as smtp://user:password@relay.example.org:587',
  })

const secretSchema = (missing = 'must be text') =>
  z
    .string(missing)
    .refine(typed => Buffer.byteLength(typed) >= secretBytes, {
      error: `must hold at least ${secretBytes} bytes`,
    })

const domainSchema = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'must be a host name')

const mailFromSchema = z.string().transform((typed, context) => {
  const named = /^\s*(?:"?([^"<>]*?)"?\s*<([^<>]+)>|(\S+))\s*$/.exec(typed)
  const address = emailSchema.safeParse(named?.[2] ?? named?.[3] ?? '')
  if (address.success) return { name: named?.[1] || 'Undersigned', address: address.data }
  context.addIssue({
    code: 'custom',
    message: 'must be an address such as Our Campaigns <campaigns@example.org>',
  })
  return z.NEVER
})

function readDatabaseUrl(typed: string, context: z.RefinementCtx): Settings['database'] {
  if (/^file:./.test(typed))
    return { kind: 'sqlite', file: typed.slice('file:'.length).replace(/^\/\/(?=\/)/, '') }
  if (/^postgres(ql)?:\/\/./.test(typed)) return { kind: 'postgres', url: typed }
  context.addIssue({ code: 'custom', message: 'must begin with file: or postgres://' })
  return z.NEVER
}

/** Every `X` may be given as `X_FILE`, the name of a file that holds it. */
function withFiles(
  given: Readonly<Record<string, string | undefined>>,
  wrong: string[],
): Record<string, string> {
  const env: Record<string, string> = {}
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || (value === '' && name !== 'UNDERSIGNED_NODE_ENV')) continue
    env[name] = value
  }
  for (const name of [...Object.keys(settingsSchema(false).shape), 'METRICS_TOKEN'] as const) {
    const file = env[`${name}_FILE`]
    if (!file) continue
    try {
      env[name] = readFileSync(file, 'utf8').trim()
    } catch {
      wrong.push(`${name}_FILE cannot be read: ${file}`)
    }
  }
  return env
}

/** Outside production a secret is made once and kept in `DATA_DIR`; never where a database waits for its own. */
function keptSecret(dataDir: string, database: Settings['database']): Uint8Array {
  const file = join(dataDir, 'secret-key')
  if (existsSync(file)) return readKeptSecret(file)
  if (database.kind === 'sqlite' && existsSync(database.file))
    throw new Problem(
      'refused',
      `SECRET_KEY is missing: ${database.file} was made with one, and ${file} is not there. Nothing was changed.`,
    )
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(file, randomBytes(secretBytes).toString('base64url'), { mode: 0o600, flag: 'wx' })
  return readKeptSecret(file)
}

function readKeptSecret(file: string): Uint8Array {
  const secret = Buffer.from(readFileSync(file, 'utf8').trim())
  if (secret.length < secretBytes)
    throw new Problem('refused', `SECRET_KEY in ${file} is shorter than ${secretBytes} bytes.`)
  return secret
}
