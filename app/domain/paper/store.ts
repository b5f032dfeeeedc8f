import type { Deed } from '../audit/audit'
import type { PaperBatchId, PaperSignatureId } from '../id'
import type { PaperBatch, PaperDraft, PaperSignature, PaperState } from './paper-signature'

/** Signatures from paper, counted apart. Each deed is in the audit log. */
export interface PaperStore {
  /** Writes a sheet, or none of it; of several signatures of one person only the first counts. */
  enterPaper(
    batch: { readonly id: PaperBatchId; readonly campaignId: number; readonly drafts: readonly PaperDraft[] },
    deed: Deed,
  ): Promise<Readonly<Record<PaperState, number>>>
  /** Deletes one signature of a sheet, or all of it; where it counted, the next of the same person does. Gives how many. */
  removePaper(id: PaperBatchId, only: PaperSignatureId | null, deed: Deed): Promise<number>
  paperBatch(id: PaperBatchId): Promise<PaperBatch | null>
  /** A campaign's, the latest first; before this one where one is given. */
  paperBatchesBefore(
    campaignId: number,
    before: PaperBatchId | null,
    limit: number,
  ): Promise<readonly PaperBatch[]>
  /** In the order they were typed in; of one sheet, or of the campaign. A page shorter than `limit` is the last. */
  paperAfter(
    campaignId: number,
    batch: PaperBatchId | null,
    after: PaperSignatureId | null,
    limit: number,
  ): Promise<readonly PaperSignature[]>
}
