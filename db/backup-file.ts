import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { type Manifest, manifestSchema } from '../app/domain/backup'
import { Problem } from '../app/domain/problem'
import { contentOf, type Entry, entriesOf, sumOf } from './archive'

/** A backup that somebody gave us, open for reading. */
export interface BackupFile {
  readonly manifest: Manifest
  /** By name, each as long as the manifest says. */
  readonly entries: ReadonlyMap<string, Entry>
  readonly archive: FileHandle
}

/** @throws Problem `refused` for what is no backup, is cut off, or is of a form that this program does not know */
export async function openBackupFile(file: string): Promise<BackupFile> {
  const archive = await opened(file)
  try {
    const found = await entriesOf(archive)
    if (!found) throw new Problem('refused', `${file} is no backup, or breaks off before its end.`)
    const entries = new Map(found.map(entry => [entry.name, entry]))
    const manifest = await manifestIn(archive, entries, file)
    for (const [name, { bytes }] of Object.entries(manifest.files))
      if (entries.get(name)?.bytes !== bytes)
        throw new Problem('refused', `${file} is damaged: ${name} is not as long as its manifest says.`)
    return { manifest, entries, archive }
  } catch (fault) {
    await archive.close()
    throw fault
  }
}

async function opened(file: string): Promise<FileHandle> {
  const why: Readonly<Record<string, string>> = {
    ENOENT: 'does not exist',
    ENOTDIR: 'does not exist',
    EACCES: 'may not be read by this account',
  }
  try {
    const archive = await open(file)
    if ((await archive.stat()).isFile()) return archive
    await archive.close()
  } catch (fault) {
    const { code = '' } = fault as { code?: string }
    throw new Problem('refused', `${file} ${why[code] ?? `cannot be read (${code})`}.`)
  }
  throw new Problem('refused', `${file} is no file: give what backup printed.`)
}

async function manifestIn(
  archive: FileHandle,
  entries: ReadonlyMap<string, Entry>,
  file: string,
): Promise<Manifest> {
  const entry = entries.get('manifest.json')
  if (!entry || entry.bytes > 10_000_000)
    throw new Problem('refused', `${file} is no backup of Undersigned: it holds no manifest.json.`)
  const parts: Buffer[] = []
  for await (const part of contentOf(archive, entry)) parts.push(part)
  try {
    return readManifest(JSON.parse(Buffer.concat(parts).toString('utf8')))
  } catch {
    throw new Problem(
      'refused',
      `${file}: its manifest.json is damaged, or was written by a later Undersigned than this.`,
    )
  }
}

/** @throws where it is none, or was changed */
function readManifest(read: object): Manifest {
  const manifest = manifestSchema.parse(read)
  const { sha256, ...told } = read as Partial<Manifest>
  if (sha256 === undefined ? manifest.format !== 1 : sha256 !== sumOfManifest(told))
    throw new Error('the manifest is not what its own sum says')
  return manifest
}

/** @param told the manifest without its sum */
export function sumOfManifest(told: object): string {
  return createHash('sha256').update(JSON.stringify(told)).digest('hex')
}

/** @throws Problem `refused` where a byte of what it holds was changed */
export async function verifyBackupFile(
  { archive, manifest, entries }: BackupFile,
  read: (part: number) => void,
): Promise<void> {
  const all = Object.values(manifest.files).reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  for (const [name, { sha256 }] of Object.entries(manifest.files)) {
    const entry = entries.get(name)
    const passed = (bytes: number) => {
      done += bytes
      read(done / all)
    }
    if (!entry || (await sumOf(contentOf(archive, entry), passed)) !== sha256)
      throw new Problem(
        'refused',
        `The backup is damaged: the checksum of ${name} is not what its manifest says.`,
      )
  }
}
