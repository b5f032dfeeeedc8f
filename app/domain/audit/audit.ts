import { createHash } from 'node:crypto'
import type { OrganiserId } from '../id'
import type { Organiser } from '../organiser/organiser'

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
  | 'campaign-put-back'
  | 'exported'
  | 'signature-found'
  | 'signature-invalidated'
  | 'signature-restored'
  | 'signature-reviewed'
  | 'invalidation-ordered'
  | 'invalidation-cancelled'
  | 'invalidation-undone'
  | 'letter-read'
  | 'letter-released'
  | 'letter-refused'
  | 'mail-settled'
  | 'reply-taken-down'
  | 'paper-entered'
  | 'paper-removed'
  | 'update-scheduled'
  | 'update-unscheduled'
  | 'update-paused'
  | 'update-resumed'
  | 'update-cancelled'
  | 'update-published'
  | 'update-unpublished'
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

/** Who does something, when, and why in their own words: the store makes an entry of it, since it knows what it is done to. */
export type Deed = Pick<AuditEntry, 'actor' | 'reason' | 'at'>

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

/** What is to be written; what belongs to no campaign and needs no reason says neither. */
export function auditEntry(
  actor: Actor,
  action: AuditAction,
  object: string,
  at: Date,
  { campaignId = null, reason = null, detail = {} }: Partial<AuditEntry> = {},
): AuditEntry {
  return { actor, action, object, campaignId, reason, detail, at }
}

export function deedOf(organiser: Pick<Organiser, 'id'>, reason: string | null, at: Date): Deed {
  return { actor: actorOf(organiser), reason, at }
}

/** What is done at the terminal. */
export function byOperator(at: Date, reason: string | null = null): Deed {
  return { actor: 'operator', reason, at }
}

/** Null for the operator. */
export function organiserOf({ actor }: Pick<Deed, 'actor'>): OrganiserId | null {
  return actor.startsWith('organiser:') ? (actor.slice('organiser:'.length) as OrganiserId) : null
}

/** SHA-256 over an event and the hash before it, so that none can be changed, taken out or put in unseen. */
export function auditHash(event: Omit<AuditEvent, 'hash'>): Buffer {
  const { number, at, actor, action, object, campaignId, reason, detail, previous } = event
  const previousHex = Buffer.from(previous).toString('hex')
  const said = [number, at.toISOString(), actor, action, object, campaignId, reason, detail, previousHex]
  return createHash('sha256').update(JSON.stringify(said)).digest()
}
