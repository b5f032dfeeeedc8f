import type { Deed } from '../audit/audit'
import type { InvalidationId, SignatureId } from '../id'
import type { Signature } from '../signature/signature'
import type { Invalidation, SignatureRule } from './invalidation'

/** Finding signatures and taking them off the count: one, or all that a rule is about. Each deed is in the audit log. */
export interface InvalidationStore {
  /** Those that a rule is about, whatever their state, among some thousands after the one given; seals are opened. */
  matchingAfter(campaignId: number, rule: SignatureRule, after: SignatureId | null): Promise<Matching>
  /** Takes a signature off the count and stops what waits in its name; its mailbox is blocked from then on. */
  invalidateSignature(id: SignatureId, deed: Deed): Promise<'invalidated' | 'already' | 'not-found'>
  /** Puts one back to what it was, with what waited in its name. What a bot left is never counted so. */
  restoreSignature(id: SignatureId, deed: Deed): Promise<'restored' | 'not-invalidated' | 'not-found'>
  /** Takes off the mark of a signature that came from a busy network. */
  reviewSignature(id: SignatureId, deed: Deed): Promise<'reviewed' | 'already' | 'not-found'>

  /** Begins to count whom a rule is about; nothing is done to them. */
  countFor(draft: Pick<Invalidation, 'id' | 'campaignId' | 'rule' | 'orderedBy' | 'createdAt'>): Promise<void>
  /** Orders what was counted to be done. */
  orderInvalidation(id: InvalidationId, deed: Deed): Promise<'ordered' | 'not-counted'>
  /** Ends one that is under way; what it has done stays done. */
  cancelInvalidation(id: InvalidationId, deed: Deed): Promise<'cancelled' | 'not-running'>
  /** Has everything that it took off put back. */
  undoInvalidation(id: InvalidationId, deed: Deed): Promise<'undoing' | 'not-done'>
  /** Deletes one that was never ordered. */
  forgetInvalidation(id: InvalidationId): Promise<'forgotten' | 'was-ordered'>
  /** Does the next page of whichever has waited longest. Some hundred signatures, so that whoever signs does not wait. */
  advanceInvalidations(at: Date): Promise<'more' | 'nothing-due'>
  invalidation(id: InvalidationId): Promise<Invalidation | null>
  /** A campaign's, the latest first; before this one where one is given. */
  invalidationsBefore(
    campaignId: number,
    before: InvalidationId | null,
    limit: number,
  ): Promise<readonly Invalidation[]>
}

export interface Matching {
  readonly found: readonly FoundRecord[]
  /** The last that was looked at; null where there are no more. */
  readonly reached: SignatureId | null
}

/** A signature as its moderator may see it. */
export interface FoundRecord {
  readonly signature: Signature
  readonly invalidReason: 'bot' | 'organiser' | null
  readonly review: 'network' | null
}
