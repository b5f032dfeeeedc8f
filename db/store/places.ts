import { and, asc, eq, exists, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Seat } from '../../app/domain/place'
import type { Store } from '../../app/domain/store'
import type { Session, Tables } from '../database'
import { run, type Steps } from '../steps'
import { releaseHeld } from './letter-state'
import type { StoreParts } from './parts'

/** The fact of the installation that names the latest import. */
const placesRevision = 'places-revision'

export function places(parts: StoreParts): Pick<Store, 'savePlaces' | 'seats' | 'seat'> {
  const { database } = parts
  const latest = latestPlaces(parts)
  const { constituency, member, postcode, outgoing, signature } = parts.tables

  /** Whether somebody with an address sits now for the writer of an outgoing letter. */
  const canBeReached = (tx: Session) =>
    exists(
      tx
        .select({ id: signature.id })
        .from(signature)
        .innerJoin(member, eq(member.constituencyCode, signature.constituencyCode))
        .where(
          and(
            eq(signature.campaignId, outgoing.campaignId),
            eq(signature.id, outgoing.signatureId),
            isNotNull(member.email),
          ),
        ),
    )

  /** As the latest import left them: reading 650 anew each time took 2 ms, asking which import is the latest 8 µs. */
  let known: { readonly revision: string; readonly seats: readonly Seat[] } | null = null

  const seatRows = (from: Session) =>
    from
      .select()
      .from(constituency)
      .leftJoin(member, eq(member.constituencyCode, constituency.code))
      .orderBy(asc(constituency.name))

  const everySeat = database.prepared('seats', from => seatRows(from))
  // 6 µs in SQLite, where it was 83 with the query written anew each time.
  const byCode = database.prepared('seat', from =>
    seatRows(from).where(eq(constituency.code, sql.placeholder('code'))),
  )

  return {
    async savePlaces(draft, at) {
      await database.transact(function* (tx) {
        for (const table of [postcode, member, constituency]) yield* run(tx.delete(table))
        for (const one of draft.constituencies) yield* run(tx.insert(constituency).values(one))
        for (const one of draft.members) yield* run(tx.insert(member).values(one))
        const codes = new Set(draft.constituencies.map(({ code }) => code))
        for (const one of draft.postcodes)
          if (codes.has(one.code)) yield* run(tx.insert(postcode).values(one))
        yield* nameRevision(parts, tx)
        const waits = and(inArray(outgoing.holdReason, ['vacant', 'no-email']), canBeReached(tx))
        yield* releaseHeld(parts, tx, waits, at)
      })
    },

    async seats() {
      const revision = await latest()
      // Asked before they are read: an import in between is found the next time.
      if (known?.revision !== revision) known = { revision, seats: (await everySeat({})).map(toSeat) }
      return known.seats
    },

    async seat(code) {
      const [row] = await byCode({ code })
      return row ? toSeat(row) : null
    },
  }
}

/** The word of the latest import of places; empty where there was none. */
export function latestPlaces({ database, tables }: StoreParts): () => Promise<string> {
  const { installation } = tables
  const latest = database.prepared('places-revision', from =>
    from.select({ word: installation.value }).from(installation).where(eq(installation.name, placesRevision)),
  )
  return async () => (await latest({}))[0]?.word ?? ''
}

/** Another word for each import, so that pages that show places know they are out of date. */
function* nameRevision({ tables: { installation }, newId }: StoreParts, tx: Session): Steps<void> {
  const row = { name: placesRevision, value: newId() }
  yield* run(tx.insert(installation).values(row).onConflictDoUpdate({ target: installation.name, set: row }))
}

function toSeat(row: {
  constituency: Tables['constituency']['$inferSelect']
  member: Tables['member']['$inferSelect'] | null
}): Seat {
  return { ...row.constituency, member: row.member }
}
