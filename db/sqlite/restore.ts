import { chmodSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import type { Manifest, RestoredBackup, Watch } from '../../app/domain/backup'
import { Problem } from '../../app/domain/problem'
import { contentOf } from '../archive'
import { type BackupFile, openBackupFile, verifyBackupFile } from '../backup-file'
import { diskProblem, sync } from '../durable'
import { fingerprintOf } from '../keyring'
import { wrappedKeysIn } from '../keys-folder'
import { facts } from '../store/sending'
import type { Installation } from './backup'
import { migrationsFolder } from './connection'
import { moveIn } from './fence'
import { type OldState, seize } from './seizing'
import { finishSwitch, isSwitching, type Step, switchFiles } from './switch'

const unchanged = 'Nothing was changed.'

/**
 * Puts a backup in the place of an installation, or where there is none yet, with sending paused. Everything is refused
 * before anything is written; then the new files are laid beside the old, and switched as if at once.
 */
export async function restoreBackup(
  installation: Installation,
  from: string,
  where: 'empty' | 'in-place',
  watch: Watch,
): Promise<RestoredBackup> {
  const backup = await openBackupFile(from)
  try {
    refuseOtherSecret(backup, installation, from)
    refuseLaterTables(backup.manifest, from)
    finishSwitch(installation.file)
    if (where === 'empty') refuseOccupied(installation)
    await verifyBackupFile(backup, step(watch, 'checking the backup'))
    return await putInPlace(installation, backup, watch)
  } finally {
    await backup.archive.close()
  }
}

function step({ report, stop }: Watch, words: string) {
  return (part: number) => {
    stop.throwIfAborted()
    report(words, part)
  }
}

function refuseOtherSecret({ manifest }: BackupFile, { secret }: Installation, from: string): void {
  const [theirs, ours] = [manifest.key_fingerprint, fingerprintOf(secret)]
  if (theirs !== ours)
    throw new Problem(
      'refused',
      `SECRET_KEY is not the one that ${from} was made under: its fingerprint is ${theirs}, that of yours ${ours}. Give the SECRET_KEY of the installation that the backup is of. ${unchanged}`,
    )
}

/** Earlier tables are brought up to date at the next start; later ones this program would misread. */
function refuseLaterTables({ migration, version }: Manifest, from: string): void {
  if (!readMigrationFiles({ migrationsFolder }).some(({ hash }) => hash === migration))
    throw new Problem(
      'refused',
      `${from} was made by Undersigned ${version}, whose tables this program does not know. Restore it with that version or a later one. ${unchanged}`,
    )
}

function refuseOccupied({ file, keys }: Installation): void {
  const occupied = [
    ...(statSync(file, { throwIfNoEntry: false })?.size ? [`${file} holds a database`] : []),
    ...(wrappedKeysIn(keys).size > 0 ? [`${keys} holds keys`] : []),
  ]
  if (occupied.length > 0)
    throw new Problem(
      'refused',
      `${occupied.join(' and ')} already. ${unchanged} Point DATABASE_URL and DATA_DIR elsewhere, or say --replace: what is there is then kept beside under a dated name.`,
    )
}

async function putInPlace(
  installation: Installation,
  backup: BackupFile,
  watch: Watch,
): Promise<RestoredBackup> {
  const { file } = installation
  const places = placesOf(installation)
  const old = seize(file)
  try {
    clear(places) // what a restore left that was killed before anything was decided
    await layBeside(installation, backup, places, step(watch, 'copying'))
    watch.stop.throwIfAborted()
    const moved = (old.database && moveIn(old.database)?.to) ?? null
    const kept = [
      ...(old.state === 'none' ? [] : [places.oldDatabase]),
      ...(wrappedKeysIn(installation.keys).size > 0 ? [places.oldKeys] : []),
    ]
    switchFiles(file, stepsOf(installation, backup, places, old.state).map(absolute))
    return { manifest: backup.manifest, kept, moved }
  } catch (fault) {
    throw diskProblem(fault, dirname(file), isSwitching(file) ? toBeEnded : 'What was there stands.')
  } finally {
    if (!isSwitching(file)) clear(places)
    old.release()
  }
}

const toBeEnded =
  'The restore is decided but not done: mend that, and start or restore again; either ends it.'

/** Where the new lies until it is switched, and the old from then on: on the same disks, for a rename to do it. */
interface Places {
  readonly newDatabase: string
  readonly newKeys: string
  readonly oldDatabase: string
  readonly oldKeys: string
}

function placesOf({ file, keys, now }: Installation): Places {
  const stamp = now().toISOString().replaceAll(':', '-')
  return {
    newDatabase: `${file}.restoring`,
    newKeys: join(keys, 'restoring'),
    oldDatabase: `${file}.before-${stamp}`,
    oldKeys: join(keys, `before-${stamp}`),
  }
}

function clear({ newDatabase, newKeys }: Places): void {
  for (const left of ['', '-journal', '-wal', '-shm']) rmSync(newDatabase + left, { force: true })
  rmSync(newKeys, { recursive: true, force: true })
}

/** Whoever finishes it may stand in another folder. */
function absolute({ do: what, from, to }: Step): Step {
  return { do: what, from: resolve(from), to: resolve(to) }
}

async function layBeside(
  { file, keys, now }: Installation,
  { archive, manifest, entries }: BackupFile,
  { newDatabase, newKeys }: Places,
  copied: (part: number) => void,
): Promise<void> {
  mkdirSync(dirname(file), { recursive: true })
  mkdirSync(keys, { recursive: true, mode: 0o700 })
  mkdirSync(newKeys, { mode: 0o700 })
  for (const name of Object.keys(manifest.files)) {
    const entry = entries.get(name)
    if (!entry) throw new Error(`unreachable: ${name} was verified`)
    const to = name === 'database.db' ? newDatabase : join(newKeys, name.slice('keys/'.length))
    const target = await open(to, 'wx', 0o600)
    try {
      let done = 0
      for await (const part of contentOf(archive, entry)) {
        await target.writeFile(part)
        done += part.length
        copied(done / entry.bytes)
      }
      await target.sync()
    } finally {
      await target.close()
    }
  }
  pause(newDatabase, now(), manifest)
  sync(newKeys)
}

/** Before anybody can open it: a restored outbox must not repeat a letter by itself. */
function pause(file: string, at: Date, { made_at }: Manifest): void {
  const database = new Database(file, { fileMustExist: true })
  try {
    database.pragma('synchronous = full')
    const set = database.prepare(
      'insert into installation (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
    )
    database.transaction(() => {
      set.run(facts.pausedSince, at.toISOString())
      set.run(facts.backupMadeAt, new Date(made_at).toISOString())
    })()
  } finally {
    database.close()
  }
  chmodSync(file, 0o600)
  sync(file)
}

/** The database goes last; the order is for whoever reads the folder meanwhile, since a switch is always ended. */
function stepsOf(
  { file, keys }: Installation,
  { manifest }: BackupFile,
  { newDatabase, newKeys, oldDatabase, oldKeys }: Places,
  old: OldState,
): Step[] {
  const ours = keyNamesIn(manifest)
  const theirs = [...wrappedKeysIn(keys).keys()]
  const keepKey = (name: string): Step => ({
    do: ours.includes(name) ? 'keep' : 'move',
    from: join(keys, name),
    to: join(oldKeys, name),
  })
  return [
    ...theirs.map(keepKey),
    ...ours.map((name): Step => ({ do: 'move', from: join(newKeys, name), to: join(keys, name) })),
    ...(old === 'none' ? [] : [{ do: 'keep', from: file, to: oldDatabase } as const]),
    ...logsOf(file, old).map((log): Step => ({ do: 'move', from: file + log, to: oldDatabase + log })),
    { do: 'move', from: newDatabase, to: file },
  ]
}

function keyNamesIn({ files }: Manifest): string[] {
  return Object.keys(files).flatMap(name => (name === 'database.db' ? [] : [name.slice('keys/'.length)]))
}

/** Of a sound one the log is in the file already; another's log beside the new one would be read into it. */
function logsOf(file: string, old: OldState): readonly string[] {
  return old === 'sound' ? [] : ['-wal', '-shm', '-journal'].filter(log => existsSync(`${file}${log}`))
}
