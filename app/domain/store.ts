import type { AuditEntry, Deed } from './audit/audit'
import type { AuditStore } from './audit/store'
import type { Campaign, CampaignState, CampaignText } from './campaign/campaign'
import type { Revisions } from './campaign/revision'
import type { TakingDownStore } from './campaign/take-down'
import type { AccessToken, MadeToken } from './connection/token'
import type { WebhookStore } from './connection/webhook-store'
import type { ToDoStore } from './dashboard/to-do'
import type { DraftStore } from './draft/store'
import type { ExportStore } from './export/store'
import type { LetterId, SignatureId } from './id'
import type { InvalidationStore } from './invalidation/store'
import type { HeldLetter } from './letter/held-letter'
import type { Letter } from './letter/letter'
import type { LetterMail } from './letter/mail'
import type { Fingerprint } from './likeness/likeness'
import type { NoticeStore } from './notice/store'
import type { Organiser } from './organiser/organiser'
import type { OrganiserStore } from './organiser/store'
import type { HoldReason } from './outbox/outbox'
import type { OutboxStore } from './outbox/store'
import type { PaperStore } from './paper/store'
import type { PlaceStore } from './place/store'
import type { ConsentWording } from './privacy/privacy'
import type { Reply } from './reply/reply'
import type { ReplyStore } from './reply/store'
import type { LetterDraft, Signature, SignatureDraft } from './signature/signature'
import type { Count, Disagreement, HourCount, Measure, PlaceCount } from './tally/tally'
import type { UpdateStore } from './update/store'
import type { SubscriberStore } from './update/subscriber-store'

/**
 * Where everything is kept. One method is one transaction and one sentence of the business; what it is given and
 * gives back is plain, sealed and opened inside. One contract (`tests/store`) runs on every implementation.
 */
export interface Store
  extends OutboxStore,
    PlaceStore,
    ReplyStore,
    AuditStore,
    ExportStore,
    WebhookStore,
    InvalidationStore,
    ToDoStore,
    PaperStore,
    TakingDownStore,
    UpdateStore,
    SubscriberStore,
    NoticeStore,
    DraftStore,
    OrganiserStore {
  // Campaigns

  /**
   * Creates or updates a campaign by its slug. Each change of its text makes a new version.
   * @param by whose deed it is, for the audit log; nobody's where the product itself does it
   */
  saveCampaign(
    text: CampaignText,
    wording: ConsentWording,
    at: Date,
    by?: Pick<Organiser, 'id'>,
  ): Promise<SavedCampaign>
  /** Stores the wording of consent that is shown now, if it is not the latest stored already. */
  saveConsentWording(campaignId: number, wording: ConsentWording, at: Date): Promise<void>
  /** Null where there is no such campaign. */
  setCampaignState(
    slug: string,
    state: CampaignState,
    at: Date,
    by?: Pick<Organiser, 'id'>,
  ): Promise<Campaign | null>
  campaign(slug: string): Promise<Campaign | null>
  campaignById(id: number): Promise<Campaign | null>
  /** All, newest first, with their confirmed signatures. */
  campaigns(): Promise<readonly CountedCampaign[]>
  /** The text as it was when a signature signed it. */
  campaignVersion(campaignId: number, version: number): Promise<CampaignText | null>
  consentWording(campaignId: number, consentVersion: number): Promise<ConsentWording | null>

  // Signing

  /** Writes each signature, its letter and its mail together, or none of the three; answers in the order given. */
  recordSignatures(drafts: readonly SignatureDraft[]): Promise<readonly Recorded[]>
  /**
   * Counts each signature once and queues the one letter that its link names; answers in the order given. A letter more alike
   * to others than its campaign lets go is held.
   */
  confirmSignatures(confirmations: readonly Confirmation[]): Promise<readonly Confirmed[]>
  /** Gives a signature whose postcode settled nothing the constituency its supporter chose; its held letter goes on. */
  chooseConstituency(
    id: SignatureId,
    code: string,
    at: Date,
  ): Promise<'chosen' | 'already-settled' | 'not-found'>
  signature(id: SignatureId): Promise<Signature | null>
  letter(id: LetterId): Promise<Letter | null>
  /** The one letter of a signature that was confirmed, whatever became of it. */
  confirmedLetter(id: SignatureId): Promise<Letter | null>
  /** How far a letter is with each of its targets, in their order; none before it is confirmed. */
  letterMails(id: LetterId): Promise<readonly LetterMail[]>
  /** Fingerprints of the campaign's letters that were confirmed and not cancelled since, the latest first. */
  fingerprintsBefore(
    campaignId: number,
    /** Only those confirmed before it; null for the latest. */
    before: Pick<KeptFingerprint, 'id' | 'queuedAt'> | null,
    limit: number,
  ): Promise<readonly KeptFingerprint[]>

  // What a supporter may do with what is held

  /** Every signature of this canonical mailbox, over all campaigns, with its letters and what was told of them. */
  heldForMailbox(mailbox: string): Promise<readonly HeldRecord[]>
  /** Mails the mailbox's owner a link to all that is held; nothing where nothing is held or one was just sent. */
  requestManageLink(mailbox: string, at: Date): Promise<'queued' | 'nothing-held' | 'sent-lately'>
  correctName(id: SignatureId, name: string): Promise<'corrected' | 'not-found'>
  /** Takes the signature off the count and cancels a letter not yet on its way. */
  withdrawSignature(id: SignatureId, at: Date): Promise<'withdrawn' | 'already-withdrawn' | 'not-found'>
  /** Puts other words into a letter that waits for its writer, as `names-former-member`, and lets it go on. */
  reviseLetter(revision: LetterRevision): Promise<'revised' | 'not-waiting'>
  /** Never sends what waits for its writer; what of the letter has gone to others stays sent. */
  cancelRevision(id: LetterId, at: Date): Promise<'cancelled' | 'not-waiting'>
  /** Letters of a campaign that are held, once for each reason; a page in the order of ids, as exports have. */
  heldLetters(campaignId: number, after: LetterId | null, limit: number): Promise<readonly HeldLetter[]>
  /** How many letters of a campaign are held for each reason; one to several may be held for more than one. */
  heldByReason(campaignId: number): Promise<Readonly<Partial<Record<HoldReason, number>>>>
  /** Lets a letter go on that was held because it is much like others. */
  releaseLetter(id: LetterId, deed: Deed): Promise<'released' | 'not-held' | 'not-found'>
  /** Gives up on a letter that was held because it is much like others. */
  refuseLetter(id: LetterId, deed: Deed): Promise<'refused' | 'not-held' | 'not-found'>
  setUpdates(id: SignatureId, wanted: boolean): Promise<'set' | 'not-found'>
  /** Deletes every trace of the mailbox from every campaign, from the file and its log too, and tells webhooks of it. Gives how many signatures and subscriptions. */
  eraseMailbox(mailbox: string, at: Date): Promise<number>

  // Counting

  counts(campaignId: number): Promise<readonly Count[]>
  /** Only what some measures count, in the order of their keys: a year of hours is 8,760 rows. */
  countsBy(campaignId: number, measures: readonly Measure[]): Promise<readonly Count[]>
  /**
   * What each constituency counts from a day of London's up to another, which is not among them; '' is before the first. Added up
   * by the store: a year in 650 constituencies is 237,250 counts.
   */
  countsByPlace(campaignId: number, from: string, before: string): Promise<readonly PlaceCount[]>
  /** What one measure counts under these keys; those that count nothing are not among them. */
  countsAt(campaignId: number, measure: Measure, keys: readonly string[]): Promise<readonly Count[]>
  /** What each campaign counted in some hours, as `by-hour` names them. */
  countsInHours(hours: readonly string[]): Promise<readonly HourCount[]>
  /** Confirmed signatures; from the tally. */
  signatureCount(campaignId: number): Promise<number>
  /** What tells that public pages are out of date, without reading a text or counting: it is asked every second. */
  revisions(): Promise<Revisions>
  /** Counts everything anew and says where the tallies differ. */
  recount(): Promise<readonly Disagreement[]>

  // Access

  createAccessToken(token: Omit<AccessToken, 'usedAt'>, entry: AuditEntry): Promise<void>
  accessToken(hash: Uint8Array): Promise<MadeToken | null>
  /** All, the latest first; those that have ended too. */
  accessTokens(): Promise<readonly MadeToken[]>
  noteTokenUse(hash: Uint8Array, at: Date): Promise<void>
  endAccessToken(hash: Uint8Array, at: Date, entry: AuditEntry): Promise<'ended' | 'not-found'>

  // Running

  /** Throws where the store cannot be written or its migrations are not current. */
  checkReady(): Promise<void>
  close(): Promise<void>
}

export interface SavedCampaign {
  readonly campaign: Campaign
  readonly outcome: 'created' | 'unchanged' | 'new-version'
}

export interface CountedCampaign extends Campaign {
  readonly signatures: number
}

export type Recorded =
  | 'recorded'
  | 'repeated' // the same person again: their mailbox's owner is told
  | 'told-lately' // the same, and the owner knows already
  | 'ignored'
  | 'not-open' // the campaign stopped taking signatures

export interface Confirmation {
  readonly signatureId: SignatureId
  /** The letter that the link shows, if it shows one. */
  readonly letterId: LetterId | null
  /** The constituency chosen on the page, where the postcode settled none. */
  readonly constituencyCode: string | null
  readonly at: Date
}

export type Confirmed =
  | 'confirmed' // counted now, and its letter queued if it has one
  | 'letter-confirmed' // counted before; the letter is queued now
  | 'already-confirmed'
  | 'other-letter-sent' // one letter per supporter and campaign: another was confirmed first
  | 'withdrawn'
  | 'not-found'

/** What is kept of a confirmed letter to compare others with. */
export interface KeptFingerprint {
  readonly id: LetterId
  readonly queuedAt: Date
  readonly fingerprint: Fingerprint
}

/** A letter's words as its writer wants them now. */
export interface LetterRevision extends LetterDraft {
  readonly at: Date
}

/** A signature with all that hangs on it. */
export interface HeldRecord {
  readonly signature: Signature
  readonly letters: readonly Letter[]
  /** What its writer told of what came of them. */
  readonly replies: readonly Reply[]
}
