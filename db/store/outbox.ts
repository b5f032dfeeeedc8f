import { and, asc, count, eq, isNotNull, lte, min } from 'drizzle-orm'
import { type Claimed, type OutgoingKind, type Settlement, targetKinds } from '../../app/domain/outbox'
import type { Store } from '../../app/domain/store'
import type { Session, Tables } from '../database'
import { together } from '../grouping'
import { all, first, run, type Steps } from '../steps'
import { followDigest, takeAlong } from './digests'
import { changeLent, isLent, settledColumns, toOutgoing } from './lent'
import { followMails, releaseForSeat } from './letter-state'
import type { StoreParts } from './parts'
import { passing } from './passing'
import { keepPlaces, releaseForMember, waitsForPlaces } from './releasing'
import { askWriter } from './revising'
import { signatureToChange } from './rows'
import { isPaused } from './sending'
import { askAgain } from './surveying'

type OutboxMethods =
  | 'claimOutgoing'
  | 'stampOutgoing'
  | 'letThrough'
  | 'markOutgoing'
  | 'settleOutgoing'
  | 'outbox'

/** The queue of mails: lent under a lease with a fence, settled one by one. */
export function outbox(parts: StoreParts): Pick<Store, OutboxMethods> {
  const { database } = parts
  const { outgoing } = parts.tables
  const pass = passing(parts)

  /**
   * Mails that come this far in the same turn share a commit, and none waits for another: four commits a mail were what
   * signing waited for most, since a file takes one write at a time. Each is still settled as it ends.
   */
  const inOneCommit = together<Change, unknown>(changes =>
    database.transact(function* (tx) {
      const outcomes = new Map<Change, unknown>()
      for (const change of changes.toSorted(byOffice)) outcomes.set(change, yield* change.write(tx))
      return changes.map(change => outcomes.get(change))
    }),
  )

  async function commit<Outcome>(write: (tx: Session) => Steps<Outcome>, office = ''): Promise<Outcome> {
    return (await inOneCommit([{ write, office }]))[0] as Outcome
  }

  return {
    async claimOutgoing(limit, at, leaseUntil) {
      return database.transact(function* (tx) {
        if (yield* isPaused(parts, tx)) return []
        const query = tx
          .select()
          .from(outgoing)
          .where(and(isNotNull(outgoing.dueAt), lte(outgoing.dueAt, at)))
          .orderBy(asc(outgoing.dueAt))
          .limit(limit)
        const claimed: Claimed[] = []
        for (const row of yield* all(database.skippingLocked(query))) {
          const mail = yield* claimOne(parts, tx, row, at, leaseUntil)
          if (mail) claimed.push(mail)
        }
        return claimed
      })
    },

    async stampOutgoing(mail, messageId, date) {
      return commit(tx => changeLent(parts, tx, mail, { messageId, date }))
    },

    async letThrough(mail, passage, at) {
      return commit(tx => pass(tx, mail, passage, at), passage.address)
    },

    async markOutgoing(mail, at) {
      return commit(tx => changeLent(parts, tx, mail, { dataAt: at }))
    },

    async settleOutgoing(mail, settlement, at) {
      return commit(function* (tx) {
        const waits = settlement.state === 'held' && waitsForPlaces(settlement.why)
        if (waits) yield* keepPlaces(parts, tx)
        const back = comesBack(mail, settlement) ? mail.signatureId : null
        const writer = back ? yield* signatureToChange(parts, tx, back) : undefined
        const unwanted = back !== null && writer?.state !== 'confirmed'
        const ended = unwanted ? ({ state: 'cancelled' } as const) : settlement
        if (isDone(mail, ended)) {
          const gone = tx.delete(outgoing).where(isLent(parts, mail)).returning({ id: outgoing.id })
          if ((yield* all(gone)).length === 0) return false
          if (mail.kind === 'survey') yield* askAgain(parts, tx, mail, at)
          return true
        }
        const settled = yield* changeLent(parts, tx, mail, settledColumns(ended, at))
        if (settled && mail.kind === 'letter' && mail.letterId)
          yield* followMails(parts, tx, mail.letterId, at)
        if (settled && mail.kind === 'digest') yield* followDigest(parts, tx, mail.id, ended, at)
        if (
          settled &&
          mail.kind === 'letter' &&
          ended.state === 'held' &&
          ended.why === 'names-former-member'
        )
          yield* askWriter(parts, tx, mail, at)
        // Chosen while the mailer had the letter: nothing was held then that could be let go.
        if (settled && waitsForSeat(ended) && writer?.constituencyCode)
          yield* releaseForSeat(parts, tx, writer.id, at)
        if (settled && waits) yield* releaseForMember(parts, tx, eq(outgoing.id, mail.id), at)
        return settled
      })
    },

    async outbox() {
      return database.read(function* (from) {
        const states = yield* all(
          from.select({ state: outgoing.state, mails: count() }).from(outgoing).groupBy(outgoing.state),
        )
        const oldest = yield* first(
          from
            .select({ dueAt: min(outgoing.dueAt) })
            .from(outgoing)
            .where(isNotNull(outgoing.dueAt)),
        )
        const held = yield* all(
          from
            .select({ why: outgoing.holdReason, mails: count() })
            .from(outgoing)
            .where(and(isNotNull(outgoing.holdReason), eq(outgoing.state, 'held')))
            .groupBy(outgoing.holdReason),
        )
        return {
          states: Object.fromEntries(states.map(({ state, mails }) => [state, mails])),
          held: Object.fromEntries(held.map(({ why, mails }) => [why, mails])),
          oldestDue: oldest?.dueAt ?? null,
        }
      })
    },
  }
}

/** What is to be written of one mail. */
interface Change {
  /** The address of the office that is held for it; '' for none. */
  readonly office: string
  write(tx: Session): Steps<unknown>
}

/** In one order, so that of two groups that come to the same offices one waits for the other, and never each for each. */
function byOffice(one: Change, other: Change): number {
  return one.office < other.office ? -1 : Number(one.office > other.office)
}

/** What is kept once the relay took it: letters and digests, which may bounce yet, links to what is held, which are counted, and what gave a letter back, so that it does so once. */
const kept: readonly OutgoingKind[] = [...targetKinds, 'digest', 'manage', 'letter-returned']

/**
 * Whether nothing is left to do or to tell of a mail: a supporter's own that the relay took. Kept, these would be a third
 * of the database. Links to what is held are kept, since they are counted; what gave a letter back, so that it does so once.
 */
function isDone({ kind }: Claimed, { state }: Settlement): boolean {
  return state === 'accepted' && !kept.includes(kind)
}

function goesToTarget(kind: OutgoingKind): boolean {
  return (targetKinds as readonly OutgoingKind[]).includes(kind)
}

/** A mail whose lease ran out is lent again, unless DATA had begun: then nobody knows whether it arrived. */
function* claimOne(
  parts: StoreParts,
  tx: Session,
  row: Tables['outgoing']['$inferSelect'],
  at: Date,
  leaseUntil: Date,
): Steps<Claimed | null> {
  const { outgoing } = parts.tables
  const lost = row.state === 'sending' && row.dataAt !== null
  const fence = row.fence + 1
  const attempts = row.attempts + 1
  const change = lost
    ? { ...settledColumns(lostInData, at), fence }
    : { state: 'sending' as const, dueAt: leaseUntil, fence, attempts }
  yield* run(tx.update(outgoing).set(change).where(eq(outgoing.id, row.id)))
  if (row.kind === 'letter' && row.letterId) yield* followMails(parts, tx, row.letterId, at)
  if (row.kind === 'digest')
    yield* lost ? followDigest(parts, tx, row.id, lostInData, at) : takeAlong(parts, tx, row.id, at)
  return lost ? null : { ...toOutgoing(row), attempts, fence }
}

const lostInData = { state: 'unknown', reply: 'the mailer was lost while sending' } as const

/** A letter that comes back is not tried again once its writer has withdrawn: it was on its way then, and is not now. */
function comesBack({ kind }: Claimed, { state }: Settlement): boolean {
  return goesToTarget(kind) && (state === 'deferred' || state === 'held')
}

function waitsForSeat(settlement: Settlement): boolean {
  return settlement.state === 'held' && settlement.why === 'no-constituency'
}
