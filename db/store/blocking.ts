import { and, eq } from 'drizzle-orm'
import type { InvalidReason } from '../../app/domain/signature/signature'
import type { Session } from '../database'
import { first, type Steps } from '../steps'
import type { StoreParts } from './parts'

/** A mailbox of a campaign, by its keyed index. */
export interface Mailbox {
  readonly campaignId: number
  readonly mailbox: Buffer
}

/** Whether an organiser took any signature of it off the count: whoever posts there is ignored, too (`decide`). */
export function* isBlocked(
  { tables: { signature } }: StoreParts,
  from: Session,
  { campaignId, mailbox }: Mailbox,
): Steps<boolean> {
  const byOrganiser: InvalidReason = 'organiser'
  const theirs = and(eq(signature.campaignId, campaignId), eq(signature.mailbox, mailbox))
  const some = from
    .select({ id: signature.id })
    .from(signature)
    .where(and(theirs, eq(signature.invalidReason, byOrganiser)))
    .limit(1)
  return (yield* first(some)) !== undefined
}
