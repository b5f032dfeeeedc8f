import { and, asc, desc, eq, gt, inArray, lt, ne, sql } from 'drizzle-orm'
import { type AuditAction, type Deed, organiserOf } from '../../app/domain/audit/audit'
import type { PaperBatchId } from '../../app/domain/id'
import {
  type PaperDraft,
  type PaperPerson,
  type PaperSignature,
  type PaperState,
  personKey,
} from '../../app/domain/paper/paper-signature'
import type { PaperStore } from '../../app/domain/paper/store'
import { paperDeltas } from '../../app/domain/tally/tally'
import type { Session, Tables } from '../database'
import type { Keyring } from '../keyring'
import { all, first, run, type Steps } from '../steps'
import { appendAudit } from './auditing'
import type { StoreParts } from './parts'

type Row = Tables['paperSignature']['$inferSelect']
type Batch = Tables['paperBatch']['$inferSelect']

/** SQLite takes 32,766 values in a statement, a signature has ten. */
const rowsAtOnce = 1000

/** Signatures from paper: kept, told apart and counted beside those of the browser. */
export function paper(parts: StoreParts): PaperStore {
  const { database, keyring } = parts
  const { paperBatch, paperSignature } = parts.tables

  return {
    async enterPaper({ id, campaignId, drafts }, deed) {
      return database.transact(function* (tx) {
        yield* holdPaper(parts, tx, campaignId)
        const rows = yield* judged(parts, tx, { id, campaignId }, drafts)
        const states = countStates(rows)
        yield* run(
          tx.insert(paperBatch).values({
            ...{ id, campaignId, signatures: rows.length, counted: states.counted },
            ...{ enteredBy: organiserOf(deed), enteredAt: deed.at },
          }),
        )
        for (let done = 0; done < rows.length; done += rowsAtOnce)
          yield* run(tx.insert(paperSignature).values(rows.slice(done, done + rowsAtOnce)))
        yield* database.addToTallies(
          tx,
          rows.filter(counts).flatMap(row => paperDeltas(row, 1)),
        )
        yield* noteBatch(parts, tx, 'paper-entered', { id, campaignId }, deed, { ...states })
        return states
      })
    },

    async removePaper(id, only, deed) {
      return database.transact(function* (tx) {
        const batch = yield* batchToChange(parts, tx, id)
        if (!batch) return 0
        const which = and(
          eq(paperSignature.batch, id),
          only === null ? undefined : eq(paperSignature.id, only),
        )
        const gone = yield* all(tx.delete(paperSignature).where(which).returning())
        if (gone.length === 0) return 0
        yield* database.addToTallies(
          tx,
          gone.filter(counts).flatMap(row => paperDeltas(row, -1)),
        )
        yield* countNext(parts, tx, gone.filter(counts))
        yield* shrink(parts, tx, batch, gone)
        yield* noteBatch(parts, tx, 'paper-removed', batch, deed, { signatures: gone.length })
        return gone.length
      })
    },

    async paperBatch(id) {
      return database.read(function* (from) {
        return (yield* first(from.select().from(paperBatch).where(eq(paperBatch.id, id)))) ?? null
      })
    },

    async paperBatchesBefore(campaignId, before, limit) {
      return database.read(function* (from) {
        const which = and(
          eq(paperBatch.campaignId, campaignId),
          before === null ? undefined : lt(paperBatch.id, before),
        )
        return yield* all(
          from.select().from(paperBatch).where(which).orderBy(desc(paperBatch.id)).limit(limit),
        )
      })
    },

    async paperAfter(campaignId, batch, after, limit) {
      return database.read(function* (from) {
        const which = and(
          eq(paperSignature.campaignId, campaignId),
          batch === null ? undefined : eq(paperSignature.batch, batch),
          after === null ? undefined : gt(paperSignature.id, after),
        )
        const page = from
          .select()
          .from(paperSignature)
          .where(which)
          .orderBy(asc(paperSignature.id))
          .limit(limit)
        return (yield* all(page)).map(row => toPaper(keyring, row))
      })
    },
  }
}

/** Two sheets with the same person, entered at once, are told apart one after the other. */
function* holdPaper({ database, tables: { campaign } }: StoreParts, tx: Session, id: number): Steps<void> {
  yield* all(database.locked(tx.select({ id: campaign.id }).from(campaign).where(eq(campaign.id, id))))
}

/** A sheet as it stands once nobody else changes its campaign's. */
function* batchToChange(parts: StoreParts, tx: Session, id: PaperBatchId): Steps<Batch | undefined> {
  const { paperBatch } = parts.tables
  const query = tx.select().from(paperBatch).where(eq(paperBatch.id, id))
  const found = yield* first(query)
  if (!found) return undefined
  yield* holdPaper(parts, tx, found.campaignId)
  return yield* first(query)
}

/** The rows of a sheet, each with what it counts as. */
function* judged(
  { keyring, tables: { paperSignature } }: StoreParts,
  tx: Session,
  { id: batch, campaignId }: Pick<Batch, 'id' | 'campaignId'>,
  drafts: readonly PaperDraft[],
): Steps<Row[]> {
  const sealer = keyring.sealer(campaignId)
  const people = drafts.map(({ name, postcode }) =>
    sealer.mailboxIndex(`paper/${personKey(name, postcode.full)}`),
  )
  const before = new Set<string>()
  for (let done = 0; done < people.length; done += rowsAtOnce) {
    const some = people.slice(done, done + rowsAtOnce)
    const known = and(
      eq(paperSignature.campaignId, campaignId),
      inArray(paperSignature.person, some),
      ne(paperSignature.state, 'signed-online'), // counts in the browser, and may have been withdrawn there since
    )
    for (const { person } of yield* all(
      tx.select({ person: paperSignature.person }).from(paperSignature).where(known),
    ))
      before.add(person.toString('hex'))
  }
  return drafts.map((draft, index): Row => {
    const person = people[index] ?? Buffer.alloc(0)
    const repeated = before.has(person.toString('hex'))
    const { id, name, address, postcode, signedOn, constituencyCode, online } = draft
    if (!online) before.add(person.toString('hex'))
    const onPaper: PaperState = repeated ? 'signed-on-paper' : 'counted'
    return {
      ...{ campaignId, id, batch, person, country: 'GB', constituencyCode, signedOn },
      state: online ? 'signed-online' : onPaper,
      outward: postcode.outward,
      sealed: sealer.seal([name, address, postcode.full], 'paper_signature.sealed', id),
    }
  })
}

/** The next of the same people count in the place of those that are gone. */
function* countNext(parts: StoreParts, tx: Session, gone: readonly Row[]): Steps<void> {
  const { paperBatch, paperSignature } = parts.tables
  for (const { campaignId, person } of gone) {
    const next = yield* first(
      tx
        .select()
        .from(paperSignature)
        .where(
          and(
            eq(paperSignature.campaignId, campaignId),
            eq(paperSignature.person, person),
            eq(paperSignature.state, 'signed-on-paper'),
          ),
        )
        .orderBy(asc(paperSignature.id))
        .limit(1),
    )
    if (!next) continue
    const mine = and(eq(paperSignature.campaignId, campaignId), eq(paperSignature.id, next.id))
    yield* run(tx.update(paperSignature).set({ state: 'counted' }).where(mine))
    const more = { counted: sql`${paperBatch.counted} + 1` }
    yield* run(tx.update(paperBatch).set(more).where(eq(paperBatch.id, next.batch)))
    yield* parts.database.addToTallies(tx, paperDeltas(next, 1))
  }
}

function* shrink(
  { tables: { paperBatch } }: StoreParts,
  tx: Session,
  { id, signatures }: Batch,
  gone: readonly Row[],
): Steps<void> {
  if (signatures === gone.length) return yield* run(tx.delete(paperBatch).where(eq(paperBatch.id, id)))
  const less = {
    signatures: signatures - gone.length,
    counted: sql`${paperBatch.counted} - ${gone.filter(counts).length}`,
  }
  yield* run(tx.update(paperBatch).set(less).where(eq(paperBatch.id, id)))
}

function counts({ state }: Pick<Row, 'state'>): boolean {
  return state === 'counted'
}

function countStates(rows: readonly Row[]): Record<PaperState, number> {
  const states = { counted: 0, 'signed-on-paper': 0, 'signed-online': 0 }
  for (const { state } of rows) states[state]++
  return states
}

function toPaper(keyring: Keyring, row: Row): PaperSignature {
  const { id, batch, state, constituencyCode, signedOn, sealed, campaignId } = row
  const [name, address, postcode] = keyring
    .sealer(campaignId)
    .open<[PaperPerson['name'], string, string]>(sealed, 'paper_signature.sealed', id)
  return { id, batch, state, name, address, postcode, constituencyCode, signedOn }
}

function* noteBatch(
  parts: StoreParts,
  tx: Session,
  action: AuditAction,
  { id, campaignId }: Pick<Batch, 'id' | 'campaignId'>,
  deed: Deed,
  detail: Readonly<Record<string, number>>,
): Steps<void> {
  yield* appendAudit(parts, tx, { ...deed, action, object: `paper-batch:${id}`, campaignId, detail })
}
