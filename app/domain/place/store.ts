import type { SignatureId } from '../id'
import type { NamedConstituency, PlacePart, PlaceSource, PlacesChange, PlacesDraft } from './import'
import type { Member, Parliament, Seat } from './place'
import type { Sector } from './sector'

/** Where people live and who sits there: the part of the store that places are kept in. */
export interface PlaceStore {
  /**
   * Brings places in, all of it or nothing; a part that is not given stays. Constituencies and memberships that are no
   * longer named end and are kept. Letters that waited for a member or an address go on, where they are many by
   * `releaseForPlaces`. `try` changes nothing.
   * @throws Problem `refused` where the parts contradict each other
   */
  importPlaces(draft: PlacesDraft, at: Date, how: 'save' | 'try'): Promise<PlacesChange>
  /** Adds a constituency that a register told of, or the GSS code of one that had none. One that is known stays as it is. */
  learnConstituency(constituency: NamedConstituency, at: Date): Promise<void>
  /** What is known of the postcodes of a sector, such as `SW1A 1`. */
  sector(name: string): Promise<Sector | null>
  /** Every seat that stands, by name. */
  seats(): Promise<readonly Seat[]>
  /** Those that have ended too, for what was signed there. */
  seatsEver(): Promise<readonly Seat[]>
  /** Also one that has ended. */
  seat(code: string): Promise<Seat | null>
  /** Whoever sits or sat somewhere, for letters that may name them. */
  member(id: number): Promise<Member | null>
  /** Whoever sits there, or sat last: the one whom words that are written while nobody does may name. */
  lastMember(code: string): Promise<Member | null>
  /** Another word after each change of the places; it costs 8 µs to ask. */
  placesRevision(): Promise<string>
  parliament(): Promise<Parliament>
  setParliament(parliament: Parliament, at: Date): Promise<void>
  /** Lets the next letters go on that a change of the places left waiting, because they were many. */
  releaseForPlaces(limit: number, at: Date): Promise<'more' | 'nothing-waits'>
  /** Nobody sits there from now on. @param byElection the day of it, such as 2027-02-04, once it is called */
  vacateSeat(code: string, byElection: string | null, at: Date): Promise<'vacated' | 'not-found'>
  /**
   * Who sat in each seat, by its code, that was vacated since and nobody was seated in: a register may go on naming them for
   * a while.
   */
  vacatedSeats(): Promise<Readonly<Record<string, number>>>
  /** Lends signatures that wait for their constituency, oldest first, until `leaseUntil`. */
  claimUnplaced(limit: number, at: Date, leaseUntil: Date): Promise<readonly UnplacedSignature[]>
  /**
   * Gives such a signature its constituency, and its held letter goes on; or says that there is none, or when to ask again.
   * Does nothing where it has another postcode by now.
   */
  placeSignature(
    signature: Pick<UnplacedSignature, 'id' | 'postcode'>,
    outcome: Placing,
    at: Date,
  ): Promise<void>
  placeFacts(): Promise<PlaceFacts>
  /** Counts postcodes that were asked for and not found, by their outward code alone. */
  noteMissed(missed: readonly MissedPostcode[], at: Date): Promise<void>
  /** Whether the register of members is to be asked now, by whoever asks this; false where somebody did since then. */
  claimSync(at: Date, notSince: Date): Promise<boolean>
}

/** A signature that waits for its constituency. */
export interface UnplacedSignature {
  readonly id: SignatureId
  /** In its usual form. */
  readonly postcode: string
  readonly attempts: number
}

export type Placing =
  | { readonly kind: 'found'; readonly code: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'later'; readonly dueAt: Date }

export interface MissedPostcode {
  readonly outward: string
  readonly times: number
}

/** What operators are shown of the places. */
export interface PlaceFacts {
  readonly sources: readonly (PlaceSource & {
    readonly part: PlacePart
    /** How many constituencies, members or postcodes it brought. */
    readonly total: number
    readonly readAt: Date
  })[]
  /** Those asked for most first. */
  readonly missed: readonly (MissedPostcode & { readonly lastAt: Date })[]
  /** How many signatures wait for their constituency. */
  readonly unplaced: number
  /** When the register of members was asked last. */
  readonly syncedAt: Date | null
}
