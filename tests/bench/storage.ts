import { statSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import Database from 'better-sqlite3'
import type { Store } from '../../app/domain/store'
import { databaseIn } from './children'
import type { Benchmark, Figure, Say } from './figure'
import { filled, million } from './filled'
import { openBenchStore, recordInGroups } from './opened'

/** What signatures take in the database file: with their mails waiting, accepted, and pruned. */
export const storage: Benchmark = async say => [
  await sizeOf('a signature with its mail waiting', 20_000, async () => {}, say),
  await sizeOf('a signature with its mail accepted', 5_000, acceptAll, say), // a commit each takes its time
  await sizeOfMillion(say),
]

/** The whole file of a million confirmed signatures, whose mails were sent and pruned. */
async function sizeOfMillion(say: Say): Promise<Figure> {
  const parts = bytesIn(databaseIn(await filled(million, say)))
  const megabytes = [...parts].map(([part, bytes]) => [part, rounded(bytes / 1_000_000)] as const)
  const { file: measured = 0, ...about } = Object.fromEntries(megabytes.filter(([, some]) => some >= 0.1))
  const what = 'a million signatures, sent mail pruned'
  return { benchmark: 'storage', what, unit: 'MB', measured, reference: null, ratio: null, about }
}

async function sizeOf(
  what: string,
  signatures: number,
  afterwards: (store: Store) => Promise<void>,
  say: Say,
): Promise<Figure> {
  const { store, file, drafts } = await openBenchStore()
  const before = bytesIn(file)
  await recordInGroups(store, drafts(signatures))
  await afterwards(store)
  const after = bytesIn(file)
  await store.close()
  const each = [...after].map(
    ([part, bytes]) => [part, (bytes - (before.get(part) ?? 0)) / signatures] as const,
  )
  const { file: measured = 0, ...parts } = Object.fromEntries(
    each.map(([part, bytes]) => [part, rounded(bytes)]),
  )
  say(`${what}: ${measured} bytes, of ${signatures}`)
  const grown = Object.fromEntries(Object.entries(parts).filter(([, bytes]) => bytes >= 0.5))
  const about = { signatures, ...grown }
  return { benchmark: 'storage', what, unit: 'bytes', measured, reference: null, ratio: null, about }
}

/** As a mailer does: claims, fixes Message-ID and Date, settles each on its own. */
async function acceptAll(store: Store): Promise<void> {
  const accepted = { state: 'accepted', reply: '250 2.0.0 Ok: queued as 4F2B71C0A3' } as const
  for (;;) {
    const at = new Date()
    const mails = await store.claimOutgoing(500, at, new Date(at.getTime() + 60_000))
    if (mails.length === 0) return
    for (const mail of mails) {
      await store.stampOutgoing(mail, `<${mail.id}@undersigned.example>`, at)
      await store.settleOutgoing(mail, accepted, at)
    }
    await setImmediate() // the store answers without ever leaving the turn: let the bench's own clock look
  }
}

type Sizes = ReadonlyMap<string, number>

/** The size of the file once its log is in it, and of each table and index inside. */
function bytesIn(file: string): Sizes {
  const database = new Database(file)
  database.pragma('wal_checkpoint(TRUNCATE)')
  const parts = database.prepare('select name, sum(pgsize) as bytes from dbstat group by name').all() as {
    name: string
    bytes: number
  }[]
  database.close()
  return new Map([['file', statSync(file).size], ...parts.map(({ name, bytes }) => [name, bytes] as const)])
}

function rounded(bytes: number): number {
  return Math.round(bytes * 10) / 10
}
