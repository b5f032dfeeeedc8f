import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import type { LetterId } from '../../app/domain/id'
import type { HeldLetter } from '../../app/domain/letter/held-letter'
import type { HoldReason } from '../../app/domain/outbox/outbox'
import type { Session } from '../database'
import { all, type Steps } from '../steps'
import type { StoreParts } from './parts'

/** A letter, and one reason for which it is held. */
export interface Held {
  readonly id: LetterId
  readonly why: HoldReason
}

/**
 * The next letters of a campaign that are held for one of some reasons, in the order of ids, which is that of time. Each reason is
 * read by itself, in the order of its index: all at once they were sorted, however few were wanted.
 */
function* heldAfter(
  parts: StoreParts,
  from: Session,
  campaignId: number,
  reasons: readonly HoldReason[],
  after: LetterId | null,
  limit: number,
): Steps<readonly Held[]> {
  const found: Held[] = []
  for (const why of reasons) {
    const page = yield* all(heldFor(parts, from, campaignId, why, after).limit(limit))
    found.push(...page.flatMap(row => (row.letterId ? [{ id: row.letterId, why }] : [])))
  }
  return found.sort((one, other) => (one.id < other.id ? -1 : 1)).slice(0, limit)
}

/** Letters of a campaign that are held for one reason, by its index alone. */
export function heldFor(
  { tables: { outgoing } }: StoreParts,
  from: Session,
  campaignId: number,
  why: HoldReason,
  after: LetterId | null = null,
) {
  const { letterId, holdReason, state, kind } = outgoing
  const its = and(
    eq(holdReason, why),
    eq(outgoing.campaignId, campaignId),
    eq(kind, 'letter'),
    eq(state, 'held'),
    after ? gt(letterId, after) : undefined,
  )
  return from.select({ letterId }).from(outgoing).where(its).groupBy(letterId).orderBy(asc(letterId))
}

/** The same as whoever decides about them is told of them. */
export function* heldLettersAfter(
  parts: StoreParts,
  from: Session,
  ...which: [campaignId: number, reasons: readonly HoldReason[], after: LetterId | null, limit: number]
): Steps<readonly HeldLetter[]> {
  const held = yield* heldAfter(parts, from, ...which)
  if (held.length === 0) return []
  const { letter, signature, constituency } = parts.tables
  const { id, queuedAt, likeness } = letter
  const ids = held.map(one => one.id)
  const rows = yield* all(
    from
      .select({ id, queuedAt, likeness, constituency: constituency.name })
      .from(letter)
      .innerJoin(
        signature,
        and(eq(signature.campaignId, letter.campaignId), eq(signature.id, letter.signatureId)),
      )
      .leftJoin(constituency, eq(constituency.code, signature.constituencyCode))
      .where(inArray(id, ids)),
  )
  const letters = new Map(rows.map(row => [row.id, row]))
  return held.flatMap(({ id, why }) => {
    const row = letters.get(id)
    return row?.queuedAt ? [{ ...row, queuedAt: row.queuedAt, why }] : []
  })
}
