import type { Hexagon } from '../map/hexagon'
import type { Postcode } from './postcode'

/** A constituency of the House of Commons. */
export interface Constituency {
  /** Its GSS code; while no source has told that, one of ours: `M` and eight digits, its number in the Members API. */
  readonly code: string
  readonly name: string
  /** Its Welsh name, where it has one. */
  readonly nameCy: string | null
  readonly region: string
  readonly regionCode: string
  /** England, Scotland, Wales or Northern Ireland. */
  readonly country: string
  /** The day its boundaries came into force, such as 2024-07-04; null where no source says. */
  readonly since: string | null
  /** The day they ended; null while they stand. What was signed under them keeps their code. */
  readonly until: string | null
  /** Its number in the Members API. */
  readonly registerId: number | null
  /** The day of a by-election that is called there. */
  readonly byElection: string | null
  /** Where the middle of its postcodes lies, in degrees (WGS 84). */
  readonly latitude: number | null
  readonly longitude: number | null
  /** Its place on the map that was brought in, where it was on one. */
  readonly hexagon?: Hexagon
}

/** Members whom a letter asks for something else: the Speaker votes on nothing, a minister is bound by the government. */
export const memberRoles = ['member', 'speaker', 'minister', 'does-not-sit'] as const
export type MemberRole = (typeof memberRoles)[number]

/** Who sits for a constituency, or did. */
export interface Member {
  /** The number the member's own parliament knows them by. */
  readonly id: number
  readonly constituencyCode: string
  readonly name: string
  /** How they ask to be addressed (`nameAddressAs`), else their display name; never with "Rt Hon". */
  readonly salutation: string
  readonly fullTitle: string
  readonly party: string
  /** Their published address, or null where they publish none. Never guessed. */
  readonly email: string | null
  readonly role: MemberRole
  /** The day they came to sit there; null where no source says. */
  readonly since: string | null
}

/** Why nobody sits: nobody was elected yet, all seats are empty before a general election, or no source has told us who. */
export type Vacancy = 'vacant' | 'dissolved' | 'not-known'

export type Seat = Constituency &
  ({ readonly member: Member; readonly vacancy: null } | { readonly member: null; readonly vacancy: Vacancy })

/** Whether there are members at all. From its dissolution to a general election Parliament has none. */
export interface Parliament {
  readonly state: 'sitting' | 'dissolved'
  /** The day it was dissolved, and that of the general election where it is known. */
  readonly dissolved: string | null
  readonly election: string | null
  /** Who said so: what a register said, a register may take back. */
  readonly by: 'operator' | 'register'
}

/** What is known of where a postcode lies. */
export type Located =
  | { readonly kind: 'found'; readonly code: string }
  /** On a boundary: whoever lives there must say. */
  | { readonly kind: 'several'; readonly codes: readonly string[] }
  /** Out of use since a month such as 2016-06, and the constituency it lay in, where that is known. */
  | { readonly kind: 'terminated'; readonly since: string | null; readonly code: string | null }
  /** Where nobody is represented in the Commons by where they live: Jersey, a forces' post office, Gibraltar. */
  | { readonly kind: 'not-westminster'; readonly where: string }
  /** Well formed, and no source has it. Never guessed: the nearest postcode lay elsewhere for 46 of 197. */
  | { readonly kind: 'unknown' }
  /** A source that might know does not answer. */
  | { readonly kind: 'away' }

/** Where places come from: imported files, or public registers. */
export interface Places {
  lookUp(postcode: Postcode): Promise<Located>
  /** Every seat that stands now, with who sits in it, by name. */
  seats(): Promise<readonly Seat[]>
  /** One of them, or one that has ended, for what was signed under it. */
  seat(code: string): Promise<Seat | null>
  parliament(): Promise<Parliament>
}
