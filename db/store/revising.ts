import { and, eq, inArray } from 'drizzle-orm'
import type { LetterId } from '../../app/domain/id'
import type { ClaimedPersonal, HoldReason, OutgoingState } from '../../app/domain/outbox/outbox'
import type { Store } from '../../app/domain/store'
import { letterDeltas } from '../../app/domain/tally/tally'
import type { Session } from '../database'
import { first, run, type Steps } from '../steps'
import { fingerprintBytes } from './comparing'
import { followMails, releaseHeld } from './letter-state'
import { outgoingRow } from './mailing'
import type { StoreParts } from './parts'
import type { LetterRecord } from './rows'

/** What a letter is held for until its writer has looked at it again. */
const forWriter: HoldReason = 'names-former-member'

/** Letters that name somebody who no longer sits: their writers say what becomes of them. */
export function revising(parts: StoreParts): Pick<Store, 'reviseLetter' | 'cancelRevision'> {
  const { database, keyring } = parts
  const { letter, outgoing } = parts.tables
  const waitsForWriter = (id: LetterId) =>
    and(eq(outgoing.letterId, id), eq(outgoing.state, 'held'), eq(outgoing.holdReason, forWriter))

  /** The letter, whose mail nobody else moves meanwhile; undefined where nothing of it waits for its writer. */
  function* waitingLetter(tx: Session, id: LetterId): Steps<LetterRecord | undefined> {
    // The mail before the letter, as everybody who moves both takes them.
    const held = yield* first(database.locked(tx.select().from(outgoing).where(waitsForWriter(id)).limit(1)))
    return held && (yield* first(tx.select().from(letter).where(eq(letter.id, id))))
  }

  return {
    async reviseLetter({ id, words, memberId, fingerprint, likeness, at }) {
      return database.transact(function* (tx) {
        const row = yield* waitingLetter(tx, id)
        if (!row) return 'not-waiting'
        const sealed = keyring.sealer(row.campaignId).seal(words, 'letter.sealed', id)
        const revised = { sealed, memberId, fingerprint: fingerprintBytes(fingerprint), likeness }
        yield* run(tx.update(letter).set(revised).where(eq(letter.id, id)))
        yield* countRevised(parts, tx, row, likeness)
        yield* releaseHeld(parts, tx, waitsForWriter(id), at)
        return 'revised'
      })
    },

    async cancelRevision(id, at) {
      return database.transact(function* (tx) {
        if (!(yield* waitingLetter(tx, id))) return 'not-waiting'
        const cancelled = { state: 'cancelled', holdReason: null, settledAt: at } as const
        yield* run(tx.update(outgoing).set(cancelled).where(waitsForWriter(id)))
        yield* followMails(parts, tx, id, at)
        return 'cancelled'
      })
    },
  }
}

/** Counts a letter where its likeness is now. Whatever else it counts for is added and taken away alike. */
function* countRevised(
  { database }: StoreParts,
  tx: Session,
  row: LetterRecord,
  likeness: number,
): Steps<void> {
  const counted = { ...row, constituencyCode: null, reply: null }
  const deltas = [...letterDeltas(counted, -1), ...letterDeltas({ ...counted, likeness }, 1)]
  yield* database.addToTallies(tx, deltas)
}

/** A mail in one of these is still to reach its reader. */
const underWay: OutgoingState[] = ['queued', 'sending', 'deferred']

/** Queues the mail that asks a letter's writer to look at it again; in the transaction that holds the letter. */
export function* askWriter(
  parts: StoreParts,
  tx: Session,
  { campaignId, signatureId, letterId }: ClaimedPersonal,
  at: Date,
): Steps<void> {
  const { outgoing } = parts.tables
  const kind = 'revise-letter' as const
  const asked = and(
    eq(outgoing.signatureId, signatureId),
    eq(outgoing.kind, kind),
    inArray(outgoing.state, underWay),
  )
  if (yield* first(tx.select({ id: outgoing.id }).from(outgoing).where(asked).limit(1))) return
  const about = { kind, campaignId, signatureId, letterId }
  yield* parts.database.insertOutgoing(tx, [outgoingRow(parts, about, at, at)])
}
