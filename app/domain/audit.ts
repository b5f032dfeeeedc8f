import { createHash } from 'node:crypto'
import type { OrganiserId } from './id'
import type { Organiser } from './organiser'

/** Who did something. */
export type Actor = `organiser:${OrganiserId}` | `token:${string}` | 'operator' | 'system'

/** What is written down for good: whatever lets somebody in, changes what others see, or lets personal data out. */
export type AuditAction =
  | 'organiser-invited'
  | 'invitation-cancelled'
  | 'organiser-joined'
  | 'organiser-disabled'
  | 'role-given'
  | 'role-taken'
  | 'signed-in'
  | 'sign-in-failed'
  | 'signed-out'
  | 'session-ended'
  | 'proof-changed' // a passkey, a password, a second factor or recovery codes
  | 'recovered'
  | 'token-made'
  | 'token-ended'
  | 'campaign-made'
  | 'campaign-published'
  | 'campaign-state'
  | 'campaign-taken-down'
  | 'exported'
  | 'signature-found'
  | 'signature-invalidated'
  | 'signature-restored'
  | 'invalidation-ordered'
  | 'invalidation-cancelled'
  | 'invalidation-undone'
  | 'letter-released'
  | 'letter-refused'
  | 'mail-settled'
  | 'paper-entered'
  | 'paper-removed'
  | 'update-scheduled'
  | 'update-paused'
  | 'update-resumed'
  | 'update-cancelled'
  | 'update-published'
  | 'webhook-made'
  | 'webhook-changed'
  | 'webhook-ended'

export interface AuditEntry {
  readonly actor: Actor
  readonly action: AuditAction
  /** What it was done to, such as `campaign:3` or `signature:0190…`; no personal word. */
  readonly object: string
  readonly campaignId: number | null
  /** In the words of whoever did it. */
  readonly reason: string | null
  /** Whatever else must be known later, without personal data. */
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
  readonly at: Date
}

export interface AuditEvent extends AuditEntry {
  /** From 1, without a gap. */
  readonly number: number
  readonly previous: Uint8Array
  readonly hash: Uint8Array
}

/** What the log begins with. */
export const firstPrevious: Uint8Array = new Uint8Array(32)

export function actorOf({ id }: Pick<Organiser, 'id'>): Actor {
  return id ? `organiser:${id}` : 'operator'
}

/** SHA-256 over an event and the hash before it, so that none can be changed, taken out or put in unseen. */
export function auditHash(event: Omit<AuditEvent, 'hash'>): Buffer {
  const { number, at, actor, action, object, campaignId, reason, detail, previous } = event
  const previousHex = Buffer.from(previous).toString('hex')
  const said = [number, at.toISOString(), actor, action, object, campaignId, reason, detail, previousHex]
  return createHash('sha256').update(JSON.stringify(said)).digest()
}
