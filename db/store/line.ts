import { and, asc, eq, gt, inArray, isNotNull, lte } from 'drizzle-orm'
import type { OutgoingId } from '../../app/domain/id'
import { inTurn, type Waiting } from '../../app/domain/office/line'
import { afterTurns, nextTurn, type Pace, turnsAt } from '../../app/domain/office/pacing'
import type { Store } from '../../app/domain/store'
import type { Session } from '../database'
import { all, first, run, type Steps } from '../steps'
import { makeDigest } from './digests'
import { type OfficeRecord, standsBefore } from './office-rows'
import type { StoreParts } from './parts'
import { isPaused } from './sending'

/** Looked at in one transaction: the busiest second of 650 offices at 60 letters an hour has ten turns. */
const officesAtOnce = 50
/** Let go at once before one office where there is no limit. */
const lettersAtOnce = 100

/** The lines before offices: whose turn it is. */
export function line(parts: StoreParts): Pick<Store, 'giveTurns'> {
  const { database, tables } = parts
  const { office } = tables
  return {
    async giveTurns(pace, at) {
      return database.transact(function* (tx) {
        if (yield* isPaused(parts, tx)) return
        const due = tx
          .select()
          .from(office)
          .where(and(isNotNull(office.nextAt), lte(office.nextAt, at)))
          .orderBy(asc(office.nextAt))
          .limit(officesAtOnce)
        for (const row of yield* all(database.skippingLocked(due))) {
          const nextAt =
            row.mode === 'daily'
              ? yield* makeDigest(parts, tx, row.id, at)
              : yield* letGo(parts, tx, row, pace, at)
          yield* run(tx.update(office).set({ nextAt }).where(eq(office.id, row.id)))
        }
      })
    },
  }
}

/** Lets as many go as may, fairly over campaigns; gives when to look again, or null where nobody is left. */
function* letGo(
  parts: StoreParts,
  tx: Session,
  office: OfficeRecord,
  pace: Pace | null,
  at: Date,
): Steps<Date | null> {
  const turns = pace ? Math.min(turnsAt(pace, office.freeAt, at), lettersAtOnce) : lettersAtOnce
  let waiting = inTurn(yield* campaignsInLine(parts, tx, office))
  const last = new Map<number, OutgoingId>()
  const turnAt = new Map<number, Date>()
  const going: OutgoingId[] = []
  while (going.length < turns) {
    const [campaign, ...others] = waiting
    if (!campaign) break
    const { campaignId } = campaign
    const next = yield* nextOf(parts, tx, office, campaignId, last.get(campaignId))
    waiting = next ? [...others, campaign] : others
    if (!next) continue
    // A ms apart, so that whoever had the last of these turns is last at the next.
    turnAt.set(campaignId, new Date(at.getTime() + going.length))
    last.set(campaignId, next)
    going.push(next)
  }
  yield* write(parts, tx, office, going, turnAt, at)
  if (waiting.length === 0) return null
  return pace ? nextTurn(pace, afterTurns(pace, office.freeAt, at, going.length)) : at
}

function* campaignsInLine(parts: StoreParts, tx: Session, { id }: OfficeRecord): Steps<Waiting[]> {
  const { outgoing, officeTurn } = parts.tables
  const rows = yield* all(
    tx
      .selectDistinct({ campaignId: outgoing.campaignId, turnAt: officeTurn.turnAt })
      .from(outgoing)
      .leftJoin(
        officeTurn,
        and(eq(officeTurn.officeId, outgoing.officeId), eq(officeTurn.campaignId, outgoing.campaignId)),
      )
      .where(standsBefore(parts, id)),
  )
  return rows.flatMap(({ campaignId, turnAt }) => (campaignId === null ? [] : [{ campaignId, turnAt }]))
}

/** A campaign's oldest letter in line after one of them. */
function* nextOf(
  parts: StoreParts,
  tx: Session,
  { id }: OfficeRecord,
  campaignId: number,
  last: OutgoingId | undefined,
): Steps<OutgoingId | undefined> {
  const { outgoing } = parts.tables
  const its = and(standsBefore(parts, id), eq(outgoing.campaignId, campaignId), last && gt(outgoing.id, last))
  const query = tx.select({ id: outgoing.id }).from(outgoing).where(its).orderBy(asc(outgoing.id)).limit(1)
  return (yield* first(query))?.id
}

function* write(
  parts: StoreParts,
  tx: Session,
  { id: officeId }: OfficeRecord,
  going: readonly OutgoingId[],
  turnAt: ReadonlyMap<number, Date>,
  at: Date,
): Steps<void> {
  if (going.length === 0) return
  const { outgoing, officeTurn } = parts.tables
  yield* run(
    tx
      .update(outgoing)
      .set({ place: 'let-go', dueAt: at })
      .where(and(inArray(outgoing.id, [...going]), standsBefore(parts, officeId))),
  )
  for (const [campaignId, turnAt_] of turnAt)
    yield* run(
      tx
        .insert(officeTurn)
        .values({ officeId, campaignId, turnAt: turnAt_ })
        .onConflictDoUpdate({
          target: [officeTurn.officeId, officeTurn.campaignId],
          set: { turnAt: turnAt_ },
        }),
    )
}
