import type { InvalidationId, OrganiserId, SignatureId } from '../id'
import type { Postcode } from '../place/postcode'
import type { SignatureState } from '../signature/signature'

/** Signatures that are taken off the count together: counted first, then done page by page, and undone whole. */
export type InvalidationState =
  | 'counting'
  | 'counted' // waits for whoever asked to order it
  | 'running'
  | 'done'
  | 'cancelled' // what was done before stays done until it is undone
  | 'undoing'
  | 'undone'

/** Which signatures are meant: whatever is not null must hold. */
export interface SignatureRule {
  readonly signature: SignatureId | null
  /** Canonical (`canonicalMailbox`); of an order its keyed index in hexadecimal: whoever is erased leaves nothing behind in one. */
  readonly mailbox: string | null
  /** The host of the address. */
  readonly mailDomain: string | null
  readonly network: NetworkRange | null
  readonly postcode: Postcode | null
  /** Any of these outward codes, in which more than one postcode is looked for. */
  readonly outwards: readonly string[] | null
  /** From when on and before when it was signed; instants in ISO 8601. */
  readonly signedFrom: string | null
  readonly signedBefore: string | null
}

/** An address or a range as it was typed, and the keyed names of the networks in it, as signatures keep them, in hexadecimal. */
export interface NetworkRange {
  readonly typed: string
  readonly names: readonly string[]
}

/** The rule that holds for every signature. */
export const everySignature: SignatureRule = {
  signature: null,
  mailbox: null,
  mailDomain: null,
  network: null,
  postcode: null,
  outwards: null,
  signedFrom: null,
  signedBefore: null,
}

/** Taken off the count by a rule. What is withdrawn counts no more, and what an earlier one took off stays that one's. */
export const invalidatedByRule = ['pending', 'confirmed'] as const satisfies readonly SignatureState[]

export interface Invalidation {
  readonly id: InvalidationId
  readonly campaignId: number
  readonly rule: SignatureRule
  /** Null until it is ordered. */
  readonly reason: string | null
  readonly state: InvalidationState
  readonly matched: number
  readonly found: Found
  /** How many are off the count by it now, but for those erased since. */
  readonly done: number
  readonly orderedBy: OrganiserId | null
  readonly createdAt: Date
  readonly endedAt: Date | null
  readonly undoneAt: Date | null
}

/** What is told of those that a rule is about, before anything is done: nothing of one of them. */
export interface Found {
  readonly confirmed: number
  readonly pending: number
  /** By the day they were signed, UTC. */
  readonly days: Readonly<Record<string, number>>
  /** By constituency; '' for those without. */
  readonly seats: Readonly<Record<string, number>>
}

export const foundNothing: Found = { confirmed: 0, pending: 0, days: {}, seats: {} }

/** Adds a page of those that a rule is about. */
export function addFound(found: Found, page: readonly FoundSignature[]): Found {
  const days = { ...found.days }
  const seats = { ...found.seats }
  for (const { signedAt, constituencyCode } of page) {
    const day = signedAt.toISOString().slice(0, 10)
    days[day] = (days[day] ?? 0) + 1
    seats[constituencyCode ?? ''] = (seats[constituencyCode ?? ''] ?? 0) + 1
  }
  const confirmed = page.filter(({ state }) => state === 'confirmed').length
  return {
    confirmed: found.confirmed + confirmed,
    pending: found.pending + page.length - confirmed,
    days,
    seats,
  }
}

export interface FoundSignature {
  readonly id: SignatureId
  readonly state: SignatureState
  readonly signedAt: Date
  readonly constituencyCode: string | null
}
