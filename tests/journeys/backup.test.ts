import { spawn } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, watch } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openBackups, openContext } from '../../app/context.server'
import { readSettings } from '../../app/env.server'
import { terminal } from '../cli/terminal'
import { installationAt } from '../store/backup'
import { openCampaign } from '../support/campaign'
import { clockAt } from '../support/clock'
import { signatureDraft } from '../support/drafts'
import { killedSaying } from '../support/killed'
import { startProduct } from '../support/product'
import { productEnv } from '../support/product-process'
import { testFolder } from '../support/store'
import { type Fields, type Page, visitor } from '../support/visitor'
import { filledIn } from '../support/world'

const slug = 'fair-hearing'

test('backed up while people sign, it comes back with all that was acknowledged before and nothing unsent since', async () => {
  const product = await startProduct({ env: { MAILER: 'separate' } })
  const { open, post } = visitor(product.origin)
  const form = formOn(await open(`/campaigns/${slug}`))
  let [begun, acknowledged] = [0, 0]
  let state: 'open' | 'closed' = 'open'
  let enough = () => {}
  const some = new Promise<void>(resolve => {
    enough = resolve
  })
  const person = async () => {
    while (state === 'open') {
      const email = `p${begun++}@example.org`
      const { status } = await post(`/campaigns/${slug}/sign`, { ...filledIn({ email }), ...form })
      expect(status).toBe(303)
      if (++acknowledged === 20) enough()
    }
  }
  const people = Promise.all([person(), person(), person(), person()])
  await some
  const before = acknowledged
  const to = testFolder()
  const made = await command(product.folder, 'backup', to)
  const after = begun
  state = 'closed'
  await people
  await product.stop()

  expect(made).toMatchObject({ exitCode: 0, out: `${join(process.cwd(), to, readdirSync(to)[0] ?? '')}\n` })
  const other = testFolder()
  const file = made.out.trim()
  expect(await command(other, 'restore', file)).toMatchObject({
    exitCode: 0,
    out: 'Restored. Sending is paused.\n',
  })
  const { ports, close } = await openContext(settingsFor(other))
  const campaign = await ports.store.campaign(slug)
  const rows = await ports.store.signaturesAfter(campaign?.id ?? 0, null, 100_000)
  expect(rows.length).toBeGreaterThanOrEqual(before)
  expect(rows.length).toBeLessThanOrEqual(after)
  expect((await ports.store.sending()).waiting).toEqual({ confirm: rows.length })
  expect(await ports.store.recount()).toEqual([])
  await close()
})

test('a restore killed at any moment leaves what was there or what comes, whole', async () => {
  const settled: Record<string, number> = { old: 0, new: 0 }
  const one = installationAt(testFolder())
  const backup = await signedBy(one.open(), 'backed-up@example.org', () => one.backup())
  const standing = installationAt(testFolder())
  await signedBy(standing.open(), 'standing@example.org', async () => {})

  for (const moment of moments) {
    const folder = testFolder()
    cpSync(standing.folder, folder, { recursive: true })
    if (typeof moment === 'string') await killedSaying(moment, folder, 'restore', backup.file, '--replace')
    else await killedAt(moment, folder, backup.file)
    const { ports, close } = await openContext(settingsFor(folder))
    const emails = (await ports.store.signaturesAfter(1, null, 10)).map(({ person }) => person.email)
    const { state } = await ports.store.sending()
    const found = state === 'paused' ? 'new' : 'old'
    expect(emails).toEqual([found === 'new' ? 'backed-up@example.org' : 'standing@example.org'])
    const key = readFileSync(join(folder, 'keys', 'campaign-1.key'))
    expect(key).toEqual(readFileSync(join((found === 'new' ? one : standing).keys, 'campaign-1.key')))
    expect(await ports.store.recount()).toEqual([])
    expect(existsSync(join(folder, 'undersigned.db.restore.json'))).toBe(false)
    await close()
    settled[found] = (settled[found] ?? 0) + 1
  }
  process.stdout.write(`restores killed: ${settled.old} left the old, ${settled.new} the new\n`)
  expect(settled.old).toBeGreaterThan(0)
  expect(settled.new).toBeGreaterThan(0)
})

/** What it says, or the first change of the folder to a file of this name; the last are those of the switch itself. */
const moments = [
  'checking the backup',
  'copying',
  /-wal$|-journal$/,
  /\.restoring$/,
  /\.restoring-journal$/,
  /\.restore\.json\.new$/,
  ...Array.from({ length: 4 }, () => /\.restore\.json$/),
  ...Array.from({ length: 4 }, () => /\.before-/),
  /^never$/,
]

test('a backup that was killed leaves nothing under the name of one', async () => {
  const one = installationAt(testFolder())
  await signedBy(one.open(), 'rosa@example.org', async () => {})
  for (const moment of [/\.part$/, /\.tar$/]) {
    const to = testFolder()
    await killedAt(moment, one.folder, to, 'backup', to)
    const left = readdirSync(to).filter(name => !name.startsWith('.'))
    for (const name of left) await installationAt(testFolder()).restore(join(to, name)) // done before it was killed
    expect(left.length).toBeLessThanOrEqual(1)
  }
})

test('PostgreSQL is backed up by its own tools: both verbs refuse and say where to read', async () => {
  const settings = readSettings({
    ...productEnv(testFolder()),
    DATABASE_URL: 'postgres://localhost/undersigned',
  })
  const run = terminal(null, () => openBackups(settings))
  for (const argv of [
    ['backup', '.'],
    ['restore', 'a.tar', '--replace'],
  ])
    expect(await run(...argv)).toMatchObject({
      exitCode: 1,
      out: '',
      notes: expect.stringContaining('docs/backup.md'),
    })
})

test('without a SECRET_KEY nothing is restored, and none is made', async () => {
  const folder = testFolder()
  const { SECRET_KEY: _, ...env } = productEnv(folder)
  const run = terminal(null, () => openBackups(readSettings(env, 'as-it-stands')))
  expect((await run('restore', 'a.tar')).notes).toContain('SECRET_KEY is missing')
  expect(readdirSync(folder)).toEqual([])
})

/** What the page's form holds before anybody fills it. */
function formOn({ document }: Page): Fields {
  const valueIn = (name: string) => document.querySelector(`input[name=${name}]`)?.getAttribute('value') ?? ''
  return { form: valueIn('form'), website: '', principle: valueIn('principle') }
}

function settingsFor(folder: string) {
  return readSettings({ ...productEnv(folder), LOG_LEVEL: 'silent' })
}

/** Runs a command in this process, over files of its own. */
function command(folder: string, ...argv: string[]) {
  return terminal(null, () => openBackups(settingsFor(folder)))(...argv)
}

async function signedBy<Made>(
  store: ReturnType<ReturnType<typeof installationAt>['open']>,
  email: string,
  then: () => Promise<Made>,
): Promise<Made> {
  const at = clockAt().now()
  await store.recordSignatures([signatureDraft(await openCampaign(store, at), at, { email })])
  await store.close()
  return then()
}

/** Runs the built command and kills it when a file of such a name changes; it may have ended by then. */
function killedAt(
  moment: RegExp,
  folder: string,
  file: string,
  verb: 'restore' | 'backup' = 'restore',
  watched = folder,
): Promise<void> {
  const argv = verb === 'restore' ? ['restore', file, '--replace'] : ['backup', file]
  const watcher = watch(watched, (_, name) => {
    if (name && moment.test(name)) child.kill('SIGKILL')
  })
  const child = spawn(process.execPath, ['build/programs/cli.js', ...argv], {
    env: productEnv(folder),
    stdio: 'ignore',
  })
  return new Promise(resolve =>
    child.once('exit', () => {
      watcher.close()
      resolve()
    }),
  )
}
