import type { OrganiserId } from '../id'
import type { Milestone, Notice } from './notice'

/** What organisers are mailed on their own, and what campaigns have reached. */
export interface NoticeStore {
  /** Null where they have never said what they want. */
  notice(organiserId: OrganiserId, campaignId: number): Promise<Notice | null>
  /** @param dueAt when the next summary is; null where none is wanted */
  saveNotice(notice: Notice, dueAt: Date | null): Promise<void>
  /** Queues each summary that is due and says when the next is, in one transaction; gives how many. */
  queueSummaries(at: Date, next: Date): Promise<number>
  /** In the order of their counts. */
  milestones(campaignId: number): Promise<readonly Milestone[]>
  /**
   * Notes counts that a campaign has passed, each once for ever, and queues one mail to whoever wants to know; gives those that
   * nobody had noted.
   */
  reachMilestones(campaignId: number, counts: readonly number[], at: Date): Promise<readonly number[]>
}
