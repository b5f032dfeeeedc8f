import type { OrganiserId, PaperBatchId, PaperSignatureId } from '../id'
import type { Postcode } from '../place/postcode'
import { foldName } from '../signature/signature'

/** A signature on paper: it counts apart, unless its person signed on a sheet before, or in the browser. */
export type PaperState = 'counted' | 'signed-on-paper' | 'signed-online'

/** What stands in one line of a sheet. */
export interface PaperPerson {
  readonly name: string
  /** One line, as it was written; '' where there was none. */
  readonly address: string
  readonly postcode: Postcode
  /** The day beside the signature, such as 2026-11-23. */
  readonly signedOn: string | null
}

export interface PaperDraft extends PaperPerson {
  readonly id: PaperSignatureId
  readonly constituencyCode: string | null
  /** Whether somebody of the same name and postcode has signed in the browser. */
  readonly online: boolean
}

export interface PaperSignature extends Omit<PaperPerson, 'postcode'> {
  readonly id: PaperSignatureId
  readonly batch: PaperBatchId
  readonly state: PaperState
  readonly postcode: string
  readonly constituencyCode: string | null
}

/** What was entered by one form or one file. */
export interface PaperBatch {
  readonly id: PaperBatchId
  readonly campaignId: number
  readonly signatures: number
  readonly counted: number
  readonly enteredBy: OrganiserId | null
  readonly enteredAt: Date
}

/** What tells one person from another: no two of a name share a home often enough to be told apart without an e-mail address. */
export function personKey(name: string, postcode: string): string {
  return `${foldName(name)}/${postcode}`
}
