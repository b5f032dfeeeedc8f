import type { Constituency, Member } from './place'
import type { Sector } from './sector'

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
export type NamedConstituency = Omit<Constituency, 'since' | 'until'>

/** What an import brings. A part that is null stays as it is; one that is given takes the place of all there was. */
export interface PlacesDraft {
  readonly constituencies: {
    readonly rows: readonly NamedConstituency[]
    /** The day these boundaries came into force; null for those that are new, since the day of the import. */
    readonly since: string | null
    readonly source: PlaceSource
  } | null
  /** Everybody who sits now. */
  readonly members: { readonly rows: readonly Member[]; readonly source: PlaceSource } | null
  readonly postcodes: { readonly sectors: readonly Sector[]; readonly source: PlaceSource } | null
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
}

export interface MemberMove {
  readonly name: string
  readonly constituency: string
}
