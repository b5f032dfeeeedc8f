import type { AuditEntry, AuditEvent } from './audit'

/** The log of who did what. What changes the store writes its event in the same transaction; this is for the rest. */
export interface AuditStore {
  recordAudit(entry: AuditEntry): Promise<void>
  /** Events in their order, from the one after this number on; a page shorter than `limit` is the last. */
  auditAfter(number: number, limit: number): Promise<readonly AuditEvent[]>
  /** The latest events first, of one campaign or of all; before this number where one is given. */
  auditBefore(campaignId: number | null, number: number | null, limit: number): Promise<readonly AuditEvent[]>
}
