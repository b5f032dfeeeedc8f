import type { LetterId, SignatureId } from '../id'
import type { LetterWords } from '../letter/letter'

/** `pending → confirmed → withdrawn`, from where signing again starts over; `invalidated` from any of them, and back. */
export type SignatureState = 'pending' | 'confirmed' | 'withdrawn' | 'invalidated'

/** Why a signature does not count. A bot's verdict never keeps the mailbox's owner from signing. */
export type InvalidReason = 'bot' | 'organiser'

/** Who signs; sealed in the store. */
export interface Person {
  readonly name: string
  /** As typed, trimmed, its domain in lower case and punycode. */
  readonly email: string
  /** A full postcode in its usual form, or '' from abroad. */
  readonly postcode: string
}

/** How a constituency became known. */
export type ConstituencyBy = 'postcode' | 'chosen'

export interface SignatureDraft {
  readonly id: SignatureId
  readonly campaignId: number
  readonly version: number
  readonly consentVersion: number
  readonly person: Person
  /** The mailbox the address leads to (`canonicalMailbox`). */
  readonly mailbox: string
  readonly mailDomain: string
  /** ISO 3166 alpha-2. */
  readonly country: string
  readonly outward: string | null
  readonly constituency: { readonly code: string; readonly by: ConstituencyBy } | null
  /** `later` where a register that might know it did not answer: it is filled in once one does. */
  readonly seat: 'settled' | 'later'
  /** Slugs in the supporter's order, each once. */
  readonly principles: readonly string[]
  readonly updates: boolean
  readonly source: string | null
  readonly letter: LetterDraft | null
  /** A bot's signature is recorded invalidated and mails nobody. */
  readonly verdict: 'person' | 'bot'
  /** Set where the network passed its soft limit: counted when confirmed, marked for review. */
  readonly review: 'network' | null
  /** Whether the mailbox may be sent another mail today, over all campaigns. */
  readonly mail: 'allowed' | 'withheld'
  /** The keyed prefix of the network it came from, 8 bytes; null where it is not known. */
  readonly network: Uint8Array | null
  readonly at: Date
}

export interface LetterDraft {
  readonly id: LetterId
  readonly words: LetterWords
  readonly memberId: number | null
  readonly fingerprint: readonly number[]
  readonly likeness: number
}

export interface Signature {
  readonly id: SignatureId
  readonly campaignId: number
  readonly version: number
  readonly consentVersion: number
  readonly state: SignatureState
  readonly person: Person
  readonly country: string
  readonly constituencyCode: string | null
  readonly principles: readonly string[]
  readonly updates: boolean
  readonly source: string | null
  readonly signedAt: Date
  readonly confirmedAt: Date | null
  /** The count when it was confirmed: "you are number …". */
  readonly number: number | null
}

/** What is already held for the mailbox that a draft names, one for each slot taken. */
export interface Held {
  readonly id: SignatureId
  readonly slot: number
  readonly state: SignatureState
  readonly invalidReason: InvalidReason | null
  readonly person: Person
}

/** What a draft comes to, given what its mailbox already holds. The answer to the poster is the same for all. */
export type Decision =
  | { readonly kind: 'record'; readonly slot: number }
  | { readonly kind: 'sign-again'; readonly held: Held } // withdrawn before: starts at pending
  | { readonly kind: 'repeat'; readonly held: Held }
  | { readonly kind: 'mailbox-full'; readonly held: Held }
  | { readonly kind: 'ignore' } // blocked by an organiser, or a bot posing as somebody held

/**
 * Two people may share a mailbox if their names differ and their postcode is the same (SEC-13). What a bot left in it
 * holds no place: the first person to come takes it over.
 * @param slots how many people one mailbox may hold (`HOUSEHOLD`)
 */
export function decide(
  draft: Pick<SignatureDraft, 'person' | 'verdict'>,
  held: readonly Held[],
  slots: number,
): Decision {
  if (held.length === 0) return { kind: 'record', slot: 1 }
  if (draft.verdict === 'bot') return { kind: 'ignore' }
  if (held.some(one => one.invalidReason === 'organiser')) return { kind: 'ignore' }
  const people = held.filter(one => one.invalidReason !== 'bot')
  const same = people.find(one => sameName(one.person.name, draft.person.name))
  if (same) return { kind: same.state === 'withdrawn' ? 'sign-again' : 'repeat', held: same }
  const [first] = people
  const joins = people.every(one => sameHome(one.person, draft.person)) && people.length < slots
  if (first && !joins) return { kind: 'mailbox-full', held: first }
  const leftByBot = held.find(one => one.invalidReason === 'bot')
  return leftByBot ? { kind: 'sign-again', held: leftByBot } : { kind: 'record', slot: freeSlot(held) }
}

/** The same person's name, whatever its case, accents, spacing or punctuation. */
export function sameName(one: string, other: string): boolean {
  return foldName(one) === foldName(other)
}

/** Drops the accents of Latin, Greek and Cyrillic; the vowel signs of other scripts tell names apart. */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]|[^\p{L}\p{M}\p{N}]/gu, '')
}

/** Abroad no postcode is kept, so nobody there is known to share a home. */
function sameHome(one: Person, other: Person): boolean {
  return one.postcode !== '' && one.postcode === other.postcode
}

function freeSlot(held: readonly Held[]): number {
  const taken = new Set(held.map(({ slot }) => slot))
  let slot = 1
  while (taken.has(slot)) slot++
  return slot
}
