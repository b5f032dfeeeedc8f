import { and, eq, inArray } from 'drizzle-orm'
import type { OutgoingKind, OutgoingState } from '../../app/domain/outbox/outbox'
import type { TargetKey } from '../../app/domain/target/target'
import type { Session } from '../database'
import { all, run, type Steps } from '../steps'
import { outgoingRow } from './mailing'
import type { StoreParts } from './parts'
import { type LetterRecord, signatureById } from './rows'

/** What has to be known of a letter to do either. */
type Ended = Pick<LetterRecord, 'id' | 'campaignId' | 'signatureId'>

/** What will not be tried again. */
const failed: readonly OutgoingState[] = ['bounced', 'gave-up']

/**
 * Queues the mail that gives a letter back to its writer, once for each target that it did not get to; in the transaction
 * that ended its mail there, whatever ended it. Whoever has withdrawn their name wants it no more.
 */
export function* giveBack(
  parts: StoreParts,
  tx: Session,
  { id: letterId, campaignId, signatureId }: Ended,
  mails: readonly { readonly state: OutgoingState; readonly targetKey: TargetKey | null }[],
  at: Date,
): Steps<void> {
  const { outgoing } = parts.tables
  const lost = mails.filter(({ state }) => failed.includes(state))
  if (lost.length === 0) return
  const kind = 'letter-returned' as const
  const given = yield* all(
    tx
      .select({ targetKey: outgoing.targetKey })
      .from(outgoing)
      .where(and(eq(outgoing.letterId, letterId), eq(outgoing.kind, kind))),
  )
  const owed = lost.filter(({ targetKey }) => !given.some(one => one.targetKey === targetKey))
  if (owed.length === 0) return
  if ((yield* signatureById(parts, tx, signatureId))?.state !== 'confirmed') return
  const about = { kind, campaignId, signatureId, letterId }
  yield* parts.database.insertOutgoing(
    tx,
    owed.map(({ targetKey }) => outgoingRow(parts, { ...about, targetKey }, at, at)),
  )
}

/** Nobody is asked whether a letter was replied to once it has come back. */
export function* askNoMore(parts: StoreParts, tx: Session, { id }: Ended, at: Date): Steps<void> {
  const { outgoing } = parts.tables
  const asking: OutgoingKind[] = ['survey', 'remind-survey']
  yield* run(
    tx
      .update(outgoing)
      .set({ state: 'cancelled', dueAt: null, settledAt: at })
      .where(
        and(
          eq(outgoing.letterId, id),
          inArray(outgoing.kind, asking),
          inArray(outgoing.state, ['queued', 'deferred']),
        ),
      ),
  )
}
