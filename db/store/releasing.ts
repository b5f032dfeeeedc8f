import { and, eq, exists, inArray, isNotNull, isNull, type SQL } from 'drizzle-orm'
import type { HoldReason } from '../../app/domain/outbox'
import type { Session } from '../database'
import type { Steps } from '../steps'
import { setFact } from './facts'
import { releaseHeld } from './letter-state'
import type { StoreParts } from './parts'
import { facts, readParliament } from './seats'

/** What a letter waits for that a change of the places can bring. */
const waitsForMember: HoldReason[] = ['vacant', 'dissolved', 'not-known', 'no-email', 'ended']

/** Names the change, so that pages that show places know they are out of date, and lets go what waited for it. */
export function* placesChanged(parts: StoreParts, tx: Session, at: Date): Steps<void> {
  yield* setFact(parts, tx, facts.revision, parts.newId())
  yield* releaseForMember(parts, tx, undefined, at)
  if ((yield* readParliament(parts, tx)).state === 'dissolved') return
  const { holdReason } = parts.tables.outgoing
  yield* releaseHeld(parts, tx, and(eq(holdReason, 'names-former-member'), sitsAgain(parts, tx)), at)
}

/**
 * Letters go on that waited for somebody who can be written to by now. Also asked as one begins to wait: a change that
 * came while a mailer had it found nothing held.
 * @param which some of them; undefined for all
 */
export function* releaseForMember(
  parts: StoreParts,
  tx: Session,
  which: SQL | undefined,
  at: Date,
): Steps<void> {
  if ((yield* readParliament(parts, tx)).state === 'dissolved') return
  const { holdReason } = parts.tables.outgoing
  const waits = and(which, inArray(holdReason, waitsForMember), canBeReached(parts, tx))
  yield* releaseHeld(parts, tx, waits, at)
}

/** Whether whoever an outgoing letter was written to sits there: a file had it wrong, and another put it right. */
function sitsAgain({ tables }: StoreParts, tx: Session) {
  const { outgoing, signature, membership, letter } = tables
  return exists(
    tx
      .select({ id: letter.id })
      .from(letter)
      .innerJoin(
        signature,
        and(eq(signature.campaignId, letter.campaignId), eq(signature.id, letter.signatureId)),
      )
      .innerJoin(
        membership,
        and(
          eq(membership.constituencyCode, signature.constituencyCode),
          eq(membership.memberId, letter.memberId),
        ),
      )
      .where(and(eq(letter.id, outgoing.letterId), isNull(membership.until))),
  )
}

/** Whether somebody with an address sits now for the writer of an outgoing letter. */
function canBeReached({ tables }: StoreParts, tx: Session) {
  const { outgoing, signature, membership, member } = tables
  return exists(
    tx
      .select({ id: signature.id })
      .from(signature)
      .innerJoin(membership, eq(membership.constituencyCode, signature.constituencyCode))
      .innerJoin(member, eq(member.id, membership.memberId))
      .where(
        and(
          eq(signature.campaignId, outgoing.campaignId),
          eq(signature.id, outgoing.signatureId),
          isNull(membership.until),
          isNotNull(member.email),
        ),
      ),
  )
}
