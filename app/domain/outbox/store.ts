import type { OfficeId, OutgoingId } from '../id'
import type { Digest, SortedDigest } from '../office/digest'
import type { Passage, Passed } from '../office/line'
import type { Office, OfficeMode } from '../office/office'
import type { Pace } from '../office/pacing'
import type {
  Claimed,
  ClaimedOffice,
  ClaimedPersonal,
  HoldReason,
  OutgoingState,
  Sending,
  SendingState,
  Settlement,
} from './outbox'

/** The queue of mails, where it is kept: lent under a lease with a fence, settled one by one; and the lines before offices. */
export interface OutboxStore {
  /**
   * Lends the mails that are due, oldest first, until `leaseUntil`. One left inside DATA by a lost mailer becomes
   * `unknown`. Nothing is lent while sending is paused.
   */
  claimOutgoing(limit: number, at: Date, leaseUntil: Date): Promise<readonly Claimed[]>
  /** Fixes Message-ID and Date at the first attempt; false where the lease was lost. */
  stampOutgoing(mail: Claimed, messageId: string, date: Date): Promise<boolean>
  /** Takes a letter to its office's door: it goes, and its Message-ID and Date are fixed, or it waits there. */
  letThrough(mail: ClaimedPersonal, passage: Passage, at: Date): Promise<Passed>
  /** Notes that DATA begins: from here on a lost connection leaves the mail `unknown`. False where the lease was lost. */
  markOutgoing(mail: Claimed, at: Date): Promise<boolean>
  /** Ends an attempt and moves the letter it carries; false where the lease was lost. */
  settleOutgoing(mail: Claimed, settlement: Settlement, at: Date): Promise<boolean>
  /** Lets go whose turn has come in the lines before offices, and makes the digests that are due; nothing while sending is paused. */
  giveTurns(pace: Pace | null, at: Date): Promise<void>
  /** What a digest carries, while its mailer has it; null where it is none. */
  digest(id: OutgoingId): Promise<Digest | null>
  /** Sorts a digest's letters before it goes; those who leave go their own way at once. False where the lease was lost. */
  sortDigest(mail: ClaimedOffice, sorted: SortedDigest, at: Date): Promise<boolean>
  /**
   * Bounces a mail to a target that was sent: a report says that it failed. What was a digest takes its letters with it, and
   * each is given back to its writer.
   */
  bounceOutgoing(id: OutgoingId, reply: string, at: Date): Promise<Bounced>
  outbox(): Promise<OutboxHealth>
  /** How many mails are held for each reason, of every campaign; by an index that holds nothing else. */
  heldMails(): Promise<OutboxHealth['held']>
  /**
   * Pauses or resumes sending for every process; what is under way ends. Resuming forgets that it was restored, and leaves each update
   * paused that was under way in the backup, or due since: whoever had it after the backup was made would get it again.
   * @param backupMadeAt only with a pause, of a database that other tools restored: as of when it is
   */
  setSending(state: SendingState, at: Date, backupMadeAt?: Date): Promise<'set' | 'already'>
  sending(): Promise<Sending>

  // Offices

  office(id: OfficeId): Promise<Office | null>
  /** Mails an office's own address a link to choose with, unless one went there within the minute. */
  requestOfficeLink(id: OfficeId, at: Date): Promise<'queued' | 'sent-lately' | 'not-found'>
  /** How letters come from now on, those that wait too. A link chooses once: it knows which revision it was made for. */
  chooseOfficeMode(
    id: OfficeId,
    revision: number,
    mode: OfficeMode,
    at: Date,
  ): Promise<'chosen' | 'spent' | 'not-found'>
}

export interface OutboxHealth {
  /** How many mails wait, by state. */
  readonly states: Readonly<Partial<Record<OutgoingState, number>>>
  /** Those that are held, by why. */
  readonly held: Readonly<Partial<Record<HoldReason, number>>>
  readonly oldestDue: Date | null
}

export type Bounced =
  | 'bounced'
  | 'already'
  | 'not-sent' // it still waits, or ended before any system took it
  | 'not-found' // there is none, or it went to a supporter
