import { unchanged } from '../problem'
import type { MemberMove, NamedConstituency, PlacesChange, PlacesDraft } from './import'
import { foldName } from './name'
import type { Constituency, Member } from './place'
import { isFictional } from './seat-code'
import { codesIn, type Sector, unitChanges, unitsOf } from './sector'

/** The places as they stand before an import. */
export interface PlacesNow {
  /** Those that have not ended. */
  readonly constituencies: readonly Constituency[]
  /** Those who sit. */
  readonly members: readonly Member[]
  readonly sectors: readonly Sector[]
}

/**
 * What an import changes.
 * @throws Problem `refused` where its parts, or what stays beside them, contradict each other: a wrong MP is worse than none
 */
export function changeOfPlaces(now: PlacesNow, draft: PlacesDraft): PlacesChange {
  const standing = draft.constituencies?.rows ?? now.constituencies
  const names = new Map(standing.map(({ code, name }) => [code, name]))
  refuseRepeated('The constituency', draft.constituencies?.rows.map(({ code }) => code) ?? [])
  if (draft.members) checkMembers(draft.members.rows, names)
  if (draft.members?.calls) refuseSlipped(draft.members.calls, names)
  checkSectors(now, draft, names)
  return {
    constituencies: draft.constituencies && changedConstituencies(now, draft.constituencies.rows),
    members: draft.members && changedMembers(now, draft.members.rows, names),
    postcodes: draft.postcodes && changedPostcodes(now.sectors, draft.postcodes.sectors),
    ...(draft.hexagons ? { hexagons: placedHexagons(draft.hexagons, names) } : {}),
  }
}

/** @throws Problem `refused` for a map of other boundaries: it would have none of them */
function placedHexagons(
  hexagons: NonNullable<PlacesDraft['hexagons']>,
  names: ReadonlyMap<string, string>,
): NonNullable<PlacesChange['hexagons']> {
  const placed = [...names].filter(([code]) => hexagons.has(code))
  if (placed.length === 0)
    throw unchanged(`The map of hexagons has none of the ${names.size} constituencies known.`)
  const without = [...names].flatMap(([code, name]) => (hexagons.has(code) ? [] : [name]))
  return { total: placed.length, without: without.sort() }
}

function checkMembers(members: readonly Member[], names: ReadonlyMap<string, string>): void {
  refuseRepeated(
    'The member',
    members.map(({ id }) => String(id)),
  )
  refuseRepeated(
    'A second member is named for',
    members.map(({ constituencyCode }) => constituencyCode),
  )
  const stray = members.find(({ constituencyCode }) => !names.has(constituencyCode))
  if (stray)
    throw unchanged(
      `${stray.name} sits for ${stray.constituencyCode}, which is none of the ${names.size} constituencies known. Bring in the constituencies of the same boundaries too.`,
    )
}

/** Codes that were sorted without the rest of their rows, say: each then has the name of another constituency beside it. */
function refuseSlipped(calls: ReadonlyMap<string, string>, names: ReadonlyMap<string, string>): void {
  const codes = new Map([...names].map(([code, name]) => [foldName(name), code]))
  for (const [code, called] of calls) {
    const meant = codes.get(foldName(called))
    if (meant !== undefined && meant !== code && names.has(code))
      throw unchanged(
        `The file of members calls ${code} ${called}, which is ${meant}: ${code} is ${names.get(code)}.`,
      )
  }
}

/** A postcode must not lead to a constituency that has ended: it is in the new ones, and only their table says in which. */
function checkSectors(now: PlacesNow, draft: PlacesDraft, names: ReadonlyMap<string, string>): void {
  if (!draft.postcodes && !draft.constituencies) return
  const sectors = draft.postcodes?.sectors ?? now.sectors
  const strays = new Set(sectors.flatMap(codesIn).filter(code => !names.has(code)))
  if (strays.size === 0 || (!draft.postcodes && [...strays].every(isFictional))) return
  const [stray = ''] = strays
  const example = exampleOf(sectors, stray)
  throw unchanged(
    draft.postcodes
      ? `${example} lies in ${stray}, which is none of the ${names.size} constituencies known. Bring in the constituencies of the same boundaries too.`
      : `${example} lies in ${stray}, which these constituencies no longer have. Bring in the postcodes of the same boundaries too.`,
  )
}

/** Whether these are the demonstration's: some, and none that is real. */
export function areFictional(seats: readonly Pick<Constituency, 'code'>[]): boolean {
  return seats.length > 0 && seats.every(({ code }) => isFictional(code))
}

function exampleOf(sectors: readonly Sector[], code: string): string {
  for (const sector of sectors)
    if (codesIn(sector).includes(code))
      for (const [postcode, answer] of unitsOf(sector)) if (answer.includes(code)) return postcode
  return 'A postcode'
}

/** A constituency as a source names it; what that does not tell stays as it was: a by-election's day, a Welsh name. */
export function named(row: NamedConstituency, old: Constituency | undefined): NamedConstituency {
  if (!old) return row
  return {
    ...row,
    nameCy: row.nameCy ?? old.nameCy,
    region: row.region || old.region,
    regionCode: row.regionCode || old.regionCode,
    country: row.country || old.country,
    registerId: row.registerId ?? old.registerId,
    byElection: row.byElection ?? old.byElection,
    latitude: row.latitude ?? old.latitude,
    longitude: row.longitude ?? old.longitude,
  }
}

function changedConstituencies(
  { constituencies }: PlacesNow,
  rows: readonly NamedConstituency[],
): NonNullable<PlacesChange['constituencies']> {
  const before = new Map(constituencies.map(one => [one.code, one]))
  const after = new Set(rows.map(({ code }) => code))
  const told = ({ name, nameCy, region, country, byElection }: NamedConstituency) =>
    JSON.stringify([name, nameCy, region, country, byElection])
  return {
    total: rows.length,
    added: rows.filter(({ code }) => !before.has(code)).map(({ name }) => name),
    ended: constituencies.filter(({ code }) => !after.has(code)).map(({ name }) => name),
    changed: rows.flatMap(row => {
      const old = before.get(row.code)
      if (!old || told(old) === told(named(row, old))) return []
      return [old.name === row.name ? row.name : `${old.name}, now ${row.name}`]
    }),
  }
}

/** What of a member is told when it changes. */
const watched = ['name', 'salutation', 'fullTitle', 'party', 'email', 'role'] as const

function changedMembers(
  now: PlacesNow,
  rows: readonly Member[],
  names: ReadonlyMap<string, string>,
): NonNullable<PlacesChange['members']> {
  const all = new Map([...now.constituencies.map(({ code, name }) => [code, name] as const), ...names])
  const before = new Map(now.members.map(member => [seatOf(member), member]))
  const after = new Set(rows.map(seatOf))
  const move = ({ name, constituencyCode }: Member): MemberMove => ({
    name,
    constituency: all.get(constituencyCode) ?? constituencyCode,
  })
  const seated = new Set(rows.map(({ constituencyCode }) => constituencyCode))
  return {
    total: rows.length,
    arrived: rows.filter(member => !before.has(seatOf(member))).map(move),
    left: now.members.filter(member => !after.has(seatOf(member))).map(move),
    changed: rows.flatMap(member => {
      const old = before.get(seatOf(member))
      const what = old ? watched.filter(field => old[field] !== member[field]) : []
      return what.length > 0 ? [{ ...move(member), what }] : []
    }),
    vacant: [...names].filter(([code]) => !seated.has(code)).map(([, name]) => name),
  }
}

function seatOf({ id, constituencyCode }: Member): string {
  return `${id} ${constituencyCode}`
}

function changedPostcodes(
  before: readonly Sector[],
  after: readonly Sector[],
): NonNullable<PlacesChange['postcodes']> {
  const change = { total: 0, added: 0, gone: 0, moved: 0 }
  const old = new Map(before.map(sector => [sector.name, sector]))
  const fresh = new Map(after.map(sector => [sector.name, sector]))
  for (const name of new Set([...old.keys(), ...fresh.keys()])) {
    const { total, added, gone, moved } = unitChanges(old.get(name), fresh.get(name))
    change.total += total
    change.added += added
    change.gone += gone
    change.moved += moved
  }
  return change
}

function refuseRepeated(what: string, values: readonly string[]): void {
  const seen = new Set<string>()
  for (const value of values) {
    if (seen.has(value)) throw unchanged(`${what} ${value} is there twice.`)
    seen.add(value)
  }
}
