import { readdirSync, readFileSync, statSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

/**
 * Who may import what: `design.md` section 3. A line is for the files whose path begins with its first word, the first
 * line that fits; a file for which there is none is a file without a place in the house. What may be imported is a
 * path that begins so, a package, `node:*` for Node's built-ins; `type:…` for `import type` alone.
 */
const law: readonly (readonly [files: string, may: string])[] = [
  ['app/domain/', 'app/domain/ node:crypto zod markdown-it postal-mime yaml'],
  ['db/demo/', 'app/domain/ yaml zod node:*'],
  ['db/sqlite/thread.ts', 'db/ app/domain/ uuidv7 node:*'], // a program of its own
  ['db/', 'db/ app/domain/ drizzle-orm drizzle-kit better-sqlite3 pg node:*'],
  ['emails/', 'emails/ type:app/domain/ react react-dom'],
  ['app/lookup/files/', 'app/lookup/ app/domain/ yauzl node:*'],
  ['app/lookup/registers/', 'app/lookup/ app/domain/ zod node:*'],
  ['app/lookup/', 'app/lookup/ app/domain/ node:*'],
  ['app/mailer/smtp.ts', 'app/mailer/ app/domain/ emails/ nodemailer node:*'],
  ['app/mailer/mailbox.ts', 'app/mailer/ app/domain/ smtp-server mailparser node:*'],
  [
    'app/mailer/main.ts',
    'app/mailer/ app/domain/ app/lookup/keeping app/webhooks/deliver app/webhooks/reach app/context.server app/env.server node:*',
  ],
  ['app/mailer/', 'app/mailer/ app/domain/ emails/ app/context.server node:*'],
  ['app/cli/main.ts', 'app/cli/ app/domain/ app/context.server app/env.server node:*'],
  ['app/cli/', 'app/cli/ app/domain/ app/context.server node:*'],
  ['app/front/', 'app/front/ app/domain/ type:app/context.server @remix-run/node ipaddr.js node:*'],
  ['app/http/feed.ts', 'app/http/ app/domain/ feed'],
  ['app/print/', 'app/print/ app/domain/ pdfkit qrcode node:*'],
  ['app/webhooks/', 'app/webhooks/ app/domain/ ipaddr.js standardwebhooks node:*'],
  ['app/http/preview.ts', 'app/http/ app/domain/ emails/ type:app/context.server @remix-run/node node:*'],
  ['app/http/', 'app/http/ app/domain/ type:app/context.server @remix-run/node node:*'],
  [
    'app/proving/',
    'app/proving/ app/domain/ @node-rs/argon2 @simplewebauthn/server @zxcvbn-ts/language-common otpauth qrcode',
  ],
  ['app/components/', 'app/components/ app/domain/ react @remix-run/react'],
  [
    'app/routes/',
    'app/http/ app/components/ app/domain/ type:app/context.server react @remix-run/node @remix-run/react',
  ],
  ['app/root.tsx', 'app/http/ app/components/ app/domain/ react @remix-run/node @remix-run/react'],
  ['app/entry.server.tsx', 'react react-dom @remix-run/node @remix-run/react isbot node:*'],
  ['app/env.server.ts', 'app/domain/ zod node:*'],
  ['app/context.server.ts', '*'],
  ['app/server.ts', '*'],
  ['app/prepare/handover.mjs', 'app/prepare/ node:* computed'], // the program it hands over to
  ['app/prepare', 'app/prepare/ node:*'], // runs before anything is installed
  ['remix.config.js', '@remix-run/dev vite node:os tests/support/longest-first.mjs'],
]

/** What no freedom above covers, and who alone is free of it. */
const reserved: readonly (readonly [what: string, by: readonly string[]])[] = [
  ['remix', []], // importing it throws by design
  ['nodemailer', ['app/mailer/smtp.ts']],
  ['@remix-run/dev', ['remix.config.js']],
  ['vite', ['remix.config.js', 'app/server.ts']],
  ['app/routes/', []],
]

/** The nouns of the field (`design.md`, section 6), a folder of `app/domain` each. Pages are divided by them too. */
const nouns = [
  'audit',
  'calendar',
  'campaign',
  'connection',
  'dashboard',
  'draft',
  'export',
  'invalidation',
  'letter',
  'likeness',
  'lint',
  'map',
  'notice',
  'office',
  'organiser',
  'outbox',
  'pack',
  'paper',
  'place',
  'privacy',
  'public-data',
  'reply',
  'sign-in',
  'signature',
  'supporter',
  'tally',
  'target',
  'text',
  'update',
]

/** What pages are made of besides, of which the domain knows nothing. */
const furniture = ['figure', 'form', 'mailbox', 'page']

const files = ['app', 'db', 'emails'].flatMap(sourcesIn).concat('remix.config.js')

describe('the import law', () => {
  test.each(files)('%s', file => {
    expect(breaches(file, readFileSync(file, 'utf8'))).toEqual([])
  })

  test.each([
    ['app/domain/signature/sign.ts', "import { join } from 'node:path'"],
    ['app/domain/signature/sign.ts', "import type { Database } from 'better-sqlite3'"],
    ['app/domain/signature/sign.ts', "import { openContext } from '../../context.server'"],
    ['app/domain/signature/sign.ts', "import type { Settings } from '../../env.server'"],
    ['app/domain/signature/sign.ts', "import { tables } from '../../../db/sqlite/schema'"],
    ['app/domain/signature/sign.ts', "export * from '../../http/form'"],
    ['db/tables.ts', "import nodemailer from 'nodemailer'"],
    ['db/sqlite/store.ts', "import { readSettings } from '../../app/env.server'"],
    ['db/sqlite/store.ts', "import { seedDemo } from '../../app/mailer/run'"],
    ['db/demo/seed.ts', "import { openSqliteStore } from '../sqlite/store'"],
    ['emails/confirm.tsx', "import { wholeLetter } from '../app/domain/letter'"],
    ['emails/confirm.tsx', "import { type Letter } from '../app/domain/letter'"], // leaves an empty import behind
    ['emails/confirm.tsx', "import { Page } from '../app/components/Page'"],
    ['app/lookup/imported.ts', "import { openSqliteStore } from '../../db/sqlite/store'"],
    ['app/mailer/compose.ts', "import nodemailer from 'nodemailer'"],
    ['app/mailer/compose.ts', "import MailComposer from 'nodemailer/lib/mail-composer'"],
    ['app/mailer/compose.ts', "import { readSettings } from '../env.server'"],
    ['app/mailer/compose.ts', "import { openSqliteStore } from '../../db/sqlite/store'"],
    ['app/cli/export.ts', "import { openSqliteStore } from '../../db/sqlite/store'"],
    ['app/cli/export.ts', "import { json } from '@remix-run/node'"],
    ['app/front/origin.ts', "import { openContext } from '../context.server'"],
    ['app/front/origin.ts', "import { readForm } from '../http/form'"],
    ['app/http/form.ts', "import { openContext } from '../context.server'"],
    ['app/http/form.ts', "import { type RequestContext } from '../context.server'"],
    ['app/http/form.ts', "const { openContext } = await import('../context.server')"],
    ['app/http/form.ts', "import { Page } from '../components/Page'"],
    ['app/http/form.ts', "import { tables } from '../../db/sqlite/schema'"],
    ['app/components/page/Page.tsx', "import { createHash } from 'node:crypto'"],
    ['app/components/page/Page.tsx', "import { createHash } from 'crypto'"],
    ['app/components/page/Page.tsx', "import type { RequestContext } from '../../context.server'"],
    ['app/components/page/Page.tsx', "import { json } from '@remix-run/node'"],
    ['app/components/page/Page.tsx', "import { redirect } from '../../http/form'"],
    ['app/routes/_index.tsx', "import { loader } from './campaigns.$slug._index'"],
    ['app/routes/_index.tsx', "export { loader } from '../routes/campaigns.$slug._index'"],
    ['app/routes/_index.tsx', "import type { Store } from '../../db/sqlite/store'"],
    ['app/routes/_index.tsx', "import { openContext } from '../context.server'"],
    ['app/routes/_index.tsx', "type Tables = import('../../db/tables').Tables"],
    ['app/routes/_index.tsx', "import { readSettings } from '../env.server'"],
    ['app/routes/_index.tsx', "import { readFileSync } from 'node:fs'"],
    ['app/root.tsx', "import { openContext } from './context.server'"],
    ['app/env.server.ts', "import { openKeyring } from '../db/keyring'"],
    ['app/server.ts', "import 'remix'"],
    ['app/server.ts', "import { createRequestHandler } from 'remix/node'"],
    ['app/server.ts', "import nodemailer from 'nodemailer'"],
    ['app/server.ts', "import { vitePlugin } from '@remix-run/dev'"],
    ['app/server.ts', "import { action } from './routes/_index'"],
    ['app/context.server.ts', "const vite = await import('vite')"],
    ['app/context.server.ts', "const nodemailer = require('nodemailer')"],
    ['app/context.server.ts', "import nodemailer = require('nodemailer')"],
    ['app/cli/export.ts', 'const verb = await import(name)'],
    ['app/prepare/install.mjs', "import { z } from 'zod'"],
    ['app/prepare.mjs', "import { readSettings } from './env.server'"],
    ['app/anywhere.ts', "import { z } from 'zod'"],
    ['app/drawer/thing.ts', "import { z } from 'zod'"],
  ])('in %s this is refused: %s', (file, planted) => {
    expect(breaches(file, planted)).toHaveLength(1)
  })

  test.each([
    ['app/domain/token.ts', "import { createHmac } from 'node:crypto'"],
    ['app/domain/signature/sign.ts', "import { z } from 'zod'\nexport * from '../campaign/campaign'"],
    ['db/sqlite/connection.ts', "import Database from 'better-sqlite3'\nimport { join } from 'node:path'"],
    ['db/sqlite/connection.ts', "import { drizzle } from 'drizzle-orm/better-sqlite3'"],
    ['emails/confirm.tsx', "import type { Letter } from '../app/domain/letter'"],
    ['app/http/form.ts', "import type { RequestContext } from '../context.server'"],
    ['app/http/form.ts', "type Context = import('../context.server').RequestContext"],
    ['app/routes/_index.tsx', "export type { RequestContext } from '../context.server'"],
    ['app/mailer/smtp.ts', "import MailComposer from 'nodemailer/lib/mail-composer'"],
    ['app/server.ts', "const vite = await import('vite')\nawait import(path)"],
    ['app/server.ts', "// import 'remix'\nconst words = \"import 'remix'\""],
  ])('in %s this is allowed: %s', (file, planted) => {
    expect(breaches(file, planted)).toEqual([])
  })

  test('what components take from the domain would run in a browser', () => {
    const components = files.filter(file => file.startsWith('app/components/'))
    const reached = components.flatMap(file => pathsToBuiltins(file))
    expect(reached).toEqual([])
  })
})

describe('the house', () => {
  test('has its rooms', () => {
    const rooms = ['app', 'db', 'emails', 'public', 'tests', 'docs']
    for (const room of rooms) expect(readdirSync('.'), room).toContain(room)
    expect(foldersIn('app')).toEqual([
      'cli',
      'components',
      'domain',
      'front',
      'http',
      'lookup',
      'mailer',
      'prepare',
      'print',
      'proving',
      'routes',
      'webhooks',
    ])
    expect(foldersIn('db')).toEqual(['demo', 'migrations', 'move', 'postgres', 'sqlite', 'store'])
    expect(foldersIn('emails')).toEqual([])
    expect(foldersIn('app/domain')).toEqual(nouns)
    expect(foldersIn('app/components').filter(noun => !nouns.includes(noun))).toEqual(furniture)
    for (const room of ['app/domain', 'app/components'])
      for (const noun of foldersIn(room)) expect(foldersIn(`${room}/${noun}`), noun).toEqual([])
  })

  test('has no drawers and no barrels', () => {
    const drawers =
      /(^|[/.-])(utils?|helpers?|lib|common|misc|types|shared)([/.]|$)|(service|manager|helper|Service|Manager)\.tsx?$/
    const all = [...files, ...sourcesIn('tests')]
    expect(all.filter(file => drawers.test(file))).toEqual([])
    expect(all.filter(file => /(^|\/)index\.[jt]sx?$/.test(file))).toEqual([])
  })

  test('has no file over 250 lines but schemas', () => {
    const lines = (file: string) => readFileSync(file, 'utf8').split('\n').length - 1
    expect(files.filter(file => lines(file) > 250 && !schemas.has(file))).toEqual([])
  })
})

/** One definition of every table is read better in one piece. */
const schemas = new Set(['db/tables.ts', 'db/organise-tables.ts'])

interface Import {
  /** As written; null where it is computed. */
  readonly from: string | null
  readonly how: 'value' | 'type'
}

/** Each import of a source that the law forbids, in words. */
function breaches(file: string, source: string): string[] {
  const line = law.find(([path]) => file.startsWith(path))
  if (!line) return [`${file} has no place in the house`]
  return importsOf(file, source).flatMap(one => {
    const what = targetOf(file, one)
    return isAllowed(file, what, one.how, line[1].split(' ')) ? [] : [`${file} imports ${what} as ${one.how}`]
  })
}

function isAllowed(file: string, what: string, how: Import['how'], may: readonly string[]): boolean {
  if (reserved.some(([name, by]) => isWithin(what, name) && !by.includes(file))) return false
  return may.some(word => {
    if (word === '*') return true
    const [only, name] = word.startsWith('type:') ? (['type', word.slice(5)] as const) : ['any', word]
    return (only === 'any' || how === only) && isWithin(what, name)
  })
}

/** `drizzle-orm/sqlite-core` is within `drizzle-orm`, `app/domain/sign` within `app/domain/`, `node:fs` within `node:*`. */
function isWithin(what: string, name: string): boolean {
  if (name === 'node:*') return what.startsWith('node:')
  return what === name || what.startsWith(name.endsWith('/') ? name : `${name}/`)
}

/** Our own files by their path from the root, packages by their name. */
function targetOf(file: string, { from }: Import): string {
  if (from === null) return 'computed'
  if (from.startsWith('.')) return posix.join(posix.dirname(file), from)
  return builtinModules.includes(from) ? `node:${from}` : from
}

/** Every way one module can name another, types too. */
function importsOf(file: string, source: string): Import[] {
  const found: Import[] = []
  const add = (from: ts.Node | undefined, isType: boolean | undefined) => {
    const written = from && ts.isStringLiteralLike(from) ? from.text : null
    found.push({ from: written, how: isType ? 'type' : 'value' })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.isTypeOnly)
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node.moduleSpecifier, node.isTypeOnly)
    else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference))
      add(node.moduleReference.expression, node.isTypeOnly)
    else if (ts.isImportTypeNode(node))
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true)
    else if (ts.isCallExpression(node) && isImporting(node.expression)) add(node.arguments[0], false)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, false))
  return found
}

function isImporting(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
}

/** How a file reaches one of Node's built-ins through values, as a path of files. */
function pathsToBuiltins(file: string, behind: readonly string[] = []): string[] {
  const path = [...behind, file]
  return importsOf(file, readFileSync(file, 'utf8')).flatMap(one => {
    if (one.how === 'type') return []
    const what = targetOf(file, one)
    if (what.startsWith('node:')) return [[...path, what].join(' → ')]
    const next = files.find(known => known.replace(/\.tsx?$/, '') === what)
    return next && !path.includes(next) ? pathsToBuiltins(next, path) : []
  })
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => `${folder}/${name}`)
    .filter(path => /\.([cm]?[jt]sx?)$/.test(path) && statSync(path).isFile())
    .sort()
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}
