import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { Benchmark, Figure } from './figure'
import { openBenchStore, recordInGroups } from './filled'

const signatures = 20_000

/** What one signature and the row of its mail take in the database file, before and after the mail was accepted. */
export const storage: Benchmark = async say => {
  const { store, file, drafts } = await openBenchStore()
  const before = bytesIn(file)
  say(`signing ${signatures} times`)
  await recordInGroups(store, drafts(signatures))
  const signed = perSignature(before, bytesIn(file))
  say('settling their mails')
  await settleAll()
  const settled = perSignature(before, bytesIn(file))
  await store.close()
  return [
    figure('a signature with its mail waiting', signed),
    figure('a signature with its mail accepted', settled),
  ]

  /** As a mailer does: claims, fixes Message-ID and Date, settles each on its own. */
  async function settleAll(): Promise<void> {
    for (;;) {
      const at = new Date()
      const mails = await store.claimOutgoing(1000, at, new Date(at.getTime() + 60_000))
      if (mails.length === 0) return
      for (const mail of mails) {
        await store.stampOutgoing(mail, `<${mail.id}@undersigned.example>`, at)
        await store.settleOutgoing(
          mail,
          { state: 'accepted', reply: '250 2.0.0 Ok: queued as 4F2B71C0A3' },
          at,
        )
      }
    }
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

function perSignature(before: Sizes, after: Sizes): Sizes {
  return new Map([...after].map(([name, bytes]) => [name, (bytes - (before.get(name) ?? 0)) / signatures]))
}

function figure(what: string, sizes: Sizes): Figure {
  const { file = 0, ...parts } = Object.fromEntries([...sizes].map(([name, bytes]) => [name, rounded(bytes)]))
  const grown = Object.fromEntries(Object.entries(parts).filter(([, bytes]) => bytes >= 0.5))
  return {
    benchmark: 'storage',
    what,
    unit: 'bytes',
    measured: file,
    reference: null,
    ratio: null,
    about: { signatures, ...grown },
  }
}

function rounded(bytes: number): number {
  return Math.round(bytes * 10) / 10
}
