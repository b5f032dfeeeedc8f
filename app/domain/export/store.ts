import type { LetterId, SignatureId } from '../id'
import type { Letter } from '../letter/letter'
import type { HoldReason } from '../outbox/outbox'
import type { Signature } from '../signature/signature'

/** What exports read: keyset pages, in the order of ids; a page shorter than `limit` is the last. */
export interface ExportStore {
  signaturesAfter(
    campaignId: number,
    after: SignatureId | null,
    limit: number,
  ): Promise<readonly SignatureRow[]>
  /** The next of those that match, at most `limit`, perhaps none where they are few; `last` is where to go on, null at the end. */
  signaturesMatching(
    campaignId: number,
    filter: SignatureFilter,
    after: SignatureId | null,
    limit: number,
  ): Promise<{ readonly rows: readonly SignatureRow[]; readonly last: SignatureId | null }>
  lettersAfter(campaignId: number, after: LetterId | null, limit: number): Promise<readonly LetterRow[]>
  /** As `signaturesMatching`; days are those on which each was confirmed by its writer. */
  lettersMatching(
    campaignId: number,
    filter: PlaceFilter,
    after: LetterId | null,
    limit: number,
  ): Promise<{ readonly rows: readonly LetterRow[]; readonly last: LetterId | null }>
}

/** What is exported of a signature. */
export interface SignatureRow
  extends Pick<
    Signature,
    | 'id'
    | 'campaignId'
    | 'consentVersion'
    | 'state'
    | 'person'
    | 'country'
    | 'constituencyCode'
    | 'principles'
    | 'updates'
    | 'source'
    | 'signedAt'
    | 'confirmedAt'
    | 'number'
  > {
  readonly constituency: string | null
}

/** From which days and from where; null for each that takes nothing away. */
export interface PlaceFilter {
  /** Confirmed, or where that has not happened signed, from here on and before there. */
  readonly from: Date | null
  readonly until: Date | null
  /** '' for those without a constituency. */
  readonly constituencyCode: string | null
}

/** Which signatures. */
export interface SignatureFilter extends PlaceFilter {
  readonly state: 'pending' | 'confirmed' | null
  /** One of the principles they chose, by its slug. */
  readonly principle: string | null
  readonly updates: 'yes' | null
}

export interface LetterRow {
  readonly id: LetterId
  readonly constituencyCode: string | null
  readonly constituency: string | null
  readonly mp: string | null
  readonly state: Letter['state']
  readonly queuedAt: Date | null
  readonly acceptedAt: Date | null
  readonly attempts: number
  readonly lastReply: string | null
  readonly holdReason: HoldReason | null
  readonly likeness: number | null
}
