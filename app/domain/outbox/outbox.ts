import type {
  CampaignUpdateId,
  LetterId,
  OfficeId,
  OrganiserId,
  OutgoingId,
  SignatureId,
  SubscriberId,
} from '../id'
import type { LetterState } from '../letter/letter'
import type { TargetKey, Unreachable } from '../target/target'

/** What a mail is for. Each has a template in `emails/`: one of its name, but a chase is a letter, and a reminder a survey. */
export type OutgoingKind =
  | 'confirm' // is this signature (and this letter) yours?
  | 'confirm-letter' // you have signed already: is this letter yours?
  | 'already-signed' // you have signed already, and nothing new came
  | 'mailbox-full' // somebody signed with your address and was not recorded
  | 'revise-letter' // it names somebody who is no longer your MP: look at it again
  | 'manage' // your link to what is held about you
  | 'letter' // to a target
  | 'chase' // to the same target, about a letter that had no reply
  | 'letter-returned' // your letter could not be sent: here it is
  | 'survey' // did they reply?
  | 'remind-survey' // the same, once more
  | 'digest' // to an office, with many letters
  | 'office-link' // to an office, with a link to choose how its letters come
  | 'update' // from the campaign, to a supporter who asked for updates
  | 'confirm-news' // did you ask for this campaign's updates?
  | 'news' // an update, to whoever asked for updates without signing
  | 'manage-news' // their link to what is held about them
  | 'recover' // to an organiser, with a link to prove themselves anew
  | 'update-test' // an update, to the organiser who writes it
  | 'test-letter' // a sample letter, to the organiser who wrote its text
  | 'summary' // to an organiser, what a week came to
  | 'milestone' // to an organiser, that a campaign reached one

/**
 * Where a letter stands before its office: it waits in line, is let go past whoever waits there, or travels in a digest. Null
 * for one that has not come there yet.
 */
export type Place = 'in-line' | 'let-go' | 'in-digest'

export type OutgoingState = Exclude<LetterState, 'unconfirmed'>

/** Those that go to an office about many letters, and not about one signature. */
export type OfficeKind = 'digest' | 'office-link'

/** Those that go to whoever asked for updates without signing. */
export type SubscriberKind = 'confirm-news' | 'news' | 'manage-news'

/** Those that go to an organiser. */
export type OrganiserKind = 'recover' | 'update-test' | 'test-letter' | 'summary' | 'milestone'

/** Those whose reader is a target: an office chooses how they come. */
export const targetKinds = ['letter', 'chase'] as const satisfies readonly OutgoingKind[]

export function goesToTarget(kind: OutgoingKind): boolean {
  return (targetKinds as readonly OutgoingKind[]).includes(kind)
}

/** A row of the outbox: references, never rendered mail. */
export type Outgoing = PersonalOutgoing | OfficeOutgoing | SubscriberOutgoing | OrganiserOutgoing

export interface PersonalOutgoing extends OutgoingRow {
  readonly kind: Exclude<OutgoingKind, OfficeKind | SubscriberKind | OrganiserKind>
  readonly campaignId: number
  readonly signatureId: SignatureId
}

export interface OfficeOutgoing extends OutgoingRow {
  readonly kind: OfficeKind
  readonly campaignId: null
  readonly signatureId: null
}

export interface SubscriberOutgoing extends OutgoingRow {
  readonly kind: SubscriberKind
  readonly campaignId: number
  readonly signatureId: null
  readonly subscriberId: SubscriberId
}

export interface OrganiserOutgoing extends OutgoingRow {
  readonly kind: OrganiserKind
  /** Null for what belongs to no campaign. */
  readonly campaignId: number | null
  readonly signatureId: null
  readonly organiserId: OrganiserId
}

interface OutgoingRow {
  readonly id: OutgoingId
  readonly letterId: LetterId | null
  readonly targetKey: TargetKey | null
  /** Whose line it was let out of, or whom it goes to. */
  readonly officeId: OfficeId | null
  readonly place: Place | null
  /** The update that it carries. */
  readonly updateId: CampaignUpdateId | null
  readonly subscriberId: SubscriberId | null
  readonly organiserId: OrganiserId | null
  readonly createdAt: Date
  readonly attempts: number
  /** Fixed at the first attempt, so that a mail sent twice by a crash is one mail to whoever files it. */
  readonly messageId: string | null
  readonly date: Date | null
}

/** A mail lent to one mailer until its lease ends; only the holder of the latest fence may settle it. */
export type Claimed = ClaimedPersonal | ClaimedOffice | ClaimedForSubscriber | ClaimedForOrganiser

export type ClaimedPersonal = PersonalOutgoing & Lent
export type ClaimedOffice = OfficeOutgoing & Lent
export type ClaimedForSubscriber = SubscriberOutgoing & Lent
export type ClaimedForOrganiser = OrganiserOutgoing & Lent

interface Lent {
  readonly fence: number
}

export type HoldReason =
  | Unreachable
  | 'names-former-member'
  | 'cannot-compose'
  | 'too-alike' // past the campaign's limit: an organiser looks at it
  | 'taken-down' // its campaign is off the site for now
  | 'office-paused' // its office asked for no letters for now
  | 'update-paused' // an organiser paused the update that it carries

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
  /** Letters that wait in line before their offices. */
  readonly inLine: { readonly letters: number; readonly offices: number }
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
  chase: 4 * 86_400_000,
  'letter-returned': 4 * 86_400_000,
  survey: 4 * 86_400_000,
  'remind-survey': 4 * 86_400_000,
  digest: 4 * 86_400_000,
  'office-link': 6 * 3_600_000,
  manage: 6 * 3_600_000,
  update: 4 * 86_400_000,
  'confirm-news': 2 * 86_400_000,
  news: 4 * 86_400_000,
  'manage-news': 6 * 3_600_000,
  recover: 600_000, // its link lives for ten minutes
  'update-test': 3_600_000,
  'test-letter': 3_600_000,
  summary: 2 * 86_400_000,
  milestone: 2 * 86_400_000,
}

/**
 * When to try a mail again after a passing failure, or null to give up.
 * @param chance 0 to 1: spreads retries over the last fifth of the wait, so that a relay that comes back is not stormed
 */
export function retryAt(
  { kind, createdAt, date, attempts }: Pick<Outgoing, 'kind' | 'createdAt' | 'date' | 'attempts'>,
  failedAt: Date,
  chance: number,
): Date | null {
  // From the first attempt, since a letter may have waited in line for days before it; one that never came so far has seven.
  const sinceMs = failedAt.getTime() - (date ?? createdAt).getTime()
  if (sinceMs >= giveUpAfterMs[kind] && attempts >= retryMinutes.length) return null
  const minutes = retryMinutes[Math.min(attempts - 1, retryMinutes.length - 1)] ?? 1
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
