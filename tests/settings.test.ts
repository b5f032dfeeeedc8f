import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSettings } from '../app/env.server'
import { testFolder } from './support/store'

const secret = '0123456789abcdef0123456789abcdef'
const inProduction = {
  NODE_ENV: 'production',
  PUBLIC_ORIGIN: 'https://campaigns.charity.example',
  SMTP_URL: 'smtp://user:password@relay.example:587',
  MAIL_FROM: 'Our Campaigns <campaigns@charity.example>',
  MAIL_DOMAIN: 'charity.example',
  SECRET_KEY: secret,
}

describe('outside production', () => {
  test('every setting has a default that works', () => {
    const DATA_DIR = testFolder()
    expect(readSettings({ DATA_DIR, SECRET_KEY: secret })).toEqual({
      production: false,
      host: '127.0.0.1',
      port: 3000,
      publicOrigin: null,
      database: { kind: 'sqlite', file: './data/undersigned.db' },
      dataDir: DATA_DIR,
      smtpUrl: null,
      mailFrom: { name: 'Undersigned', address: 'campaigns@undersigned.example' },
      mailDomain: 'undersigned.example',
      reportTo: 'campaigns@undersigned.example',
      secret: Buffer.from(secret),
      mailer: 'embedded',
      trustProxy: 0,
      household: 2,
      lettersPerHour: 60,
      logLevel: 'info',
      formMinMs: 3000,
      limits: true,
      places: { files: 'asked', registers: ['postcodes.io', 'members-api'] },
      registerUrls: {
        'postcodes.io': 'https://api.postcodes.io',
        'members-api': 'https://members-api.parliament.uk',
        mapit: 'https://mapit.mysociety.org',
      },
      mapitKey: null,
    })
  })

  test('what is given is taken', () => {
    const settings = readSettings({
      PORT: '0',
      HOST: '::1',
      PUBLIC_ORIGIN: 'HTTP://Localhost:4000/',
      DATABASE_URL: 'postgres://user@db.example/undersigned',
      DATA_DIR: '/srv/data',
      SMTP_URL: 'smtps://relay.example',
      MAIL_FROM: 'plain@charity.example',
      MAIL_DOMAIN: 'mail.charity.example',
      REPORT_TO: 'abuse@charity.example',
      SECRET_KEY: secret,
      MAILER: 'separate',
      TRUST_PROXY: '2',
      HOUSEHOLD: '1',
      LOG_LEVEL: 'silent',
      FORM_MIN_SECONDS: '0',
      LIMITS: 'off',
      PLACES: 'files, mapit,members-api ',
      MAPIT_URL: 'http://127.0.0.1:8000/mapit/',
      POSTCODES_IO_URL: 'https://postcodes.charity.example/',
      MAPIT_KEY: 'a-key',
    })
    expect(settings).toMatchObject({
      port: 0,
      host: '::1',
      publicOrigin: 'http://localhost:4000',
      database: { kind: 'postgres', url: 'postgres://user@db.example/undersigned' },
      dataDir: '/srv/data',
      smtpUrl: 'smtps://relay.example',
      mailFrom: { name: 'Undersigned', address: 'plain@charity.example' },
      mailDomain: 'mail.charity.example',
      reportTo: 'abuse@charity.example',
      mailer: 'separate',
      trustProxy: 2,
      household: 1,
      logLevel: 'silent',
      formMinMs: 0,
      limits: false,
      places: { files: 'asked', registers: ['mapit', 'members-api'] },
      registerUrls: {
        'postcodes.io': 'https://postcodes.charity.example',
        mapit: 'http://127.0.0.1:8000/mapit',
      },
      mapitKey: 'a-key',
    })
  })

  test('what is empty is not given', () => {
    expect(readSettings({ PORT: '', SMTP_URL: '', PUBLIC_ORIGIN: '', SECRET_KEY: secret })).toMatchObject({
      port: 3000,
      smtpUrl: null,
      publicOrigin: null,
    })
  })

  test.each([
    ['file:./data/undersigned.db', './data/undersigned.db'],
    ['file:/srv/undersigned.db', '/srv/undersigned.db'],
    ['file:///srv/undersigned.db', '/srv/undersigned.db'],
  ])('the database %s is the file %s', (DATABASE_URL, file) => {
    expect(readSettings({ DATABASE_URL, SECRET_KEY: secret }).database).toEqual({ kind: 'sqlite', file })
  })
})

describe('a wrong setting is refused by its name', () => {
  test.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3000 '],
    ['PORT', '3e3'],
    ['PUBLIC_ORIGIN', 'campaigns.charity.example'],
    ['PUBLIC_ORIGIN', 'https://charity.example/campaigns'],
    ['PUBLIC_ORIGIN', 'https://charity.example/?a'],
    ['PUBLIC_ORIGIN', 'https://user:password@charity.example'],
    ['PUBLIC_ORIGIN', 'ftp://charity.example'],
    ['DATABASE_URL', './data/undersigned.db'],
    ['DATABASE_URL', 'file:'],
    ['DATABASE_URL', 'mysql://db'],
    ['SMTP_URL', 'relay.example:25'],
    ['SMTP_URL', 'http://relay.example'],
    ['MAIL_FROM', 'nobody'],
    ['REPORT_TO', 'nobody'],
    ['MAIL_FROM', 'A <a@charity.example>, B <b@charity.example>'],
    ['MAIL_DOMAIN', 'localhost'],
    ['MAIL_DOMAIN', 'charity.example/x'],
    ['SECRET_KEY', 'thirty-one bytes are not enough'],
    ['MAILER', 'both'],
    ['TRUST_PROXY', 'true'],
    ['HOUSEHOLD', '0'],
    ['LOG_LEVEL', 'loud'],
    ['FORM_MIN_SECONDS', '-3'],
    ['LIMITS', 'maybe'],
    ['PLACES', ','],
    ['PLACES', 'files,'],
    ['PLACES', 'files,royal-mail'],
    ['PLACES', 'files,mapit,files'],
    ['PLACES', 'postcodes.io,postcodes.io'],
    ['PLACES', 'postcodes.io,files'],
    ['POSTCODES_IO_URL', 'api.postcodes.io'],
    ['POSTCODES_IO_URL', 'http://api.postcodes.io'],
    ['POSTCODES_IO_URL', 'http://127.0.0.1.charity.example'],
    ['MEMBERS_API_URL', 'https://user:password@members.example'],
    ['MEMBERS_API_URL', 'https://members.example/?a'],
    ['MAPIT_URL', 'ftp://mapit.example'],
    ['MAPIT_KEY', 'a key'],
  ])('%s=%s', (name, value) => {
    expect(problemsOf({ SECRET_KEY: secret, [name]: value })).toEqual([expect.stringMatching(`^${name} .+`)])
  })

  test.each([
    ['files,royal-mail', 'PLACES must be some of files, postcodes.io, members-api, mapit, not royal-mail'],
    ['files,,mapit', 'PLACES must be some of files, postcodes.io, members-api, mapit, not nothing'],
    ['mapit,members-api,mapit', 'PLACES names mapit twice'],
    ['mapit,files', 'PLACES must begin with files where it names them: they are looked into first'],
  ])('PLACES=%s: %s', (PLACES, words) => {
    expect(problemsOf({ SECRET_KEY: secret, PLACES })).toEqual([words])
  })

  test.each(['files', 'members-api', 'postcodes.io,mapit'])('PLACES=%s is right', PLACES => {
    expect(problemsOf({ SECRET_KEY: secret, PLACES })).toEqual([])
  })

  test('all of them at once', () => {
    const wrong = { PORT: 'x', HOUSEHOLD: 'x', LIMITS: 'x', MAILER: 'x', DATABASE_URL: 'x' }
    expect(namesOf(problemsOf(wrong)).toSorted()).toEqual(Object.keys(wrong).toSorted())
  })

  test('and its value is not said: it may be a password', () => {
    const problems = problemsOf({ SECRET_KEY: 'hunter2', SMTP_URL: 'user:hunter2@relay' })
    expect(problems).toHaveLength(2)
    expect(problems.join()).not.toContain('hunter2')
  })
})

describe('in production', () => {
  test('what is given is enough', () => {
    expect(readSettings(inProduction)).toMatchObject({
      production: true,
      publicOrigin: 'https://campaigns.charity.example',
      smtpUrl: 'smtp://user:password@relay.example:587',
      mailFrom: { name: 'Our Campaigns', address: 'campaigns@charity.example' },
      mailDomain: 'charity.example',
      secret: Buffer.from(secret),
    })
  })

  test('everything that is missing is named at once, and no secret is made', () => {
    const DATA_DIR = testFolder()
    expect(problemsOf({ NODE_ENV: 'production', DATA_DIR })).toEqual(
      ['PUBLIC_ORIGIN', 'SMTP_URL', 'MAIL_FROM', 'MAIL_DOMAIN', 'SECRET_KEY'].map(
        name => `${name} must be given in production`,
      ),
    )
    expect(readdirSync(DATA_DIR)).toEqual([])
  })

  test('what is wrong is named beside what is missing', () => {
    const { SMTP_URL: _, ...without } = inProduction
    const problems = problemsOf({ ...without, SECRET_KEY: 'short', LIMITS: 'off', PORT: 'x' })
    expect(namesOf(problems).toSorted()).toEqual(['LIMITS', 'PORT', 'SECRET_KEY', 'SMTP_URL'])
  })

  test('limits cannot be off', () => {
    expect(problemsOf({ ...inProduction, LIMITS: 'off' })).toEqual([
      'LIMITS may be off only outside production',
    ])
  })

  test.each([
    ['production', 'production', true],
    ['production', '', false], // prepare.mjs runs libraries in production mode, and the operator said nothing
    ['production', 'development', false],
    ['development', 'production', true],
    ['production', undefined, true],
    ['', undefined, false],
    [undefined, undefined, false],
  ])('is NODE_ENV=%s beside UNDERSIGNED_NODE_ENV=%s: %s', (NODE_ENV, UNDERSIGNED_NODE_ENV, production) => {
    expect(readSettings({ ...inProduction, NODE_ENV, UNDERSIGNED_NODE_ENV }).production).toBe(production)
  })
})

describe('a setting given as a file', () => {
  test('is what the file holds, without the line end that an editor adds', () => {
    const folder = testFolder()
    writeFileSync(join(folder, 'secret'), `${secret}\n`)
    writeFileSync(join(folder, 'smtp'), 'smtp://relay.example\n')
    writeFileSync(join(folder, 'mapit'), 'a-key\n')
    const settings = readSettings({
      SECRET_KEY_FILE: join(folder, 'secret'),
      SMTP_URL_FILE: join(folder, 'smtp'),
      MAPIT_KEY_FILE: join(folder, 'mapit'),
    })
    expect(settings).toMatchObject({
      secret: Buffer.from(secret),
      smtpUrl: 'smtp://relay.example',
      mapitKey: 'a-key',
    })
  })

  test('counts as given in production', () => {
    const folder = testFolder()
    writeFileSync(join(folder, 'secret'), secret)
    const { SECRET_KEY: _, ...without } = inProduction
    const settings = readSettings({ ...without, SECRET_KEY_FILE: join(folder, 'secret') })
    expect(settings.secret).toEqual(Buffer.from(secret))
  })

  test('that cannot be read is refused by its name, once', () => {
    const { SECRET_KEY: _, ...without } = inProduction
    expect(problemsOf({ ...without, SECRET_KEY_FILE: '/nowhere/secret' })).toEqual([
      'SECRET_KEY_FILE cannot be read: /nowhere/secret',
    ])
  })

  test('that holds something wrong is refused by the setting’s name', () => {
    const file = join(testFolder(), 'secret')
    writeFileSync(file, 'short')
    expect(problemsOf({ SECRET_KEY_FILE: file })).toEqual(['SECRET_KEY must hold at least 32 bytes'])
  })

  test('and by itself too is refused: nobody knows which counts', () => {
    const file = join(testFolder(), 'secret')
    writeFileSync(file, secret)
    expect(namesOf(problemsOf({ SECRET_KEY: secret, SECRET_KEY_FILE: file }))).toEqual(['SECRET_KEY_FILE'])
  })
})

describe('a secret that nobody gave', () => {
  const settingsIn = (folder: string) =>
    readSettings({ DATA_DIR: join(folder, 'data'), DATABASE_URL: `file:${folder}/undersigned.db` })

  test('is made once and kept for the owner’s eyes alone', () => {
    const folder = testFolder()
    const first = settingsIn(folder)
    expect(first.secret.length).toBeGreaterThanOrEqual(32)
    expect(settingsIn(folder).secret).toEqual(first.secret)
    expect(settingsIn(testFolder()).secret).not.toEqual(first.secret)
    expect(readdirSync(join(folder, 'data'))).toEqual(['secret-key'])
    expect((statSync(join(folder, 'data', 'secret-key')).mode & 0o777).toString(8)).toBe('600')
  })

  test('is not made where a database waits for the one it was made with', () => {
    const folder = testFolder()
    writeFileSync(join(folder, 'undersigned.db'), 'data')
    expect(() => settingsIn(folder)).toThrow(/SECRET_KEY is missing.*Nothing was changed/s)
    expect(readdirSync(folder)).toEqual(['undersigned.db'])
    expect(readFileSync(join(folder, 'undersigned.db'), 'utf8')).toBe('data')
  })

  test('that was cut short is refused, and left as it is', () => {
    const folder = testFolder()
    mkdirSync(join(folder, 'data'))
    writeFileSync(join(folder, 'data', 'secret-key'), 'short')
    expect(() => settingsIn(folder)).toThrow(/SECRET_KEY in .* is shorter than 32 bytes/)
    expect(readFileSync(join(folder, 'data', 'secret-key'), 'utf8')).toBe('short')
  })

  test('and cannot be kept is refused with the folder’s name', () => {
    const folder = testFolder()
    writeFileSync(join(folder, 'data'), 'a file, where a folder should be')
    expect(() => settingsIn(folder)).toThrow(
      expect.objectContaining({ code: 'refused', message: expect.stringContaining(`in ${folder}/data`) }),
    )
  })
})

/** Each wrong setting with what is wrong about it. */
function problemsOf(env: Readonly<Record<string, string | undefined>>): string[] {
  try {
    readSettings(env)
  } catch (fault) {
    expect(fault).toMatchObject({ name: 'Problem', code: 'refused' })
    return (fault as Error).message
      .split('\n')
      .slice(1)
      .map(line => line.trim())
  }
  return []
}

function namesOf(problems: readonly string[]): string[] {
  return problems.map(problem => problem.split(' ')[0] ?? '')
}
