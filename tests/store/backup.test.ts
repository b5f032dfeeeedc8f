import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Manifest } from '../../app/domain/backup'
import type { Store } from '../../app/domain/store'
import { openRounds } from '../../app/mailer/rounds'
import { openTransport } from '../../app/mailer/smtp'
import { contentOf, createArchive, entriesOf } from '../../db/archive'
import { sumOfManifest } from '../../db/backup-file'
import { fingerprintOf } from '../../db/keyring'
import { sender } from '../mailer/world'
import { openCampaign } from '../support/campaign'
import { clockAt } from '../support/clock'
import { signatureDraft } from '../support/drafts'
import { testPorts } from '../support/ports'
import { startSmtpSink } from '../support/smtp'
import { testFolder, testSecret } from '../support/store'
import { damaged, installationAt, unwatched } from './backup'
import { change, modeOf, snapshot } from './bytes'
import { journey, personalWords } from './journey'

describe('a backup', () => {
  test('holds what stood at one moment, though somebody signs at every step of it', async () => {
    const one = installationAt(testFolder())
    const store = one.open()
    const campaign = await openCampaign(store, clockAt().now())
    const signed = await fill(store, campaign, 20_000) // more pages than one step copies
    let meanwhile = 0
    const report = () => {
      const draft = signatureDraft(campaign, clockAt().now(), { email: `late-${meanwhile++}@example.org` })
      void store.recordSignatures([draft])
    }
    const made = await one.backup(testFolder(), { ...unwatched, report })
    expect(meanwhile).toBeGreaterThan(5)
    expect(made.wrongTallies).toBe(0)

    const other = installationAt(testFolder())
    await other.restore(made.file)
    const restored = other.open()
    const rows = await restored.signaturesAfter(campaign.id, null, 100_000)
    expect(rows).toHaveLength(signed)
    expect(rows[signed - 1]?.person.email).toBe(`p${signed - 1}@example.org`)
    expect(await restored.recount()).toEqual([])
  })

  test('is one file for the owner’s eyes, that tar reads, and nothing else', async () => {
    const { backup, keys } = await installed()
    const to = testFolder()
    const { file, bytes, manifest, unreadable } = await backup(to)
    expect(readdirSync(to)).toEqual(['undersigned-2026-11-23T12-00-00.000Z.tar'])
    expect({ mode: modeOf(file), bytes: statSync(file).size }).toEqual({ mode: '600', bytes })
    const names = execFileSync('tar', ['-tf', file], { encoding: 'utf8' }).trim().split('\n')
    expect(names).toEqual(['database.db', 'keys/campaign-1.key', 'keys/campaign-2.key', 'manifest.json'])
    const told = execFileSync('tar', ['-xOf', file, 'manifest.json'], { encoding: 'utf8' })
    expect(JSON.parse(told)).toEqual(manifest)
    expect(execFileSync('tar', ['-xOf', file, 'keys/campaign-1.key'])).toEqual(
      readFileSync(join(keys, 'campaign-1.key')),
    )
    expect(manifest).toMatchObject({
      made_at: '2026-11-23T12:00:00.000Z',
      key_fingerprint: fingerprintOf(testSecret),
      rows: { campaign: 2, signature: 2, letter: 2 },
    })
    expect(unreadable).toEqual([])
  })

  test('holds neither the secret nor a word that is somebody’s own', async () => {
    const { backup } = await installed()
    const bytes = readFileSync((await backup()).file)
    for (const word of [testSecret.toString(), ...personalWords])
      expect(bytes.includes(word), word).toBe(false)
  })

  test('names a campaign whose key is gone, and is made all the same', async () => {
    const { backup, keys } = await installed()
    rmSync(join(keys, 'campaign-2.key'))
    expect((await backup()).unreadable).toEqual(['other'])
  })

  test('of a database whose tallies are wrong is made, and says so', async () => {
    const { backup, file } = await installed()
    change(file, "update tally set count = 8 where measure = 'signatures'")
    expect((await backup()).wrongTallies).toBeGreaterThan(0)
  })

  test.each([
    ['a folder that is not there', () => join(testFolder(), 'not-mounted'), /does not exist/],
    ['a file', () => textFile(), /not a folder/],
    ['a folder that nobody may write to', () => '/proc', /^\/proc: /],
  ])('is refused %s', async (_, where, words) => {
    const { backup } = await installed()
    await expect(backup(where())).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringMatching(words),
    })
  })

  test('of nothing is refused, and of another secret’s database, and neither leaves anything', async () => {
    const to = testFolder()
    const folder = testFolder()
    await expect(installationAt(folder).backup(to)).rejects.toThrow(/nothing to back up/)
    expect(readdirSync(folder)).toEqual([])
    const { folder: made } = await installed()
    await expect(installationAt(made, { secret: otherSecret }).backup(to)).rejects.toThrow(/SECRET_KEY/)
    expect(readdirSync(to)).toEqual([])
  })

  test('that finds damage is refused and leaves nothing', async () => {
    const { backup, file } = await installed()
    const bytes = readFileSync(file)
    bytes.fill(0xff, bytes.length - 4096 * 3) // some pages of its end
    writeFileSync(file, bytes)
    const to = testFolder()
    await expect(backup(to)).rejects.toThrow()
    expect(readdirSync(to)).toEqual([])
  })

  test('that is stopped at any of its steps leaves nothing', async () => {
    const { backup } = await installed()
    const steps = new Set<string>()
    await backup(testFolder(), { ...unwatched, report: step => void steps.add(step) })
    expect(steps.size).toBe(5)
    for (const last of steps) {
      const to = testFolder()
      const stopping = new AbortController()
      const report = (step: string) => void (step === last && stopping.abort(new Error('enough')))
      await backup(to, { report, stop: stopping.signal }).catch(fault => expect(fault.message).toBe('enough'))
      expect(
        readdirSync(to).filter(name => !name.endsWith('.tar')),
        last,
      ).toEqual([])
    }
  })

  test('takes away what one left that was killed an hour ago, not what another is writing', async () => {
    const { backup } = await installed()
    const to = testFolder()
    for (const name of ['old', 'now']) {
      mkdirSync(join(to, `.undersigned-${name}.part`))
      writeFileSync(join(to, `.undersigned-${name}.part`, 'database.db'), 'half')
    }
    const anHourAgo = Date.now() / 1000 - 3601
    for (const part of ['database.db', '.'])
      utimesSync(join(to, '.undersigned-old.part', part), anHourAgo, anHourAgo)
    await backup(to)
    expect(readdirSync(to).filter(name => name.endsWith('.part'))).toEqual(['.undersigned-now.part'])
  })
})

describe('a restore', () => {
  test('brings back every signature, open, and every tally, and keeps the files to the owner', async () => {
    const { backup, id } = await installed()
    const other = installationAt(join(testFolder(), 'new', 'place'))
    expect((await other.restore((await backup()).file)).kept).toEqual([])
    expect(readdirSync(other.folder).sort()).toEqual(['keys', 'undersigned.db'])
    expect([modeOf(other.file), modeOf(other.keys)]).toEqual(['600', '700'])
    expect(readdirSync(other.keys)).toEqual(['campaign-1.key', 'campaign-2.key'])
    const store = other.open()
    expect((await store.signature(id))?.person.name).toBe('Corrected Marmaduke')
    expect(await store.recount()).toEqual([])
    await store.checkReady()
  })

  test('sends nothing until sending is resumed, and then what waited', async () => {
    const clock = clockAt()
    const one = installationAt(testFolder(), { clock })
    const before = one.open()
    const campaign = await openCampaign(before, clock.now())
    await before.recordSignatures([signatureDraft(campaign, clock.now())])
    const other = installationAt(testFolder(), { clock })
    await other.restore((await one.backup()).file)
    const store = other.open()
    const sink = await startSmtpSink()
    const transport = openTransport(sink.url, 1)
    const log = { info() {}, warn() {}, error() {} }
    const rounds = openRounds({
      ports: testPorts(store, clock),
      sender,
      transport,
      log,
      lanes: 1,
      lettersPerHour: 0,
    })

    expect(await rounds.tick()).toEqual([])
    const { state, backupMadeAt, waiting } = await store.sending()
    expect({ state, backupMadeAt, waiting }).toEqual({
      state: 'paused',
      backupMadeAt: clock.now(),
      waiting: { confirm: 1 },
    })
    expect(sink.events).toEqual([])
    await store.setSending('running', clock.now())
    await rounds.tick()
    expect(sink.mails.map(({ to }) => to)).toEqual([['rosa@example.org']])
    transport.close()
    await sink.close()
  })

  test('under another secret is refused before anything is touched', async () => {
    const { backup, folder } = await installed()
    const { file } = await backup()
    const before = snapshot(folder)
    for (const where of ['empty', 'in-place'] as const)
      await expect(installationAt(folder, { secret: otherSecret }).restore(file, where)).rejects.toThrow(
        /SECRET_KEY is not the one .*fingerprint.*Nothing was changed/s,
      )
    expect(snapshot(folder)).toEqual(before)
    const empty = testFolder()
    await expect(installationAt(empty, { secret: otherSecret }).restore(file)).rejects.toThrow(/SECRET_KEY/)
    expect(readdirSync(empty)).toEqual([])
  })

  test('of a file with one changed byte, anywhere, is refused before anything is touched', async () => {
    const { backup, folder, restore } = await installed()
    const bytes = readFileSync((await backup()).file)
    const before = snapshot(folder)
    const places = await placesIn(bytes)
    expect(places.length).toBeGreaterThan(8)
    for (const at of places)
      await expect(restore(damaged(bytes, at), 'in-place'), `byte ${at}`).rejects.toMatchObject({
        code: 'refused',
      })
    expect(snapshot(folder)).toEqual(before)
  })

  test.each([1, 600, 1100, 3000, 100_000])(
    'of a file that lacks its last %d bytes is refused',
    async lacking => {
      const { backup, folder, restore } = await installed()
      const bytes = readFileSync((await backup()).file)
      const before = snapshot(folder)
      const cut = textFile(bytes.subarray(0, -lacking))
      await expect(restore(cut, 'in-place')).rejects.toThrow(/no backup|breaks off/)
      expect(snapshot(folder)).toEqual(before)
    },
  )

  test.each([
    ['that is not there', () => join(testFolder(), 'gone.tar'), /does not exist/],
    ['that is a folder', () => testFolder(), /is no file/],
    ['of text', () => textFile(Buffer.alloc(5000, 'words ')), /no backup/],
    ['of nothing but zeros', () => textFile(Buffer.alloc(5000)), /no manifest/],
  ])('of a file %s is refused', async (_, file, words) => {
    await expect(installationAt(testFolder()).restore(file())).rejects.toThrow(words)
  })

  test('of what a later program made is refused', async () => {
    const { backup } = await installed()
    const { file, manifest } = await backup()
    const later = await rewritten(file, { ...manifest, version: '9.0.0', migration: 'f'.repeat(64) })
    await expect(installationAt(testFolder()).restore(later)).rejects.toThrow(/Undersigned 9\.0\.0/)
    const form = await rewritten(file, { ...manifest, format: 3 })
    await expect(installationAt(testFolder()).restore(form)).rejects.toThrow(/later Undersigned/)
  })

  test('never writes beside where it should, whatever the names in a file say', async () => {
    const { backup } = await installed()
    const { file, manifest } = await backup()
    const files = { ...manifest.files, '../../outside.key': { bytes: 0, sha256: '' } }
    await expect(
      installationAt(testFolder()).restore(await rewritten(file, { ...manifest, files })),
    ).rejects.toThrow(/manifest/)
  })

  test.each([
    ['a database', 'keys'],
    ['keys', 'undersigned.db'],
  ])('where there is %s already is refused and leaves it as it is', async (_, missing) => {
    const { backup, folder, restore } = await installed()
    const { file } = await backup()
    rmSync(join(folder, missing), { recursive: true })
    const before = snapshot(folder)
    await expect(restore(file)).rejects.toThrow(/already\. Nothing was changed.*--replace/s)
    expect(snapshot(folder)).toEqual(before)
  })

  test('in place keeps the old beside, whole', async () => {
    const { backup, folder, restore, open: reopen, id } = await installed()
    const { file } = await backup()
    const store = reopen()
    const third = await openCampaign(store, clockAt().now(), { ...(await textOf(store)), slug: 'third' })
    await store.recordSignatures([signatureDraft(third, clockAt().now())])
    await store.close()
    const { kept } = await restore(file, 'in-place')
    expect(kept).toEqual([
      join(folder, 'undersigned.db.before-2026-11-23T12-00-00.000Z'),
      join(folder, 'keys', 'before-2026-11-23T12-00-00.000Z'),
    ])
    expect(readdirSync(join(folder, 'keys')).filter(name => name.endsWith('.key'))).toHaveLength(2)
    expect(await reopen().campaigns()).toHaveLength(2)

    const old = installationAt(testFolder())
    mkdirSync(old.keys)
    const [database = '', keys = ''] = kept
    writeFileSync(old.file, readFileSync(database))
    for (const name of readdirSync(keys)) writeFileSync(join(old.keys, name), readFileSync(join(keys, name)))
    const oldStore = old.open()
    expect((await oldStore.signature(id))?.person.name).toBe('Corrected Marmaduke')
    expect((await oldStore.signaturesAfter(third.id, null, 10)).map(({ person }) => person.name)).toEqual([
      'Rosa Lind',
    ])
  })

  test('in place of a database that is damaged keeps that, too', async () => {
    const { backup, file, restore, open: reopen } = await installed()
    const made = await backup()
    writeFileSync(file, 'nothing that SQLite knows')
    writeFileSync(`${file}-wal`, 'nor its log')
    const { kept } = await restore(made.file, 'in-place')
    expect(readFileSync(kept[0] ?? '', 'utf8')).toBe('nothing that SQLite knows')
    expect(readFileSync(`${kept[0]}-wal`, 'utf8')).toBe('nor its log')
    expect(await reopen().recount()).toEqual([])
  })

  test('while somebody has the database open is refused', async () => {
    const { backup, restore, open: reopen } = await installed()
    const { file } = await backup()
    const store = reopen()
    await expect(restore(file, 'in-place')).rejects.toThrow(/is in use: stop the server/)
    await store.checkReady()
    expect((await store.sending()).state).toBe('running')
  })

  test('that is stopped leaves what was there', async () => {
    const { backup, folder, restore, open: reopen } = await installed()
    const { file } = await backup()
    const names = () =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => !/-(wal|shm)$/.test(name))
    const before = names()
    const stopping = new AbortController()
    const report = (step: string) => void (step === 'copying' && stopping.abort(new Error('enough')))
    await expect(restore(file, 'in-place', { report, stop: stopping.signal })).rejects.toThrow('enough')
    expect(names()).toEqual(before)
    expect((await reopen().sending()).state).toBe('running')
  })
})

const otherSecret = Buffer.from('another secret that is long enough: 987654')

/** An installation where somebody has signed, closed as after a stop. */
async function installed() {
  const one = installationAt(testFolder())
  const store = one.open()
  const made = await journey(store)
  await store.close()
  return { ...one, ...made }
}

async function fill(store: Store, campaign: Parameters<typeof signatureDraft>[0], signatures: number) {
  const at = clockAt().now()
  for (let from = 0; from < signatures; from += 1000) {
    const drafts = Array.from({ length: 1000 }, (_, index) =>
      signatureDraft(campaign, at, { email: `p${from + index}@example.org` }),
    )
    await store.recordSignatures(drafts)
  }
  return signatures
}

async function textOf(store: Store) {
  const text = await store.campaignVersion(1, 1)
  if (!text) throw new Error('no campaign')
  return text
}

function textFile(content: Buffer = Buffer.from('words')): string {
  const file = join(testFolder(), 'text.tar')
  writeFileSync(file, content)
  return file
}

/** The beginning, the middle and the end of each content, and each header's name. */
async function placesIn(bytes: Buffer): Promise<number[]> {
  const handle = await open(textFile(bytes))
  const entries = (await entriesOf(handle)) ?? []
  await handle.close()
  return entries.flatMap(({ start, bytes: length }) => [
    start - 512,
    start,
    start + Math.floor(length / 2),
    start + length - 1,
  ])
}

/** The same backup with another manifest. */
async function rewritten(file: string, manifest: object): Promise<string> {
  const { sha256: _sha256, ...told } = manifest as Partial<Manifest>
  const handle = await open(file)
  const to = join(testFolder(), 'rewritten.tar')
  const archive = await createArchive(to)
  for (const entry of (await entriesOf(handle)) ?? []) {
    if (entry.name === 'manifest.json') continue
    const parts: Buffer[] = []
    for await (const part of contentOf(handle, entry)) parts.push(part)
    await archive.addBytes(entry.name, Buffer.concat(parts))
  }
  await archive.addBytes(
    'manifest.json',
    Buffer.from(JSON.stringify({ ...told, sha256: sumOfManifest(told) })),
  )
  await archive.finish()
  await archive.close()
  await handle.close()
  return to
}
