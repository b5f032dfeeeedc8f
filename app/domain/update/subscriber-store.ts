import type { SignatureId, SubscriberId } from '../id'
import type { Subscriber } from './subscriber'

/** Whoever asked for updates without signing, and the one way out of updates for everybody. */
export interface SubscriberStore {
  /**
   * Records that somebody asked for updates to an address, and mails it a link to confirm it. A mailbox that gets them already,
   * was blocked, or was mailed enough is mailed nothing.
   */
  askForNews(draft: SubscriberDraft): Promise<'mailed' | 'not-mailed'>
  subscriber(id: SubscriberId): Promise<Subscriber | null>
  confirmSubscriber(id: SubscriberId, at: Date): Promise<'confirmed' | 'already-confirmed' | 'not-found'>
  /** Whether an organiser blocked their mailbox, by taking a signature of it off the count: nothing is mailed there unasked. */
  isBlocked(reader: UpdateReader): Promise<boolean>
  /** Every subscription of this canonical mailbox, over all campaigns. */
  subscribersOfMailbox(mailbox: string): Promise<readonly Subscriber[]>
  /** Ends all updates of a campaign to the mailbox of whoever has the link, waiting ones too; all who share it get none. */
  unsubscribe(reader: UpdateReader, at: Date): Promise<'unsubscribed' | 'not-found'>
  /** The way back, for whoever has the link alone. */
  subscribeAgain(reader: UpdateReader, at: Date): Promise<'subscribed' | 'not-possible'>
  /** Deletes a subscription and every mail that waits for it. */
  forgetSubscriber(id: SubscriberId, at: Date): Promise<'forgotten' | 'not-found'>
}

/** Who gets updates: by a signature, or without one. */
export type UpdateReader =
  | { readonly kind: 'supporter'; readonly id: SignatureId }
  | { readonly kind: 'subscriber'; readonly id: SubscriberId }

export interface SubscriberDraft {
  readonly id: SubscriberId
  readonly campaignId: number
  readonly consentVersion: number
  readonly email: string
  /** The mailbox the address leads to (`canonicalMailbox`). */
  readonly mailbox: string
  readonly mailDomain: string
  /** `withheld` where the mailbox was mailed enough for a day. */
  readonly mail: 'allowed' | 'withheld'
  readonly at: Date
}
