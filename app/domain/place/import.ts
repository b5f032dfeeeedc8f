import type { Watch } from '../backup'
import { dayOf } from '../calendar/day'
import { renewConsentWordings } from '../campaign/publish'
import type { Hexagon } from '../map/hexagon'
import type { Ports } from '../ports'
import { unchanged } from '../problem'
import type { Constituency, Member } from './place'
import type { PlaceFiles } from './register'
import type { Sector } from './sector'
import { type ImportHow, refuseTooFew } from './too-few'

/**
 * Brings the places of files in: all of it or nothing. `try` says what it would change.
 * @throws Problem `invalid` or `refused` for files that are wrong, not yet in force or contradict each other, and the reason of `watch.stop`
 */
export async function importPlaces(
  ports: Ports,
  files: PlaceFiles,
  { how, fewer }: ImportHow,
  watch: Watch,
): Promise<ImportedPlaces> {
  refuseFuture(files.since, ports.now())
  const { leftOut, vacant, ...draft } = await ports.registers.readFiles(files, watch)
  watch.stop.throwIfAborted()
  if (fewer === 'refused') await refuseTooFew(ports, draft, vacant)
  return { ...(await bringIn(ports, draft, how)), leftOut }
}

/** Until that day people live in the constituencies of before, and their letters go to those who sit for these. */
function refuseFuture(since: string | null, at: Date): void {
  if (since === null || since <= dayOf(at)) return
  throw unchanged(`${since} has not come yet: bring these boundaries in on that day.`)
}

/** Brings places in, and words consent anew: once the invented places have given way, registers are asked. */
export async function bringIn(ports: Ports, draft: PlacesDraft, how: 'save' | 'try'): Promise<PlacesChange> {
  const change = await ports.store.importPlaces(draft, ports.now(), how)
  if (how === 'save') await renewConsentWordings(ports)
  return change
}

/** Which part of the places a source tells. */
export type PlacePart = 'constituencies' | 'members' | 'postcodes'

/** What is known of where a part came from. */
export interface PlaceSource {
  /** Such as `ONS Postcode Directory` or `UK Parliament Members API`. */
  readonly name: string
  /** The file, without its folder, or the register's host. */
  readonly from: string
  /** What its licences ask to be shown, one line each. */
  readonly credits: readonly string[]
}

/** A constituency as a source tells it; when it came and went is not among that. */
export type NamedConstituency = Omit<Constituency, 'since' | 'until' | 'hexagon'>

/** What an import brings. A part that is null stays as it is; one that is given takes the place of all there was. */
export interface PlacesDraft {
  readonly constituencies: {
    readonly rows: readonly NamedConstituency[]
    /** The day these boundaries came into force; null for those that are new, since the day of the import. */
    readonly since: string | null
    readonly source: PlaceSource
  } | null
  /** Everybody who sits now. */
  readonly members: {
    readonly rows: readonly Member[]
    /** What the source calls constituencies, by their codes, so that codes that slipped are noticed. */
    readonly calls?: ReadonlyMap<string, string>
    readonly source: PlaceSource
  } | null
  readonly postcodes: { readonly sectors: readonly Sector[]; readonly source: PlaceSource } | null
  /** Where constituencies lie on a map of hexagons, by their codes. */
  readonly hexagons?: ReadonlyMap<string, Hexagon>
}

/** What files of places bring. */
export interface ReadPlaces extends PlacesDraft {
  /** How many seats the file of members says are vacant. */
  readonly vacant: number
  readonly leftOut: LeftOut
}

/** How many rows of a file were left out, and why. */
export interface LeftOut {
  /** In no constituency: the Channel Islands, the Isle of Man, and what has no place on the map. */
  readonly noConstituency: number
  /** Where Northern Ireland's postcodes were not wanted. */
  readonly northernIreland: number
}

/** What an import changed, or would change; names, for people to read. */
export interface PlacesChange {
  readonly constituencies: {
    readonly total: number
    readonly added: readonly string[]
    readonly ended: readonly string[]
    readonly changed: readonly string[]
  } | null
  readonly members: {
    readonly total: number
    readonly arrived: readonly MemberMove[]
    readonly left: readonly MemberMove[]
    /** Those who stay, with what of them changed, such as `email`. */
    readonly changed: readonly (MemberMove & { readonly what: readonly string[] })[]
    /** Constituencies without a member. */
    readonly vacant: readonly string[]
  } | null
  readonly postcodes: {
    readonly total: number
    readonly added: number
    readonly gone: number
    /** In both, with another answer. */
    readonly moved: number
  } | null
  /** How many constituencies the map has, and the names of those that it has not. */
  readonly hexagons?: { readonly total: number; readonly without: readonly string[] }
}

export interface MemberMove {
  readonly name: string
  readonly constituency: string
}

export interface ImportedPlaces extends PlacesChange {
  readonly leftOut: LeftOut
}
