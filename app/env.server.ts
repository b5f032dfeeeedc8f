import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import {
  type PlacesChoice,
  placesChoiceSchema,
  type RegisterName,
  registerUrlSchema,
} from './domain/place/choice'
import { Problem } from './domain/problem'
import { addressSchema, emailSchema } from './domain/signature/mailbox'

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
  /** Whom a campaign's page is reported to. */
  readonly reportTo: string
  readonly secret: Uint8Array
  readonly mailer: 'embedded' | 'separate'
  /** How many proxies stand in front and append to `X-Forwarded-For`. */
  readonly trustProxy: number
  readonly household: number
  /** At most so many letters reach one office in any hour, over all campaigns; 0 for as many as come. */
  readonly lettersPerHour: number
  readonly logLevel: string
  readonly formMinMs: number
  readonly limits: boolean
  readonly places: PlacesChoice
  /** Each without a slash at its end. */
  readonly registerUrls: Readonly<Record<RegisterName, string>>
  readonly mapitKey: string | null
}

type Environment = Readonly<Record<string, string | undefined>>

const secretBytes = 32

/**
 * Reads the environment. `UNDERSIGNED_NODE_ENV` is the operator's `NODE_ENV`: `prepare.mjs` hands the request
 * handler production mode whatever it is.
 * @param secrets where none is given outside production, one is made, unless a new one would be of no use
 * @throws Problem `refused` that names every wrong setting
 */
export function readSettings(
  given: Environment = process.env,
  secrets: 'made-where-missing' | 'as-it-stands' = 'made-where-missing',
): Settings {
  const production = (given.UNDERSIGNED_NODE_ENV ?? given.NODE_ENV) === 'production'
  const schema = settingsSchema(production)
  const { env, wrong } = withFiles(given, Object.keys(schema.shape))
  const answer = schema.safeParse(env)
  for (const { path, message } of answer.error?.issues ?? []) {
    const name = path.join('.')
    if (!wrong.has(name)) wrong.set(name, `${name} ${message}`)
  }
  if (!answer.success || wrong.size > 0)
    throw new Problem('refused', ['These settings are wrong:', ...wrong.values()].join('\n  '))
  const settings = answer.data
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
    reportTo: settings.REPORT_TO ?? settings.MAIL_FROM.address,
    secret: Buffer.from(settings.SECRET_KEY ?? keptSecret(settings.DATA_DIR, settings.DATABASE_URL, secrets)),
    mailer: settings.MAILER,
    trustProxy: settings.TRUST_PROXY,
    household: settings.HOUSEHOLD,
    lettersPerHour: settings.LETTERS_PER_HOUR,
    logLevel: settings.LOG_LEVEL,
    formMinMs: settings.FORM_MIN_SECONDS * 1000,
    limits: settings.LIMITS === 'on',
    places: settings.PLACES,
    registerUrls: {
      'postcodes.io': settings.POSTCODES_IO_URL,
      'members-api': settings.MEMBERS_API_URL,
      mapit: settings.MAPIT_URL,
    },
    mapitKey: settings.MAPIT_KEY ?? null,
  }
}

function settingsSchema(production: boolean) {
  const given = z.string('must be given in production')
  const needed = <Value>(schema: z.ZodType<Value, string>) =>
    production ? given.pipe(schema) : schema.optional()
  const neededOr = <Value>(otherwise: string, schema: z.ZodType<Value, string>) =>
    production ? given.pipe(schema) : schema.prefault(otherwise)
  return z.object({
    PORT: whole(0, 65_535).prefault('3000'),
    HOST: z.string().prefault('127.0.0.1'),
    PUBLIC_ORIGIN: needed(originSchema),
    DATABASE_URL: databaseSchema.prefault('file:./data/undersigned.db'),
    DATA_DIR: z.string().prefault('./data'),
    SMTP_URL: needed(smtpSchema),
    MAIL_FROM: neededOr('Undersigned <campaigns@undersigned.example>', mailFromSchema),
    MAIL_DOMAIN: neededOr('undersigned.example', domainSchema),
    REPORT_TO: addressSchema('must be an e-mail address').optional(),
    SECRET_KEY: needed(secretSchema),
    MAILER: oneOf('embedded', 'separate').prefault('embedded'),
    TRUST_PROXY: whole(0, 10).prefault('0'),
    HOUSEHOLD: whole(1, 20).prefault('2'),
    LETTERS_PER_HOUR: whole(0, 3600).prefault('60'),
    LOG_LEVEL: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent').prefault('info'),
    FORM_MIN_SECONDS: whole(0, 3600).prefault('3'),
    LIMITS: oneOf('on', 'off')
      .refine(limits => limits === 'on' || !production, 'may be off only outside production')
      .prefault('on'),
    PLACES: placesChoiceSchema.prefault('files,postcodes.io,members-api'),
    POSTCODES_IO_URL: registerUrlSchema.prefault('https://api.postcodes.io'),
    MEMBERS_API_URL: registerUrlSchema.prefault('https://members-api.parliament.uk'),
    MAPIT_URL: registerUrlSchema.prefault('https://mapit.mysociety.org'),
    MAPIT_KEY: z
      .string()
      .regex(/^[\x21-\x7e]+$/, 'must be one word, as it stands in a header')
      .optional(),
  })
}

function whole(least: number, most: number) {
  return z
    .string()
    .refine(typed => /^\d+$/.test(typed) && Number(typed) >= least && Number(typed) <= most, {
      error: `must be a whole number from ${least} to ${most}`,
    })
    .transform(Number)
}

function oneOf<const Words extends readonly [string, ...string[]]>(...words: Words) {
  return z.enum(words, `must be ${words.join(' or ')}`)
}

const originSchema = z.string().transform((typed, context) => {
  const url = URL.canParse(typed) ? new URL(typed) : null
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin
  context.addIssue('must be scheme, host and port alone, such as https://campaigns.example.org')
  return z.NEVER
})

const smtpSchema = z
  .string()
  .refine(
    typed => URL.canParse(typed) && /^smtps?:\/\/./.test(typed),
    'must be an address such as smtp://user:password@relay.example.org:587',
  )

const secretSchema = z
  .string()
  .refine(typed => Buffer.byteLength(typed) >= secretBytes, `must hold at least ${secretBytes} bytes`)

const domainSchema = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'must be a host name')

const mailFromSchema = z.string().transform((typed, context) => {
  const named = /^\s*(?:"?([^"<>]*?)"?\s*<([^<>]+)>|(\S+))\s*$/.exec(typed)
  const address = emailSchema.safeParse(named?.[2] ?? named?.[3] ?? '')
  if (address.success) return { name: named?.[1] || 'Undersigned', address: address.data }
  context.addIssue('must be an address such as Our Campaigns <campaigns@example.org>')
  return z.NEVER
})

const databaseSchema = z.string().transform((typed, context): Settings['database'] => {
  if (/^file:./.test(typed))
    return { kind: 'sqlite', file: typed.slice('file:'.length).replace(/^\/\/(?=\/)/, '') }
  if (/^postgres(ql)?:\/\/./.test(typed)) return { kind: 'postgres', url: typed }
  context.addIssue('must begin with file: or postgres://')
  return z.NEVER
})

/** What is set, where every `X` may be given as `X_FILE`, the name of a file that holds it. What is empty is not given. */
function withFiles(given: Environment, names: readonly string[]) {
  const env: Record<string, string> = {}
  const wrong = new Map<string, string>()
  for (const name of names) {
    const [value, file] = [given[name], given[`${name}_FILE`]]
    if (value) env[name] = value
    if (value && file) wrong.set(name, `${name}_FILE is given, and ${name} too: give one of them`)
    if (value || !file) continue
    try {
      env[name] = readFileSync(file, 'utf8').trim()
    } catch {
      wrong.set(name, `${name}_FILE cannot be read: ${file}`)
    }
  }
  return { env, wrong }
}

/** Outside production a secret is made once and kept in `DATA_DIR`; never where a database waits for its own. */
function keptSecret(
  dataDir: string,
  database: Settings['database'],
  secrets: 'made-where-missing' | 'as-it-stands',
): string {
  const file = join(dataDir, 'secret-key')
  const made = database.kind === 'sqlite' && existsSync(database.file) ? database.file : null
  if (!existsSync(file)) {
    if (made)
      throw new Problem(
        'refused',
        `SECRET_KEY is missing: ${made} was made with one, and ${file} is not there. Nothing was changed.`,
      )
    if (secrets === 'as-it-stands')
      throw new Problem(
        'refused',
        `SECRET_KEY is missing, and ${file} is not there: a backup opens only with the one it was made under.`,
      )
    keepOnce(dataDir, file)
  }
  const secret = readFileSync(file, 'utf8').trim()
  if (secretSchema.safeParse(secret).success) return secret
  throw new Problem('refused', `SECRET_KEY in ${file} is shorter than ${secretBytes} bytes.`)
}

/** The file appears whole or not at all, and of two programs that start at once the second keeps what the first made. */
function keepOnce(dataDir: string, file: string): void {
  const draft = `${file}.${process.pid}.new`
  try {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(draft, randomBytes(secretBytes).toString('base64url'), { mode: 0o600, flush: true })
    linkSync(draft, file)
  } catch (fault) {
    if (!existsSync(file))
      throw new Problem('refused', `DATA_DIR: nothing can be kept in ${dataDir}: ${(fault as Error).message}`)
  } finally {
    if (existsSync(draft)) rmSync(draft)
  }
}
