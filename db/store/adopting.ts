import { eq, isNull } from 'drizzle-orm'
import type { PlacesNow } from '../../app/domain/place/change'
import type { NamedConstituency } from '../../app/domain/place/import'
import { foldName } from '../../app/domain/place/name'
import { isProvisional } from '../../app/domain/place/seat-code'
import type { Store } from '../../app/domain/store'
import type { Session } from '../database'
import { all, first, run, type Steps } from '../steps'
import type { StoreParts } from './parts'
import { changePlaces, placesChanged } from './releasing'

/** Learning of constituencies one by one, as registers name them, and of the codes of those that had none. */
export function adopting(parts: StoreParts): Pick<Store, 'learnConstituency'> {
  const { constituency } = parts.tables
  return {
    async learnConstituency(row, at) {
      await parts.database.transact(function* (tx) {
        yield* changePlaces(parts, tx)
        const adopted = yield* adoptKnown(parts, tx, [row])
        const known = yield* first(tx.select().from(constituency).where(eq(constituency.code, row.code)))
        if (known && adopted === 0) return
        const fresh = { ...row, since: null, until: null }
        if (!known) yield* run(tx.insert(constituency).values(fresh).onConflictDoNothing())
        yield* placesChanged(parts, tx, at)
      })
    },
  }
}

/**
 * Constituencies that a register without GSS codes named first are given them, and what was signed there with them: the
 * seat is the same one. Reads every signature, once for each code that comes to be known. Answers for how many.
 */
export function* adoptKnown(
  parts: StoreParts,
  tx: Session,
  rows: readonly NamedConstituency[],
): Steps<number> {
  const { constituency } = parts.tables
  const standing = yield* all(tx.select().from(constituency).where(isNull(constituency.until)))
  const known = learnt(standing, rows)
  for (const { old, row } of known) yield* adoptCode(parts, tx, old, row)
  const codes = new Map(known.map(({ old, row }) => [old.code, row.code]))
  const { campaign } = parts.tables
  if (codes.size > 0)
    for (const { id } of yield* all(tx.select({ id: campaign.id }).from(campaign)))
      yield* moveTallies(parts, tx, id, codes)
  return known.length
}

/** The places as they would stand once those that had no code are given it. */
export function asAdopted(now: PlacesNow, rows: readonly NamedConstituency[]): PlacesNow {
  const known = learnt(now.constituencies, rows)
  const codes = new Map(known.map(({ old, row }) => [old.code, row.code]))
  const given = new Set(codes.values())
  return {
    ...now,
    constituencies: [
      ...now.constituencies.filter(({ code }) => !codes.has(code) && !given.has(code)),
      ...known.map(({ old, row }) => ({ ...old, ...adoptedColumns(old, row) })),
    ],
    members: now.members.map(member => ({
      ...member,
      constituencyCode: codes.get(member.constituencyCode) ?? member.constituencyCode,
    })),
  }
}

/** Those that had no code so far, each with the row that tells it. */
function learnt<Old extends NamedConstituency>(standing: readonly Old[], rows: readonly NamedConstituency[]) {
  const told = rows.filter(({ code }) => !isProvisional(code))
  return standing
    .filter(({ code }) => isProvisional(code))
    .flatMap(old => {
      const row = told.find(({ registerId, name }) =>
        registerId === null ? foldName(name) === foldName(old.name) : registerId === old.registerId,
      )
      return row ? [{ old, row }] : []
    })
}

function* adoptCode(
  parts: StoreParts,
  tx: Session,
  old: NamedConstituency,
  row: NamedConstituency,
): Steps<void> {
  const { constituency, membership, signature } = parts.tables
  const [from, to] = [old.code, row.code]
  yield* run(tx.delete(constituency).where(eq(constituency.code, to)))
  yield* run(tx.update(constituency).set(adoptedColumns(old, row)).where(eq(constituency.code, from)))
  yield* run(tx.update(membership).set({ constituencyCode: to }).where(eq(membership.constituencyCode, from)))
  yield* run(tx.update(signature).set({ constituencyCode: to }).where(eq(signature.constituencyCode, from)))
}

/** With its code it gets the region and the country, which that register did not know either. */
function adoptedColumns(old: NamedConstituency, { code, region, regionCode, country }: NamedConstituency) {
  return {
    code,
    region: old.region || region,
    regionCode: old.regionCode || regionCode,
    country: old.country || country,
  }
}

/** Every count whose key names one of the constituencies, alone or after what else it is counted by. */
function* moveTallies(
  { database }: StoreParts,
  tx: Session,
  campaignId: number,
  codes: ReadonlyMap<string, string>,
): Steps<void> {
  const counts = yield* database.tallied(tx, {
    campaignId,
    measures: [
      'by-constituency',
      'by-principle',
      'by-day-constituency',
      'by-month-constituency',
      'letters',
      'replies',
    ],
  })
  yield* database.addToTallies(
    tx,
    counts.flatMap(({ measure, key, count }) => {
      const code = key.slice(key.lastIndexOf('|') + 1)
      const to = codes.get(code)
      if (to === undefined) return []
      return [
        { campaignId, measure, key, by: -count },
        { campaignId, measure, key: key.slice(0, key.length - code.length) + to, by: count },
      ]
    }),
  )
}
