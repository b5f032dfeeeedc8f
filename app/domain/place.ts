/** A constituency of the House of Commons, known by its GSS code. */
export interface Constituency {
  readonly code: string
  readonly name: string
  readonly region: string
  readonly regionCode: string
  /** England, Scotland, Wales or Northern Ireland. */
  readonly country: string
}

/** Who sits for a constituency now. */
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
  readonly since: Date | null
}

export interface Seat extends Constituency {
  readonly member: Member | null
}

/** Where places come from: imported files, or a public register. */
export interface Places {
  /** The GSS code of the constituency that a postcode lies in; null where it is not known. */
  lookUp(postcode: string): Promise<string | null>
  /** Every seat with who sits in it, by name. */
  seats(): Promise<readonly Seat[]>
  seat(code: string): Promise<Seat | null>
}
