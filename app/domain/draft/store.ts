import type { Campaign, CampaignText } from '../campaign/campaign'
import type { OrganiserId } from '../id'
import type { Organiser } from '../organiser/organiser'
import type { ConsentWording } from '../privacy/privacy'
import type { SavedCampaign } from '../store'
import type { DraftFields } from './fields'

/** What editors have typed and not yet published; there is one for each campaign at most. */
export interface CampaignDraft {
  readonly campaignId: number
  readonly fields: DraftFields
  /** The version that it began from. */
  readonly basis: number
  /** Grows with each save. */
  readonly revision: number
  readonly savedBy: OrganiserId | null
  readonly savedAt: Date
}

/** Which draft somebody has seen; null where there was none. */
export type SeenDraft = Pick<CampaignDraft, 'revision' | 'savedAt'> | null

/** When each text of a campaign was published, and by whom; null for the operator. */
export interface CampaignVersion {
  readonly version: number
  readonly savedAt: Date
  readonly savedBy: OrganiserId | null
}

/** A draft as it becomes the campaign's text. */
export interface Publication {
  readonly campaignId: number
  readonly seen: SeenDraft
  readonly text: CampaignText
  readonly wording: ConsentWording
  readonly by: Pick<Organiser, 'id'>
  readonly at: Date
}

/** Campaigns while they are written. Nothing is written over that its author has not seen. */
export interface DraftStore {
  /** A new campaign, as a draft, and never another with its slug. */
  createCampaign(
    text: CampaignText,
    wording: ConsentWording,
    by: Pick<Organiser, 'id'>,
    at: Date,
  ): Promise<Campaign | 'slug-taken'>
  campaignDraft(campaignId: number): Promise<CampaignDraft | null>
  /** Keeps what somebody typed after they had seen a draft, or none. */
  saveDraft(
    draft: Omit<CampaignDraft, 'revision'>,
    seen: SeenDraft,
  ): Promise<CampaignDraft | 'changed-meanwhile'>
  discardDraft(campaignId: number, seen: SeenDraft): Promise<'discarded' | 'changed-meanwhile'>
  /** Makes a draft the campaign's text, a version of its own, and ends it. */
  publishDraft(publication: Publication): Promise<SavedCampaign | 'changed-meanwhile'>
  /** Mails an organiser a sample letter of this campaign; not twice in a minute. */
  queueTestLetter(campaignId: number, to: OrganiserId, at: Date): Promise<'queued' | 'sent-lately'>
  /** The latest first. */
  campaignVersions(campaignId: number): Promise<readonly CampaignVersion[]>
}
