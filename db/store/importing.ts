import { and, eq, inArray, isNull, notInArray } from 'drizzle-orm'
import { dayOf } from '../../app/domain/calendar/day'
import { changeOfPlaces, named, type PlacesNow } from '../../app/domain/place/change'
import type { PlacePart, PlaceSource, PlacesDraft } from '../../app/domain/place/import'
import type { Member } from '../../app/domain/place/place'
import { isFictional } from '../../app/domain/place/seat-code'
import { codesIn, type Sector } from '../../app/domain/place/sector'
import type { Store } from '../../app/domain/store'
import type { Session } from '../database'
import { all, run, type Steps } from '../steps'
import { adoptKnown, asAdopted } from './adopting'
import { fillVacated } from './parliament'
import type { StoreParts } from './parts'
import { changePlaces, placesChanged } from './releasing'
import { sittingMembers } from './seats'

/** Bringing places in: constituencies and memberships come and go with their dates, postcodes are replaced. */
export function importing(parts: StoreParts): Pick<Store, 'importPlaces'> {
  const { database } = parts
  return {
    async importPlaces(draft, at, how) {
      if (how === 'try')
        return database.snapshot(function* (from) {
          const now = yield* placesNow(parts, from)
          return changeOfPlaces(asAdopted(now, draft.constituencies?.rows ?? []), draft)
        })
      return database.transact(function* (tx) {
        yield* changePlaces(parts, tx)
        if (draft.constituencies) yield* adoptKnown(parts, tx, draft.constituencies.rows)
        const now = yield* placesNow(parts, tx)
        const change = changeOfPlaces(now, draft)
        const day = dayOf(at)
        if (draft.constituencies) yield* writeConstituencies(parts, tx, now, draft.constituencies, day)
        if (draft.members) yield* writeMembers(parts, tx, now, draft.members.rows, day)
        if (draft.postcodes) yield* writeSectors(parts, tx, draft.postcodes.sectors)
        if (draft.hexagons) yield* writeHexagons(parts, tx, draft.hexagons)
        for (const [part, total, source] of sourcesOf(draft, change.postcodes?.total ?? 0))
          yield* writeSource(parts, tx, part, total, source, at)
        yield* placesChanged(parts, tx, at)
        return change
      })
    },
  }
}

function* placesNow(parts: StoreParts, from: Session): Steps<PlacesNow> {
  const { constituency, sector } = parts.tables
  return {
    constituencies: yield* all(from.select().from(constituency).where(isNull(constituency.until))),
    members: yield* sittingMembers(parts, from),
    sectors: yield* all(from.select().from(sector)),
  }
}

/** Those that are no longer named end, and nobody sits for them any more; none is deleted. */
function* writeConstituencies(
  parts: StoreParts,
  tx: Session,
  now: PlacesNow,
  { rows, since }: NonNullable<PlacesDraft['constituencies']>,
  day: string,
): Steps<void> {
  const { constituency, membership, sector } = parts.tables
  const before = new Map(now.constituencies.map(one => [one.code, one]))
  const known = new Set(before.keys())
  for (const row of rows) {
    const told = since === null ? {} : { since }
    const set = { ...named(row, before.get(row.code)), ...told, until: null }
    const fresh = { ...set, since: since ?? (known.size === 0 ? null : day) }
    yield* run(tx.insert(constituency).values(fresh).onConflictDoUpdate({ target: constituency.code, set }))
    known.delete(row.code)
  }
  const until = since ?? day
  const ended = [...known]
  if (ended.length === 0) return
  yield* run(tx.update(constituency).set({ until }).where(inArray(constituency.code, ended)))
  yield* run(
    tx
      .update(membership)
      .set({ until })
      .where(and(inArray(membership.constituencyCode, ended), isNull(membership.until))),
  )
  const fictional = now.sectors.filter(one => codesIn(one).some(code => isFictional(code) && known.has(code)))
  if (fictional.length > 0)
    yield* run(
      tx.delete(sector).where(
        inArray(
          sector.name,
          fictional.map(({ name }) => name),
        ),
      ),
    )
}

/** Those who are no longer named have left; whoever was named in their place sits there now. */
function* writeMembers(
  parts: StoreParts,
  tx: Session,
  now: PlacesNow,
  rows: readonly Member[],
  day: string,
): Steps<void> {
  const { member, membership, constituency } = parts.tables
  const stay = new Set(rows.map(({ id, constituencyCode }) => `${id} ${constituencyCode}`))
  for (const { id, constituencyCode } of now.members)
    if (!stay.has(`${id} ${constituencyCode}`))
      yield* run(
        tx
          .update(membership)
          .set({ until: day })
          .where(and(eq(membership.memberId, id), eq(membership.constituencyCode, constituencyCode))),
      )
  for (const { constituencyCode, since, ...person } of rows) {
    yield* run(tx.insert(member).values(person).onConflictDoUpdate({ target: member.id, set: person }))
    const row = { constituencyCode, memberId: person.id, since, until: null }
    const target = [membership.constituencyCode, membership.memberId]
    yield* run(tx.insert(membership).values(row).onConflictDoUpdate({ target, set: row }))
  }
  const seated = rows.map(({ constituencyCode }) => constituencyCode)
  yield* fillVacated(parts, tx, seated)
  const filled = { vacantSince: null, byElection: null }
  yield* run(tx.update(constituency).set(filled).where(inArray(constituency.code, seated)))
  const empty = and(
    isNull(constituency.until),
    isNull(constituency.vacantSince),
    notInArray(constituency.code, seated),
  )
  yield* run(tx.update(constituency).set({ vacantSince: day }).where(empty))
}

/** The map takes the place of the one before, whole. */
function* writeHexagons(
  { tables: { constituency } }: StoreParts,
  tx: Session,
  hexagons: NonNullable<PlacesDraft['hexagons']>,
): Steps<void> {
  yield* run(tx.update(constituency).set({ hexQ: null, hexR: null }))
  for (const [code, { q, r }] of hexagons)
    yield* run(tx.update(constituency).set({ hexQ: q, hexR: r }).where(eq(constituency.code, code)))
}

/** As many rows as one statement takes: each has three values, and SQLite takes 32,766. */
const sectorsAtOnce = 500

function* writeSectors(
  { tables: { sector } }: StoreParts,
  tx: Session,
  sectors: readonly Sector[],
): Steps<void> {
  yield* run(tx.delete(sector))
  for (let start = 0; start < sectors.length; start += sectorsAtOnce) {
    const rows = sectors.slice(start, start + sectorsAtOnce)
    yield* run(tx.insert(sector).values(rows.map(row => ({ ...row, units: Buffer.from(row.units) }))))
  }
}

function sourcesOf(
  { constituencies, members, postcodes }: PlacesDraft,
  postcodeTotal: number,
): (readonly [PlacePart, number, PlaceSource])[] {
  return [
    ...(constituencies
      ? [['constituencies', constituencies.rows.length, constituencies.source] as const]
      : []),
    ...(members ? [['members', members.rows.length, members.source] as const] : []),
    ...(postcodes ? [['postcodes', postcodeTotal, postcodes.source] as const] : []),
  ]
}

function* writeSource(
  { tables: { placeSource } }: StoreParts,
  tx: Session,
  part: PlacePart,
  total: number,
  { name, from, credits }: PlaceSource,
  readAt: Date,
): Steps<void> {
  const row = { part, name, origin: from, credits, total, readAt }
  yield* run(tx.insert(placeSource).values(row).onConflictDoUpdate({ target: placeSource.part, set: row }))
}
