import { mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MadeBackup, Manifest, Watch } from '../../app/domain/backup'
import { Problem } from '../../app/domain/problem'
import type { Store } from '../../app/domain/store'
import { createArchive, type Sum } from '../archive'
import { openBackupFile, sumOfManifest, verifyBackupFile } from '../backup-file'
import { diskProblem, sync } from '../durable'
import { fingerprintOf, wrongSecret } from '../keyring'
import { wrappedKeysIn } from '../keys-folder'
import { type Contents, checkCopy, copyDatabase } from './copying'
import { refuseFenced } from './fence'

/** Where an installation lies, and how the product would open it or a copy of it. */
export interface Installation {
  readonly file: string
  /** The folder of the wrapped keys. */
  readonly keys: string
  readonly secret: Uint8Array
  /** Of the product. */
  readonly version: string
  now(): Date
  openStore(file: string, keys: string): Store
}

const nothingKept = 'No backup was made, and nothing half-made was left.'

/**
 * Makes one file of the database and the wrapped keys, under writes. It appears under its name once all of it was
 * verified and is on disk; until then everything lies in a hidden folder beside it, which goes whatever happens.
 */
export async function makeBackup(
  installation: Installation,
  folder: string,
  watch: Watch,
): Promise<MadeBackup> {
  const madeAt = installation.now()
  const name = `undersigned-${madeAt.toISOString().replaceAll(':', '-')}`
  const draft = join(folder, `.${name}.part`)
  try {
    refuseUnfit(installation, folder)
    removeLeftovers(folder)
    mkdirSync(draft, { mode: 0o700 })
  } catch (fault) {
    throw diskProblem(fault, folder, nothingKept)
  }
  try {
    const made = await draftBackup(installation, draft, madeAt, watch)
    const file = join(folder, `${name}.tar`)
    renameSync(join(draft, 'backup.tar'), file)
    sync(folder)
    return { ...made, file }
  } catch (fault) {
    throw diskProblem(fault, folder, nothingKept)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

async function draftBackup(
  { file, keys, secret, version, openStore }: Installation,
  draft: string,
  madeAt: Date,
  { report, stop }: Watch,
): Promise<Omit<MadeBackup, 'file'>> {
  const step = (words: string) => (part: number) => {
    stop.throwIfAborted()
    report(words, part)
  }
  const copy = join(draft, 'database.db')
  const copied = step('copying the database')
  await copyDatabase(file, copy, copied)
  copied(1)
  const checked = step('checking the copy')
  checked(0)
  const contents = checkCopy(copy)
  checked(1)
  if (contents.fingerprint !== fingerprintOf(secret)) throw wrongSecret(`${file} was made with another`)
  // After the database: a campaign's key is on disk before its first row is.
  const wrapped = copyKeys(keys, join(draft, 'keys'))
  const archive = join(draft, 'backup.tar')
  const manifest = await pack(
    archive,
    copy,
    wrapped,
    { ...contents, version, madeAt },
    step('writing the backup'),
  )
  await readBack(archive, step('reading it back'))
  const opened = step('opening it as a restore would')
  opened(0)
  const found = await rehearse(openStore(copy, join(draft, 'keys')), wrapped)
  opened(1)
  return { bytes: statSync(archive).size, manifest, ...found }
}

/** A folder that is missing is not made: an unmounted disk would be taken for an empty one. */
function refuseUnfit({ file }: Installation, folder: string): void {
  const database = statSync(file, { throwIfNoEntry: false })
  if (!database?.size)
    throw new Problem(
      'refused',
      `There is nothing to back up: DATABASE_URL names ${file}, which holds nothing.`,
    )
  if (!statSync(folder).isDirectory()) throw Object.assign(new Error(folder), { code: 'ENOTDIR' })
  refuseFenced(file)
  const { bavail, bsize } = statfsSync(folder)
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
  const needed = 2 * (database.size + log)
  if (bavail * bsize < needed)
    throw new Problem(
      'refused',
      `${folder}: a backup needs ${megabytes(needed)} while it is made (twice the database), and ${megabytes(bavail * bsize)} are free. ${nothingKept}`,
    )
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}

/** What a backup that was killed left behind; one under way writes all the time. */
function removeLeftovers(folder: string): void {
  const anHourAgo = Date.now() - 3_600_000
  for (const name of readdirSync(folder).filter(name => /^\.undersigned-.*\.part$/.test(name))) {
    const left = join(folder, name)
    const written = [left, ...readdirSync(left).map(part => join(left, part))].map(
      path => statSync(path).mtimeMs,
    )
    if (Math.max(...written) < anHourAgo) rmSync(left, { recursive: true, force: true })
  }
}

function copyKeys(from: string, to: string): ReadonlyMap<string, Buffer> {
  const wrapped = wrappedKeysIn(from)
  mkdirSync(to, { mode: 0o700 })
  for (const [name, bytes] of wrapped) writeFileSync(join(to, name), bytes, { mode: 0o600 })
  return wrapped
}

async function pack(
  file: string,
  copy: string,
  wrapped: ReadonlyMap<string, Buffer>,
  { version, madeAt, fingerprint, migration, rows }: Contents & { version: string; madeAt: Date },
  packed: (part: number) => void,
): Promise<Manifest> {
  const archive = await createArchive(file)
  try {
    const files: Record<string, Sum> = {}
    const { size } = statSync(copy)
    let done = 0
    files['database.db'] = await archive.addFile('database.db', copy, size, bytes => {
      done += bytes
      packed(done / size)
    })
    for (const [name, bytes] of wrapped) files[`keys/${name}`] = await archive.addBytes(`keys/${name}`, bytes)
    const told: Manifest = {
      product: 'undersigned',
      format: 2,
      version,
      made_at: madeAt.toISOString(),
      key_fingerprint: fingerprint,
      migration,
      rows,
      files,
    }
    const manifest = { ...told, sha256: sumOfManifest(told) }
    await archive.addBytes('manifest.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`))
    await archive.finish()
    return manifest
  } finally {
    await archive.close()
  }
}

/** What the disk kept, not what was given to it. */
async function readBack(file: string, read: (part: number) => void): Promise<void> {
  const backup = await openBackupFile(file)
  try {
    await verifyBackupFile(backup, read)
  } finally {
    await backup.archive.close()
  }
}

/** Opens the copy as the product opens its own: migrations, tallies, and one seal of each campaign that has a key. */
async function rehearse(store: Store, wrapped: ReadonlyMap<string, Buffer>) {
  try {
    const unreadable: string[] = []
    for (const { id, slug } of await store.campaigns()) {
      if (wrapped.has(`campaign-${id}.key`)) await store.signaturesAfter(id, null, 1)
      else unreadable.push(slug)
    }
    return { unreadable, wrongTallies: (await store.recount()).length }
  } finally {
    await store.close()
  }
}
