import { createHmac, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../app/domain/problem'
import { deriveKey } from '../app/domain/token'
import { wrappedKeysIn } from './keys-folder'
import { createSealer, type KeyOwner, type Sealer, unwrapKey, wrapKey } from './sealing'

/**
 * The data keys of campaigns, and the one for organisers. They lie wrapped in `DATA_DIR/keys`, outside the database: a copy of the database alone
 * opens nothing, and deleting a campaign's file makes all that is sealed for it unreadable, in backups too.
 */
export interface Keyring {
  /** Says which secret an installation was made with, and nothing else about it. */
  readonly fingerprint: string
  sealer(owner: KeyOwner): Sealer
  /** False once the campaign's key was deleted: what was sealed for it is gone. */
  hasKey(owner: KeyOwner): boolean
  /** Makes its key if there is none. On disk before it is used. */
  ensureKey(owner: KeyOwner): void
}

/** @throws Problem `refused` where a key in the folder was wrapped under another secret */
export function openKeyring(folder: string, secret: Uint8Array): Keyring {
  const wrappingKey = deriveKey(secret, 'wrap')
  const sealers = new Map<KeyOwner, Sealer>()
  const fileOf = (owner: KeyOwner) => join(folder, keyFileName(owner))

  function load(owner: KeyOwner): Sealer {
    const dataKey = unwrapKey(wrappingKey, readFileSync(fileOf(owner)), owner)
    const sealer = createSealer(dataKey, deriveKey(dataKey, 'mailbox'))
    sealers.set(owner, sealer)
    return sealer
  }

  for (const owner of ownersIn(folder)) {
    try {
      load(owner)
    } catch {
      throw wrongSecret(`${fileOf(owner)} does not open`)
    }
  }

  return {
    fingerprint: fingerprintOf(secret),
    sealer: owner => sealers.get(owner) ?? load(owner),
    hasKey: owner => sealers.has(owner) || existsSync(fileOf(owner)),
    ensureKey(owner) {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      writeOnce(fileOf(owner), wrapKey(wrappingKey, randomBytes(32), owner))
      load(owner)
    },
  }
}

/** Says which secret it is, and nothing else about it: 16 hexadecimal digits. */
export function fingerprintOf(secret: Uint8Array): string {
  return createHmac('sha256', secret).update('undersigned/fingerprint').digest('hex').slice(0, 16)
}

export function wrongSecret(why: string): Problem {
  return new Problem(
    'refused',
    `SECRET_KEY is not the one this installation was made with: ${why}. Nothing was changed. Give the right SECRET_KEY, or another DATA_DIR and DATABASE_URL.`,
  )
}

/** The name of the file in `DATA_DIR/keys` that holds its key. */
function keyFileName(owner: KeyOwner): string {
  return typeof owner === 'number' ? `campaign-${owner}.key` : `${owner}.key`
}

function ownersIn(folder: string): KeyOwner[] {
  return [...wrappedKeysIn(folder).keys()].map(name => {
    const campaign = /^campaign-(\d+)\.key$/.exec(name)
    return campaign ? Number(campaign[1]) : 'organisers'
  })
}

/** Writes a file whole and durable, or leaves the one that is there: two processes may come at once. */
function writeOnce(file: string, bytes: Buffer): void {
  const draft = `${file}.${process.pid}.new`
  const handle = openSync(draft, 'w', 0o600)
  writeSync(handle, bytes)
  fsyncSync(handle)
  closeSync(handle)
  try {
    linkSync(draft, file)
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
  } finally {
    rmSync(draft)
  }
}
