import type { Watch } from '../backup'
import type { PlaceSource, ReadPlaces } from './import'
import type { Member } from './place'
import type { Postcode } from './postcode'

/** The sources of places outside our own store, as the settings chose them. */
export interface Registers {
  /**
   * Reads files of places into what an import brings; opens nothing else.
   * @throws Problem `invalid` with `FILE:LINE: words` for what is wrong in a file, `refused` where one cannot be read
   */
  readFiles(files: PlaceFiles, watch: Watch): Promise<ReadPlaces>
  /** In the order they are asked where no file told of a postcode. */
  readonly postcodes: readonly PostcodeRegister[]
  /** Null where `PLACES` leaves it out. */
  readonly members: MemberRegister | null
}

/** Paths, as the operator gave them; null for a part that is not given. */
export interface PlaceFiles {
  /** The one that a relative path begins in. */
  readonly folder: string
  readonly constituencies: string | null
  readonly members: string | null
  readonly postcodes: string | null
  /** A map of hexagons. */
  readonly hexjson: string | null
  /** The day from which the constituencies stand. */
  readonly since: string | null
  /** Whether Northern Ireland's postcodes, which are not open for commercial use, are left out. */
  readonly northernIreland: 'kept' | 'left-out'
  /** A line that the licence of these files asks to be shown, besides those that are known; null for none. */
  readonly credit: string | null
}

/** A constituency as a register names it: by its GSS code, its number in the Members API, or its name alone. */
export interface RegisteredSeat {
  readonly code: string | null
  readonly registerId: number | null
  readonly name: string
  readonly region: string | null
  readonly country: string | null
}

export interface PostcodeRegister {
  /** Such as `postcodes.io`; it is shown to operators and in privacy notices. */
  readonly name: string
  readonly source: PlaceSource
  /**
   * Only the postcode is sent, never who asks.
   * @throws where it does not answer, in time or in its own way: it may know, but cannot say now
   */
  lookUp(postcode: Postcode): Promise<RegisteredSeat | 'unknown'>
}

/** What the source of members and constituencies is called that came from such a register, and from no file. */
export const memberRegisterName = 'UK Parliament Members API'

/** A register of every seat and who sits in it. It has no GSS codes. */
export interface MemberRegister {
  readonly name: string
  readonly source: PlaceSource
  /** @throws Problem `refused` where it does not answer, or not wholly */
  read(watch: Watch): Promise<RegisteredMembers>
}

export interface RegisteredMembers {
  /** Every seat that stands, vacant ones too. */
  readonly seats: readonly RegisteredSeat[]
  /** Everybody who sits; nobody while Parliament is dissolved. */
  readonly members: readonly RegisteredMember[]
}

/** A member with the seat as that register knows it. */
export interface RegisteredMember extends Omit<Member, 'constituencyCode'> {
  readonly seat: Pick<RegisteredSeat, 'registerId' | 'name'>
}
