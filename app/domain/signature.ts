import type { LetterId, SignatureId } from './id'
import type { LetterWords } from './letter'

export type SignatureState = 'pending' | 'confirmed' | 'withdrawn' | 'invalidated'

/** Which state may follow which. */
export const nextStates: Readonly<Record<SignatureState, readonly SignatureState[]>> = {
  pending: ['confirmed', 'withdrawn', 'invalidated'],
  confirmed: ['withdrawn', 'invalidated'],
  withdrawn: ['pending'], // signing again starts over
  invalidated: ['pending', 'confirmed'], // undo restores the former state
}

/** Why a signature does not count. A bot's verdict never keeps the mailbox's owner from signing. */
export type InvalidReason = 'bot' | 'organiser'

/** Who signs; sealed in the store. */
export interface Person {
  readonly name: string
  /** As typed, trimmed, its domain in lower case and punycode. */
  readonly email: string
  /** A full postcode in its usual form, or '' from abroad where none was given. */
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
 * Two people may share a mailbox if their names differ and their postcode is the same (SEC-13).
 * @param slots how many people one mailbox may hold (`HOUSEHOLD`)
 */
export function decide(
  draft: Pick<SignatureDraft, 'person' | 'verdict'>,
  held: readonly Held[],
  slots: number,
): Decision {
  const [first] = held
  if (!first) return { kind: 'record', slot: 1 }
  if (draft.verdict === 'bot') return { kind: 'ignore' }
  if (held.some(one => one.invalidReason === 'organiser')) return { kind: 'ignore' }
  const same = held.find(one => sameName(one.person.name, draft.person.name))
  const fake = held.find(one => one.invalidReason === 'bot')
  if (same) return startsOver(same) ? { kind: 'sign-again', held: same } : { kind: 'repeat', held: same }
  if (fake) return { kind: 'sign-again', held: fake }
  const housemate =
    held.every(one => one.person.postcode === draft.person.postcode) && draft.person.postcode !== ''
  if (!housemate || held.length >= slots) return { kind: 'mailbox-full', held: first }
  return { kind: 'record', slot: freeSlot(held) }
}

/** The same person's name, whatever its case, accents, spacing or punctuation. */
export function sameName(one: string, other: string): boolean {
  return foldName(one) === foldName(other)
}

function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

function startsOver(held: Held): boolean {
  return held.state === 'withdrawn' || held.invalidReason === 'bot'
}

function freeSlot(held: readonly Held[]): number {
  const taken = new Set(held.map(({ slot }) => slot))
  let slot = 1
  while (taken.has(slot)) slot++
  return slot
}
