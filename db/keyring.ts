import { createHmac, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../app/domain/problem'
import { deriveKey } from '../app/domain/token'
import { createSealer, type Sealer, unwrapKey, wrapKey } from './sealing'

/**
 * The campaigns' data keys. They lie wrapped in `DATA_DIR/keys`, outside the database: a copy of the database alone
 * opens nothing, and deleting a campaign's file makes all that is sealed for it unreadable, in backups too.
 */
export interface Keyring {
  /** Says which secret an installation was made with, and nothing else about it. */
  readonly fingerprint: string
  sealer(campaignId: number): Sealer
  /** False once the campaign's key was deleted: what was sealed for it is gone. */
  hasKey(campaignId: number): boolean
  /** Makes the campaign's key if it has none. On disk before it is used. */
  ensureKey(campaignId: number): void
}

/** @throws Problem `refused` where a key in the folder was wrapped under another secret */
export function openKeyring(folder: string, secret: Uint8Array): Keyring {
  const wrappingKey = deriveKey(secret, 'wrap')
  const sealers = new Map<number, Sealer>()
  const fileOf = (campaignId: number) => join(folder, `campaign-${campaignId}.key`)

  function load(campaignId: number): Sealer {
    const dataKey = unwrapKey(wrappingKey, readFileSync(fileOf(campaignId)), campaignId)
    const sealer = createSealer(dataKey, deriveKey(dataKey, 'mailbox'))
    sealers.set(campaignId, sealer)
    return sealer
  }

  for (const campaignId of keysIn(folder)) {
    try {
      load(campaignId)
    } catch {
      throw wrongSecret(`the key of campaign ${campaignId} in ${folder} does not open`)
    }
  }

  return {
    fingerprint: fingerprintOf(secret),
    sealer: campaignId => sealers.get(campaignId) ?? load(campaignId),
    hasKey: campaignId => sealers.has(campaignId) || existsSync(fileOf(campaignId)),
    ensureKey(campaignId) {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      writeOnce(fileOf(campaignId), wrapKey(wrappingKey, randomBytes(32), campaignId))
      load(campaignId)
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

function keysIn(folder: string): number[] {
  try {
    return readdirSync(folder).flatMap(name => {
      const named = /^campaign-(\d+)\.key$/.exec(name)
      return named ? [Number(named[1])] : []
    })
  } catch {
    return [] // no folder yet
  }
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
