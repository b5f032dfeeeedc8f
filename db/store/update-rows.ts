import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import type { CampaignUpdateId, SignatureId, SubscriberId } from '../../app/domain/id'
import type { OutgoingKind } from '../../app/domain/outbox/outbox'
import { updateMailDelta } from '../../app/domain/tally/tally'
import type { CampaignUpdate } from '../../app/domain/update/campaign-update'
import type { Session, Tables } from '../database'
import { all, first, type Steps } from '../steps'
import type { StoreParts } from './parts'

export type UpdateRecord = Tables['campaignUpdate']['$inferSelect']

/** What carries an update. */
const updateKinds = ['update', 'news'] as const satisfies readonly OutgoingKind[]

export function carriesUpdate(kind: OutgoingKind): boolean {
  return (updateKinds as readonly OutgoingKind[]).includes(kind)
}

/** What waits and no mailer has. */
const waitingStates = ['queued', 'deferred', 'held'] as const

export function toUpdate(row: UpdateRecord): CampaignUpdate {
  const { dueAt: _dueAt, reached: _reached, ...update } = row
  return update
}

/** Nobody else changes it until this transaction ends. */
export function* updateToChange(
  { database, tables: { campaignUpdate } }: StoreParts,
  tx: Session,
  id: CampaignUpdateId,
): Steps<UpdateRecord | undefined> {
  return yield* first(database.locked(tx.select().from(campaignUpdate).where(eq(campaignUpdate.id, id))))
}

/**
 * Takes out of the outbox what has not gone, of one update or for one reader, and counts it: what a mailer has, too, which finds its
 * lease lost before it sends. What is inside DATA ends by itself; of a reader who is erased nothing stays.
 */
export function* dropUpdateMails(
  parts: StoreParts,
  tx: Session,
  which:
    | { readonly updateId: CampaignUpdateId }
    | { readonly signatureIds: readonly SignatureId[] }
    | { readonly subscriberIds: readonly SubscriberId[] },
  reader: 'kept' | 'erased' = 'kept',
): Steps<void> {
  const { outgoing } = parts.tables
  const theirs =
    'updateId' in which
      ? eq(outgoing.updateId, which.updateId)
      : 'signatureIds' in which
        ? inArray(outgoing.signatureId, [...which.signatureIds])
        : inArray(outgoing.subscriberId, [...which.subscriberIds])
  const { campaignId, updateId, kind, state, dataAt } = outgoing
  const notGone = or(inArray(state, [...waitingStates]), and(eq(state, 'sending'), isNull(dataAt)))
  const dropped = yield* all(
    tx
      .delete(outgoing)
      .where(and(theirs, inArray(kind, [...updateKinds]), reader === 'erased' ? undefined : notGone))
      .returning({ campaignId, updateId }),
  )
  yield* parts.database.addToTallies(tx, dropped.flatMap(cancelledOf))
}

/** What is counted of a mail that nobody gets any more. */
function cancelledOf({
  campaignId,
  updateId,
}: {
  readonly campaignId: number | null
  readonly updateId: CampaignUpdateId | null
}) {
  return campaignId !== null && updateId !== null
    ? [updateMailDelta({ campaignId, updateId }, 'cancelled')]
    : []
}
