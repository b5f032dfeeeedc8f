import { and, countDistinct, eq, inArray } from 'drizzle-orm'
import type { LetterId } from '../../app/domain/id'
import { everyHoldReason, forOrganiser, refusedReply } from '../../app/domain/letter/held-letter'
import type { Store } from '../../app/domain/store'
import type { Session } from '../database'
import { all, first, run, type Steps } from '../steps'
import { heldLettersAfter } from './held'
import { followMails, releaseHeld } from './letter-state'
import type { StoreParts } from './parts'
import { signatureToChange } from './rows'
import { markSeen, noteLetter } from './settling'

/** Letters that are held, and what an organiser decides about those that are much like others. */
export function holding(
  parts: StoreParts,
): Pick<Store, 'heldLetters' | 'heldByReason' | 'releaseLetter' | 'refuseLetter'> {
  const { database } = parts
  const { letter, outgoing } = parts.tables
  const waits = (id: LetterId) =>
    and(eq(outgoing.letterId, id), eq(outgoing.state, 'held'), eq(outgoing.holdReason, forOrganiser))

  const isHeld = (campaignId: number) =>
    and(
      inArray(outgoing.holdReason, everyHoldReason), // a list, even of all: held mails have an index by it
      eq(outgoing.state, 'held'),
      eq(outgoing.kind, 'letter'),
      eq(outgoing.campaignId, campaignId),
    )

  /** Whether a letter waits for an organiser; its mails, which nobody else moves until this transaction ends. */
  function* standing(
    tx: Session,
    id: LetterId,
  ): Steps<{ readonly campaignId: number } | 'not-held' | 'not-found'> {
    const { signatureId, campaignId } = letter
    const row = yield* first(tx.select({ signatureId, campaignId }).from(letter).where(eq(letter.id, id)))
    if (!row) return 'not-found'
    // Before its mails, as whoever withdraws it takes them: else of two that meet each would wait for the other.
    yield* signatureToChange(parts, tx, row.signatureId)
    const held = yield* all(database.locked(tx.select().from(outgoing).where(waits(id))))
    return held.length > 0 ? row : 'not-held'
  }

  return {
    async heldLetters(campaignId, after, limit) {
      return database.read(from => heldLettersAfter(parts, from, campaignId, everyHoldReason, after, limit))
    },

    async heldByReason(campaignId) {
      return database.read(function* (from) {
        const rows = yield* all(
          from
            .select({ why: outgoing.holdReason, letters: countDistinct(outgoing.letterId) })
            .from(outgoing)
            .where(isHeld(campaignId))
            .groupBy(outgoing.holdReason),
        )
        return Object.fromEntries(rows.map(({ why, letters }) => [why, letters]))
      })
    },

    async releaseLetter(id, deed) {
      return database.transact(function* (tx) {
        const stands = yield* standing(tx, id)
        if (typeof stands === 'string') return stands
        yield* releaseHeld(parts, tx, waits(id), deed.at)
        yield* noteLetter(parts, tx, 'letter-released', { id, ...stands }, deed)
        return 'released'
      })
    },

    async refuseLetter(id, deed) {
      const { at } = deed
      return database.transact(function* (tx) {
        const stands = yield* standing(tx, id)
        if (typeof stands === 'string') return stands
        // Why it was held stays with it: that tells it from one that no mail system took.
        const refused = { state: 'gave-up', lastReply: refusedReply, dueAt: null, settledAt: at } as const
        yield* run(tx.update(outgoing).set(refused).where(waits(id)))
        yield* followMails(parts, tx, id, at)
        yield* markSeen(parts, tx, id, at)
        yield* noteLetter(parts, tx, 'letter-refused', { id, ...stands }, deed)
        return 'refused'
      })
    },
  }
}
