import { and, eq, exists, inArray, isNotNull, isNull, not, or, type SQL, sql } from 'drizzle-orm'
import type { OutgoingId } from '../../app/domain/id'
import type { HoldReason } from '../../app/domain/outbox/outbox'
import type { Store } from '../../app/domain/store'
import type { Session } from '../database'
import { all, type Steps } from '../steps'
import { endFact, factNow, setFact } from './facts'
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

/**
 * Lets go what waited for a change of the places; the last thing in its transaction. After a general election that is every letter
 * of months: the first of them go with the change, the others by `releaseForPlaces`.
 */
export function* placesChanged(parts: StoreParts, tx: Session, at: Date): Steps<void> {
  if ((yield* releasePage(parts, tx, releasedAtOnce, at)) === 'more')
    yield* setFact(parts, tx, facts.releasing, at.toISOString())
}

/** As many as one transaction lets go elsewhere: nobody signs meanwhile. */
const releasedAtOnce = 200

/** What a change of the places left waiting. */
export function releasing(parts: StoreParts): Pick<Store, 'releaseForPlaces'> {
  const { database } = parts
  return {
    async releaseForPlaces(limit, at) {
      const left = await database.read(from => factNow(parts, from, facts.releasing))
      if (left === null) return 'nothing-waits' // asked every other second: nothing is locked to find nothing
      return database.transact(function* (tx) {
        yield* keepPlaces(parts, tx)
        if ((yield* releasePage(parts, tx, limit, at)) === 'nothing-waits')
          yield* endFact(parts, tx, facts.releasing)
        return 'more' as const
      })
    },
  }
}

/** @returns whether there may be more */
function* releasePage(
  parts: StoreParts,
  tx: Session,
  limit: number,
  at: Date,
): Steps<'more' | 'nothing-waits'> {
  const { outgoing } = parts.tables
  const goesOn = and(eq(outgoing.state, 'held'), yield* goingOn(parts, tx))
  const page = yield* all(tx.select({ id: outgoing.id }).from(outgoing).where(goesOn).limit(limit))
  const ids = page.map(({ id }) => id)
  if (ids.length > 0) yield* releaseHeld(parts, tx, inArray(outgoing.id, ids), at)
  return ids.length < limit ? 'nothing-waits' : 'more'
}

/** What the places no longer keep waiting, as they stand now. */
function* goingOn(parts: StoreParts, tx: Session): Steps<SQL | undefined> {
  const { holdReason, targetKey } = parts.tables.outgoing
  // To somebody else's office than the one that asked for none: nobody may ever read its mail again.
  const elsewhere = and(eq(targetKey, 'mp'), not(exists(sitsBehind(parts, tx))))
  if ((yield* readParliament(parts, tx)).state === 'dissolved')
    return and(eq(holdReason, forOffice), elsewhere)
  return and(
    inArray(holdReason, [...waitsForMember, forOffice, forFormer]), // a list, which its index is by
    or(
      and(inArray(holdReason, waitsForMember), canBeReached(parts, tx)),
      and(eq(holdReason, forOffice), elsewhere),
      and(eq(holdReason, forFormer), sitsAgain(parts, tx)),
    ),
  )
}

const forOffice: HoldReason = 'office-paused'
const forFormer: HoldReason = 'names-former-member'

/**
 * A letter goes on that began to wait, where whoever it waited for can be written to by now: a change that came while a mailer had it
 * found nothing held.
 */
export function* releaseForMember(parts: StoreParts, tx: Session, id: OutgoingId, at: Date): Steps<void> {
  if ((yield* readParliament(parts, tx)).state === 'dissolved') return
  const { outgoing } = parts.tables
  const waits = and(
    eq(outgoing.id, id),
    inArray(outgoing.holdReason, waitsForMember),
    canBeReached(parts, tx),
  )
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
