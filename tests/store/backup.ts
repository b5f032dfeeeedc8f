import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Watch } from '../../app/domain/backup'
import type { Store } from '../../app/domain/store'
import { type Installation, makeBackup } from '../../db/sqlite/backup'
import { restoreBackup } from '../../db/sqlite/restore'
import { finishSwitch } from '../../db/sqlite/switch'
import { type Clock, clockAt } from '../support/clock'
import { testFolder, testSecret } from '../support/store'
import { openAt } from './journey'

export const unwatched: Watch = { report() {}, stop: new AbortController().signal }

/** Where an installation lies, or may come to lie; nothing is made. */
export function installationAt(folder: string, { secret = testSecret, clock = clockAt() as Clock } = {}) {
  const installation: Installation = {
    file: join(folder, 'undersigned.db'),
    keys: join(folder, 'keys'),
    secret,
    version: '0.1.0',
    now: clock.now,
    openStore: (file, keys) => openAt(file, keys, secret),
  }
  return {
    ...installation,
    folder,
    backup: (to = testFolder(), watch = unwatched) => makeBackup(installation, to, watch),
    restore: (from: string, where: 'empty' | 'in-place' = 'empty', watch = unwatched) =>
      restoreBackup(installation, from, where, watch),
    /** As the product opens it. */
    open(): Store {
      finishSwitch(installation.file)
      const store = openAt(installation.file, installation.keys, secret)
      onTestFinished(() => store.close())
      return store
    },
  }
}

/** A file with one byte changed. */
export function damaged(bytes: Buffer, at: number): string {
  const file = join(testFolder(), 'damaged.tar')
  const changed = Buffer.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ 1
  writeFileSync(file, changed)
  return file
}
