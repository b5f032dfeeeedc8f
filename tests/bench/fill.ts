import { randomFillSync } from 'node:crypto'
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { idFromBytes, type SignatureId } from '../../app/domain/id'
import { type Delta, signatureDeltas } from '../../app/domain/tally/tally'
import { tables } from '../../db/sqlite/schema'
import type { Say } from './figure'
import { openBenchStore, optionsIn, personOf } from './opened'
import { benchConstituencies } from './seats'
import { type Template, templateIn } from './template'

/** So many really hold a person who opens; what is beyond is random and as long, for a seal costs 10 µs. */
const sealedAtMost = 3_000_000

/** Sorted until here, at random from here on. */
const sortedPart = 0.7

/** Over how long they came: four a second, so that ten millions did within a month; or a million within a year, as tallies of days grow by days. */
export const spreads = {
  month: { everyMs: 250, beganDaysAgo: 31 },
  year: { everyMs: 31_500, beganDaysAgo: 365 },
} as const
export type Spread = keyof typeof spreads

/** Signatures a transaction. */
const atOnce = 14_400

/**
 * Fills a database with confirmed signatures whose mails were sent and pruned, in the order of time, far faster than
 * recording them: by inserting copies of one that the store recorded, each with its own id, mailbox, seal, seat and
 * times. The tallies agree with a recount afterwards.
 *
 * The index on mailboxes is random, and as full as one that grew at random from nothing (90 %, 31 MB a million: SQLite
 * shares a full page's entries with its neighbours): built sorted over 70 % of the rows, which leaves its pages full,
 * and split by inserting the others at random.
 */
export async function fill(folder: string, wanted: number, spread: Spread, say: Say): Promise<void> {
  const { store, file, campaign } = await openBenchStore(folder)
  const template = await templateIn(store, file, campaign)
  await store.close()
  const database = new Database(file)
  for (const pragma of [
    'journal_mode = off',
    'synchronous = off',
    'cache_size = -1000000',
    'temp_store = memory',
  ])
    database.pragma(pragma)
  const filling = newFilling(database, template, folder, spread)
  const indexes = indexesOf(database)
  if (filling.rows() < wanted * sortedPart) {
    for (const { name } of indexes) database.exec(`drop index ${name}`)
    await insertUntil(filling, Math.floor(wanted * sortedPart), say)
    for (const { sql } of indexes) database.exec(sql)
    say('indexes built')
  }
  await insertUntil(filling, wanted, say)
  addToTallies(database, filling.deltas())
  database.pragma('journal_mode = wal')
  database.close()
  toDisk(file)
}

interface Filling {
  rows(): number
  insertOne(): void
  transact(work: () => void): void
  deltas(): readonly Delta[]
}

async function insertUntil(filling: Filling, wanted: number, say: Say): Promise<void> {
  let said = Date.now()
  while (filling.rows() < wanted) {
    const until = Math.min(wanted, filling.rows() + atOnce)
    filling.transact(() => {
      while (filling.rows() < until) filling.insertOne()
    })
    await setImmediate() // lets the bench's own clock look
    if (Date.now() - said < 5000) continue
    said = Date.now()
    say(`${filling.rows().toLocaleString('en-GB')} of ${wanted.toLocaleString('en-GB')} signatures filled in`)
  }
}

function newFilling(
  database: Database.Database,
  template: Template,
  folder: string,
  spread: Spread,
): Filling {
  const { everyMs, beganDaysAgo } = spreads[spread]
  const insert = template.insertInto(database)
  const codes = benchConstituencies.map(({ code }) => code)
  const sealer = optionsIn(folder).keyring.sealer(template.campaignId)
  let { rows, lastAt } = template.standing(database, beganDaysAgo)
  const deltas = new Map<string, Delta>()
  let perCode = new Map<string, number>()

  function sealed(number: number, id: SignatureId): Buffer {
    if (number > sealedAtMost) return randomBytes(template.sealedBytes)
    const { name, email, postcode } = personOf(number)
    return sealer.seal([name, email, postcode], 'signature.sealed', id)
  }

  /** What came within the same hour counts alike but for its seat. */
  function count(confirmedAt: Date): void {
    for (const [constituencyCode, signatures] of perCode)
      for (const delta of signatureDeltas({ ...template.counted, constituencyCode, confirmedAt }, 1)) {
        const name = `${delta.measure}/${delta.key}`
        deltas.set(name, { ...delta, by: (deltas.get(name)?.by ?? 0) + signatures })
      }
    perCode = new Map()
  }

  return {
    rows: () => rows,
    deltas: () => [...deltas.values()],
    insertOne() {
      rows++
      const at = new Date(lastAt.getTime() + everyMs)
      if (hourOf(at) !== hourOf(lastAt)) count(lastAt)
      lastAt = at
      const id = idAt(at)
      const code = codes[rows % codes.length] ?? ''
      perCode.set(code, (perCode.get(code) ?? 0) + 1)
      insert({
        id,
        mailbox: randomBytes(16),
        sealed: sealed(rows, id),
        constituencyCode: code,
        signedAt: at,
        confirmedAt: at,
        mailedAt: at,
        number: rows,
      })
    },
    transact(work) {
      database.transaction(work)()
      count(lastAt)
    },
  }
}

function hourOf(at: Date): number {
  return Math.floor(at.getTime() / 3_600_000)
}

/** A UUIDv7 of that time (RFC 9562 section 5.7). */
function idAt(at: Date): SignatureId {
  const bytes = Buffer.from(randomBytes(16))
  bytes.writeUIntBE(at.getTime(), 0, 6)
  bytes.writeUInt8(((bytes[6] ?? 0) & 0x0f) | 0x70, 6)
  bytes.writeUInt8(((bytes[8] ?? 0) & 0x3f) | 0x80, 8)
  return idFromBytes(bytes)
}

/** Drawn 64 KB at a time: a system call for each would cost more than the insert. */
const pool = { bytes: Buffer.alloc(65_536), used: 65_536 }

function randomBytes(count: number): Buffer {
  if (pool.used + count > pool.bytes.length) {
    pool.bytes = randomFillSync(Buffer.allocUnsafe(pool.bytes.length))
    pool.used = 0
  }
  pool.used += count
  return pool.bytes.subarray(pool.used - count, pool.used)
}

function addToTallies(database: Database.Database, deltas: readonly Delta[]): void {
  const { tally } = tables
  const write = drizzle(database)
  for (const { campaignId, measure, key, by } of deltas)
    write
      .insert(tally)
      .values({ campaignId, measure, key, count: by })
      .onConflictDoUpdate({
        target: [tally.campaignId, tally.measure, tally.key],
        set: { count: sql`${tally.count} + excluded.count` },
      })
      .run()
}

/** Those that were asked for, not those that SQLite makes for a primary key. */
function indexesOf(database: Database.Database): readonly { readonly name: string; readonly sql: string }[] {
  return database
    .prepare(
      "select name, sql from sqlite_master where type = 'index' and tbl_name = 'signature' and sql is not null",
    )
    .all() as { name: string; sql: string }[]
}

/** What lies in memory only would be written while something else is measured. */
export function toDisk(file: string): void {
  const handle = openSync(file, 'r+')
  fsyncSync(handle)
  closeSync(handle)
}
