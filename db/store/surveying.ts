import type { ClaimedPersonal } from '../../app/domain/outbox'
import { replyWithinMs } from '../../app/domain/reply'
import type { Session } from '../database'
import type { Steps } from '../steps'
import { outgoingRow } from './mailing'
import type { StoreParts } from './parts'
import type { LetterRecord } from './rows'

/** WriteToThem asks once more after a week, and never again. */
const remindAfterMs = 7 * 86_400_000

/** Has a letter's writer asked whether there was a reply; in the transaction in which it is first accepted. */
export function* askForReply(
  parts: StoreParts,
  tx: Session,
  { id, campaignId, signatureId }: Pick<LetterRecord, 'id' | 'campaignId' | 'signatureId'>,
  acceptedAt: Date,
): Steps<void> {
  const about = { kind: 'survey' as const, campaignId, signatureId, letterId: id }
  yield* queueFor(parts, tx, about, new Date(acceptedAt.getTime() + replyWithinMs))
}

/** The same once more; in the transaction that settles the first asking, whose row is gone then. */
export function* askAgain(
  parts: StoreParts,
  tx: Session,
  { campaignId, signatureId, letterId }: ClaimedPersonal,
  askedAt: Date,
): Steps<void> {
  const about = { kind: 'remind-survey' as const, campaignId, signatureId, letterId }
  yield* queueFor(parts, tx, about, new Date(askedAt.getTime() + remindAfterMs))
}

/** It is made when it is due: from then on it is tried for as long as any mail. */
function* queueFor(
  parts: StoreParts,
  tx: Session,
  about: Parameters<typeof outgoingRow>[1],
  dueAt: Date,
): Steps<void> {
  yield* parts.database.insertOutgoing(tx, [outgoingRow(parts, about, dueAt, dueAt)])
}
