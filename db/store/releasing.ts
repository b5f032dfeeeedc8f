import { and, eq, exists, inArray, isNotNull, isNull, not, type SQL, sql } from 'drizzle-orm'
import type { HoldReason } from '../../app/domain/outbox'
import type { Session } from '../database'
import { all, type Steps } from '../steps'
import { setFact } from './facts'
import { releaseHeld } from './letter-state'
import type { StoreParts } from './parts'
import { facts, readParliament } from './seats'

/** What a letter waits for that a change of the places can bring. */
const waitsForMember: HoldReason[] = ['vacant', 'dissolved', 'not-known', 'no-email', 'ended']

/**
 * Begins a change of the places, and names it, so that pages that show places know they are out of date. One at a time: on
 * PostgreSQL another waits here until this one has ended, and then reads what it left.
 */
export function* changePlaces(parts: StoreParts, tx: Session): Steps<void> {
  yield* setFact(parts, tx, facts.revision, parts.newId())
}

/** Waits until no change of the places is under way, and lets none begin before this transaction ends. */
export function* keepPlaces({ database, tables: { installation } }: StoreParts, tx: Session): Steps<void> {
  yield* all(database.locked(tx.select().from(installation).where(eq(installation.name, facts.revision))))
}

/** Whether a letter held for this can go on after a change of the places. */
export function waitsForPlaces(why: HoldReason): boolean {
  return waitsForMember.includes(why)
}

/** Lets go what waited for a change of the places; the last thing in its transaction. */
export function* placesChanged(parts: StoreParts, tx: Session, at: Date): Steps<void> {
  yield* releaseForMember(parts, tx, undefined, at)
  yield* releaseFromOffice(parts, tx, at)
  if ((yield* readParliament(parts, tx)).state === 'dissolved') return
  const { holdReason } = parts.tables.outgoing
  yield* releaseHeld(parts, tx, and(eq(holdReason, 'names-former-member'), sitsAgain(parts, tx)), at)
}

/**
 * Letters go on to somebody else's office that the one before asked not to be sent: nobody may ever read its mail again. One
 * to whom nobody can be written waits for that from then on.
 */
function* releaseFromOffice(parts: StoreParts, tx: Session, at: Date): Steps<void> {
  const { holdReason, targetKey } = parts.tables.outgoing
  const forOffice: HoldReason = 'office-paused'
  const waits = and(eq(holdReason, forOffice), eq(targetKey, 'mp'), not(exists(sitsBehind(parts, tx))))
  yield* releaseHeld(parts, tx, waits, at)
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

/** Whoever sits now for the writer of an outgoing letter, where that is whose office it waits before. */
function sitsBehind({ tables }: StoreParts, tx: Session) {
  const { outgoing, signature, membership, member, office } = tables
  return tx
    .select({ id: signature.id })
    .from(signature)
    .innerJoin(membership, eq(membership.constituencyCode, signature.constituencyCode))
    .innerJoin(member, eq(member.id, membership.memberId))
    .innerJoin(office, eq(office.address, sql`lower(${member.email})`))
    .where(
      and(
        eq(signature.campaignId, outgoing.campaignId),
        eq(signature.id, outgoing.signatureId),
        isNull(membership.until),
        eq(office.id, outgoing.officeId),
      ),
    )
}
