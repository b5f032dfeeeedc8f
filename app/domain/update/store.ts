import type { AuditEntry } from '../audit/audit'
import type { CampaignUpdateId, OrganiserId, SignatureId } from '../id'
import type { CampaignUpdate, UpdateAudience, UpdateState, UpdateWords } from './campaign-update'

/** Updates: what organisers write to those who asked, and how far each is. */
export interface UpdateStore {
  createUpdate(draft: UpdateDraft): Promise<CampaignUpdate>
  /** Saves a draft over the revision that its writer saw, and no other. */
  saveUpdate(
    id: CampaignUpdateId,
    revision: number,
    words: UpdateWords,
    at: Date,
  ): Promise<'saved' | 'overtaken' | 'not-draft' | 'not-found'>
  update(id: CampaignUpdateId): Promise<CampaignUpdate | null>
  /** By its number in its campaign. */
  updateNumbered(campaignId: number, number: number): Promise<CampaignUpdate | null>
  /** A campaign's updates, the latest first; before this number where one is given. */
  updatesBefore(campaignId: number, number: number | null, limit: number): Promise<readonly CampaignUpdate[]>
  /** Those that are public pages by then, the latest first. */
  publishedUpdates(campaignId: number, at: Date, limit: number): Promise<readonly CampaignUpdate[]>
  /**
   * Takes an update on to another state. A pause holds back what is queued, resuming lets it go on, cancelling takes it out of
   * the outbox; what is inside DATA meanwhile ends by itself.
   */
  moveUpdate(
    move: UpdateMove,
    entry: AuditEntry,
  ): Promise<'moved' | 'not-possible' | 'overtaken' | 'not-found'>
  /** Makes it a public page now, or no longer one. */
  publishUpdate(
    id: CampaignUpdateId,
    publishedAt: Date | null,
    at: Date,
    entry: AuditEntry,
  ): Promise<'set' | 'already' | 'not-found'>
  /**
   * Puts the next mails of the update whose turn it is into the outbox, and starts or ends it where that is due. Each page and
   * how far it came are one transaction: after a crash it goes on where it was, and nobody is mailed twice. Gives whether an
   * update is under way; nothing is done while sending is paused.
   */
  fillOutbox(limit: number, at: Date): Promise<'filled' | 'nothing-due'>
  /**
   * Counts whom of the next signatures after one an update to an audience would go to, some thousands at once.
   * @returns the last that was looked at; null at the end
   */
  countAudience(
    campaignId: number,
    audience: UpdateAudience,
    after: SignatureId | null,
  ): Promise<{ readonly supporters: number; readonly reached: SignatureId | null }>
  /** Mails an update to the organiser who writes it, as it stands when it is composed. */
  queueUpdateTest(id: CampaignUpdateId, organiserId: OrganiserId, at: Date): Promise<'queued' | 'not-found'>
}

export interface UpdateDraft extends UpdateWords {
  readonly id: CampaignUpdateId
  readonly campaignId: number
  readonly createdBy: OrganiserId | null
  readonly at: Date
}

export interface UpdateMove {
  readonly id: CampaignUpdateId
  readonly to: Exclude<UpdateState, 'sent'>
  /** The revision that its organiser saw: what was saved since is not sent unseen. */
  readonly revision: number
  /** Only on to `scheduled`. */
  readonly sendAt: Date | null
  /** Only on to `scheduled`: whether it becomes a public page when it is sent. */
  readonly publishes: boolean
  readonly at: Date
}
