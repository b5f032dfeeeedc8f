import type { LetterId } from '../id'
import type { TargetKey } from '../target/target'
import type { Chase, Reply } from './reply'

/** What the store keeps of what came of letters. A letter that is not accepted, or whose writer withdrew, has no part in it. */
export interface ReplyStore {
  /** What a letter's writer told last; null where they told nothing. */
  reply(id: LetterId): Promise<Reply | null>
  /** Records what came of a letter in the place of what was told before, and counts it. */
  recordReply(reply: Reply): Promise<'recorded' | 'not-accepted'>
  chase(id: LetterId): Promise<Chase | null>
  /** Queues the one reminder that a letter may ever have, while it is unanswered and its words are kept. */
  queueChase(id: LetterId, targetKey: TargetKey, at: Date): Promise<'queued' | 'already' | 'not-possible'>
  /** Replies that count, by the ids of their letters; a page shorter than `limit` is the last. */
  repliesAfter(campaignId: number, after: LetterId | null, limit: number): Promise<readonly ReplyRow[]>
}

/** What is exported of a reply. */
export interface ReplyRow extends Omit<Reply, 'letterId'> {
  /** The letter's. */
  readonly id: LetterId
  readonly constituencyCode: string | null
  readonly constituency: string | null
  /** Whom the letter went to, where that is an MP. */
  readonly mp: string | null
}
