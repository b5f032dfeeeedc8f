import type { LetterId, OutgoingId, SignatureId } from './id'
import type { LetterState } from './letter'
import type { TargetKey, Unreachable } from './target'

/** What a mail is for. Each has a template of the same name in `emails/`. */
export type OutgoingKind =
  | 'confirm' // is this signature (and this letter) yours?
  | 'confirm-letter' // you have signed already: is this letter yours?
  | 'already-signed' // you have signed already, and nothing new came
  | 'mailbox-full' // somebody signed with your address and was not recorded
  | 'revise-letter' // it names somebody who is no longer your MP: look at it again
  | 'manage' // your link to what is held about you
  | 'letter' // to a target

export type OutgoingState = Exclude<LetterState, 'unconfirmed'>

/** A row of the outbox: references, never rendered mail. */
export interface Outgoing {
  readonly id: OutgoingId
  readonly kind: OutgoingKind
  readonly campaignId: number
  readonly signatureId: SignatureId
  readonly letterId: LetterId | null
  readonly targetKey: TargetKey | null
  readonly createdAt: Date
  readonly attempts: number
  /** Fixed at the first attempt, so that a mail sent twice by a crash is one mail to whoever files it. */
  readonly messageId: string | null
  readonly date: Date | null
}

/** A mail lent to one mailer until its lease ends; only the holder of the latest fence may settle it. */
export interface Claimed extends Outgoing {
  readonly fence: number
}

export type HoldReason = Unreachable | 'names-former-member' | 'cannot-compose'

/** Whether mail goes out: a fact of the installation and not of a process, so that no mailer can think otherwise. */
export type SendingState = 'running' | 'paused'

export interface Sending {
  readonly state: SendingState
  /** Since when it is paused. */
  readonly since: Date | null
  /** Set until sending is resumed after a restore: what was sent since that backup was made waits here once more. */
  readonly backupMadeAt: Date | null
  /** How many mails are to go out, now or when they are due. */
  readonly waiting: Readonly<Partial<Record<OutgoingKind, number>>>
}

/** How an attempt ended. */
export type Settlement =
  | { readonly state: 'accepted'; readonly reply: string }
  | { readonly state: 'deferred'; readonly reply: string; readonly retryAt: Date }
  | { readonly state: 'bounced'; readonly reply: string }
  | { readonly state: 'gave-up'; readonly reply: string }
  | { readonly state: 'held'; readonly why: HoldReason }
  | { readonly state: 'unknown'; readonly reply: string }
  | { readonly state: 'cancelled' }

/** Minutes to wait after each failed attempt; RFC 5321 section 4.5.4.1 asks for at least 30 once the first tries failed. */
const retryMinutes = [1, 5, 15, 30, 60, 120, 240] as const

/** RFC 5321 section 4.5.4.1: give up after 4 to 5 days. A link that confirms is of no use for so long. */
const giveUpAfterMs: Readonly<Record<OutgoingKind, number>> = {
  letter: 4 * 86_400_000,
  confirm: 2 * 86_400_000,
  'confirm-letter': 2 * 86_400_000,
  'already-signed': 86_400_000,
  'mailbox-full': 86_400_000,
  'revise-letter': 4 * 86_400_000,
  manage: 6 * 3_600_000,
}

/**
 * When to try a mail again after a passing failure, or null to give up.
 * @param chance 0 to 1: spreads retries over the last fifth of the wait, so that a relay that comes back is not stormed
 */
export function retryAt(
  mail: Pick<Outgoing, 'kind' | 'createdAt' | 'attempts'>,
  failedAt: Date,
  chance: number,
): Date | null {
  if (failedAt.getTime() - mail.createdAt.getTime() >= giveUpAfterMs[mail.kind]) return null
  const minutes = retryMinutes[Math.min(mail.attempts - 1, retryMinutes.length - 1)] ?? 1
  return new Date(failedAt.getTime() + minutes * 60_000 * (1 - chance / 5))
}

/** One letter may go to several targets: it is where the least advanced of its mails is. */
export function letterState(mails: readonly OutgoingState[]): OutgoingState {
  return leastAdvanced.find(state => mails.includes(state)) ?? 'cancelled'
}

const leastAdvanced: readonly OutgoingState[] = [
  'sending',
  'queued',
  'deferred',
  'held',
  'unknown',
  'gave-up',
  'bounced',
  'accepted',
  'cancelled',
]
