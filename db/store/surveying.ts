import type { ClaimedPersonal } from '../../app/domain/outbox/outbox'
import { replyWithinMs } from '../../app/domain/reply/reply'
import type { Session } from '../database'
import type { Steps } from '../steps'
import { outgoingRow } from './mailing'
import type { StoreParts } from './parts'
import type { LetterRecord } from './rows'

/** WriteToThem asks once more after a week, and never again. */
const remindAfterMs = 7 * 86_400_000

/** Has the writers of letters asked whether there was a reply; in the transaction in which these are first accepted. */
export function* askForReplies(
  parts: StoreParts,
  tx: Session,
  letters: readonly Pick<LetterRecord, 'id' | 'campaignId' | 'signatureId'>[],
  acceptedAt: Date,
): Steps<void> {
  const dueAt = new Date(acceptedAt.getTime() + replyWithinMs)
  const rows = letters.map(({ id: letterId, campaignId, signatureId }) =>
    outgoingWhenDue(parts, { kind: 'survey', campaignId, signatureId, letterId }, dueAt),
  )
  yield* parts.database.insertOutgoing(tx, rows)
}

/** The same once more; in the transaction that settles the first asking, whose row is gone then. */
export function* askAgain(
  parts: StoreParts,
  tx: Session,
  { campaignId, signatureId, letterId }: ClaimedPersonal,
  askedAt: Date,
): Steps<void> {
  const about = { kind: 'remind-survey' as const, campaignId, signatureId, letterId }
  const dueAt = new Date(askedAt.getTime() + remindAfterMs)
  yield* parts.database.insertOutgoing(tx, [outgoingWhenDue(parts, about, dueAt)])
}

/** It is made when it is due: from then on it is tried for as long as any mail. */
function outgoingWhenDue(parts: StoreParts, about: Parameters<typeof outgoingRow>[1], dueAt: Date) {
  return outgoingRow(parts, about, dueAt, dueAt)
}
