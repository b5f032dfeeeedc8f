import { and, count, eq, inArray, isNotNull, min } from 'drizzle-orm'
import type { LetterId } from '../../app/domain/id'
import { everyHoldReason } from '../../app/domain/letter/held-letter'
import {
  type Claimed,
  goesToTarget,
  type OutgoingKind,
  type Settlement,
  targetKinds,
} from '../../app/domain/outbox/outbox'
import type { OutboxHealth } from '../../app/domain/outbox/store'
import type { Store } from '../../app/domain/store'
import { updateMailDelta } from '../../app/domain/tally/tally'
import type { Session } from '../database'
import { together } from '../grouping'
import { all, first, type Steps } from '../steps'
import { claiming } from './claiming'
import { followDigest } from './digests'
import { changeLent, isLent, lentMails } from './lent'
import { followMails, followManyMails, releaseForSeat } from './letter-state'
import type { StoreParts } from './parts'
import { passing } from './passing'
import { keepPlaces, releaseForMember, waitsForPlaces } from './releasing'
import { askWriter } from './revising'
import { holdSignatures, signatureToChange } from './rows'
import { isPaused } from './sending'
import { askAgain } from './surveying'
import { carriesUpdate } from './update-rows'

type OutboxMethods =
  | 'claimOutgoing'
  | 'stampOutgoing'
  | 'letThrough'
  | 'markOutgoing'
  | 'settleOutgoing'
  | 'outbox'
  | 'heldMails'

/** The queue of mails: lent under a lease with a fence, settled one by one. */
export function outbox(parts: StoreParts): Pick<Store, OutboxMethods> {
  const { database } = parts
  const { outgoing } = parts.tables
  const pass = passing(parts)
  const lent = lentMails(parts)
  const claimed = claiming(parts)

  /**
   * Mails that come this far in the same turn share a commit, and none waits for another: four commits a mail were what
   * signing waited for most, since a file takes one write at a time. Each is still settled as it ends. Claims come along: alone
   * they were 42 % of all commits, one whenever a lane was free. Letters that were accepted follow their mails together at the
   * end: that costs as much for twenty as for two.
   */
  const inOneCommit = together<Change, unknown>(changes =>
    database.transact(function* (tx) {
      const outcomes = new Map<Change, unknown>()
      const accepted: Accepted[] = []
      yield* keepWriters(parts, tx, changes)
      for (const change of changes.toSorted(byOffice)) outcomes.set(change, yield* change.write(tx, accepted))
      const [first] = accepted
      const letters = [...new Set(accepted.map(({ letterId }) => letterId))]
      if (first) yield* followManyMails(parts, tx, letters, first.at)
      return changes.map(change => outcomes.get(change))
    }),
  )

  async function commit<Outcome>(write: Write<Outcome>, which: Partial<Change> = {}): Promise<Outcome> {
    return (await inOneCommit([{ ...which, write }]))[0] as Outcome
  }

  function* heldMails(from: Session): Steps<OutboxHealth['held']> {
    const { holdReason, state } = outgoing
    const waits = and(inArray(holdReason, everyHoldReason), eq(state, 'held')) // a list, even of all: its index is by it
    const rows = yield* all(
      from.select({ why: holdReason, mails: count() }).from(outgoing).where(waits).groupBy(holdReason),
    )
    return Object.fromEntries(rows.map(({ why, mails }) => [why, mails]))
  }

  return {
    async claimOutgoing(limit, at, leaseUntil) {
      return commit(function* (tx) {
        if (yield* isPaused(parts, tx)) return []
        return yield* claimed(tx, limit, at, leaseUntil)
      })
    },

    async stampOutgoing(mail, messageId, date) {
      return commit(tx => changeLent(parts, tx, mail, { messageId, date }))
    },

    async letThrough(mail, passage, at) {
      return commit(tx => pass(tx, mail, passage, at), { moves: mail, office: passage.address })
    },

    async markOutgoing(mail, at) {
      return commit(tx => lent.mark(tx, mail, at))
    },

    async settleOutgoing(mail, settlement, at) {
      const settling: Write<boolean> = function* (tx, accepted) {
        const waits = settlement.state === 'held' && waitsForPlaces(settlement.why)
        if (waits) yield* keepPlaces(parts, tx)
        const back = comesBack(mail, settlement) ? mail.signatureId : null
        const writer = back ? yield* signatureToChange(parts, tx, back) : undefined
        const unwanted = back !== null && writer?.state !== 'confirmed'
        const ended = unwanted ? ({ state: 'cancelled' } as const) : settlement
        if (isDone(mail, ended)) {
          const gone = tx.delete(outgoing).where(isLent(parts, mail)).returning({ id: outgoing.id })
          if ((yield* all(gone)).length === 0) return false
          yield* countUpdateMail(parts, tx, mail, ended)
          if (mail.kind === 'survey') yield* askAgain(parts, tx, mail, at)
          return true
        }
        const settled = yield* lent.settle(tx, mail, ended, at)
        if (settled && mail.kind === 'letter' && mail.letterId) {
          if (ended.state === 'accepted') accepted.push({ letterId: mail.letterId, at })
          else yield* followMails(parts, tx, mail.letterId, at)
        }
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
        if (settled && waits) yield* releaseForMember(parts, tx, mail.id, at)
        return settled
      }
      return commit(settling, { moves: mail })
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
        return {
          states: Object.fromEntries(states.map(({ state, mails }) => [state, mails])),
          held: yield* heldMails(from),
          oldestDue: oldest?.dueAt ?? null,
        }
      })
    },

    async heldMails() {
      return database.read(heldMails)
    },
  }
}

/** What is to be written of one mail. */
interface Change {
  /** The mail, where it moves a letter by it. */
  readonly moves?: Claimed
  /** The address of the office that is held for it. */
  readonly office?: string
  readonly write: Write<unknown>
}

/** @param accepted where a letter is put that is to follow its mails once all of the commit are written */
type Write<Outcome> = (tx: Session, accepted: Accepted[]) => Steps<Outcome>

interface Accepted {
  readonly letterId: LetterId
  readonly at: Date
}

/**
 * Holds the signatures before the mails and letters, as whoever withdraws one does: what is queued for a letter refers to its
 * signature, and a group of accepted letters and a withdrawal each waited for the other.
 */
function* keepWriters(parts: StoreParts, tx: Session, changes: readonly Change[]): Steps<void> {
  const { outgoing } = parts.tables
  const mails = changes.flatMap(({ moves }) => moves ?? [])
  const digests = mails.flatMap(({ kind, id }) => (kind === 'digest' ? [id] : []))
  const carried =
    digests.length > 0
      ? yield* all(
          tx
            .select({ signatureId: outgoing.signatureId })
            .from(outgoing)
            .where(inArray(outgoing.digestId, digests)),
        )
      : []
  const ids = [...mails.filter(followsLetter), ...carried].flatMap(({ signatureId }) => signatureId ?? [])
  yield* holdSignatures(parts, tx, ids)
}

/** Then the offices, in one order, so that of two groups that come to the same ones neither waits for the other. */
function byOffice({ office: one = '' }: Change, { office: other = '' }: Change): number {
  return one > other ? -1 : Number(one < other)
}

/** What is kept once the relay took it: letters and digests, which may bounce yet, links to what is held, which are counted, and what gave a letter back, so that it does so once. */
const kept: readonly OutgoingKind[] = [...targetKinds, 'digest', 'manage', 'manage-news', 'letter-returned']

/**
 * Whether nothing is left to do or to tell of a mail: a supporter's own that the relay took. Kept, these would be a third
 * of the database. Links to what is held are kept, since they are counted; what gave a letter back, so that it does so once.
 */
function isDone({ kind }: Claimed, settlement: Settlement): boolean {
  if (carriesUpdate(kind)) return !goesOn(settlement)
  return settlement.state === 'accepted' && !kept.includes(kind)
}

/** Whether a mail is to be tried again, or once something ends that it is held for; one past composing waits for nobody. */
function goesOn(settlement: Settlement): boolean {
  return (
    settlement.state === 'deferred' || (settlement.state === 'held' && settlement.why !== 'cannot-compose')
  )
}

/** Of an update's mails nothing is kept but how many ended how: 100,000 of them would be most of the outbox. */
function* countUpdateMail(
  { database }: StoreParts,
  tx: Session,
  { kind, campaignId, updateId }: Claimed,
  { state }: Settlement,
): Steps<void> {
  if (!carriesUpdate(kind) || campaignId === null || updateId === null) return
  const fate = state === 'accepted' || state === 'cancelled' ? state : 'failed'
  yield* database.addToTallies(tx, [updateMailDelta({ campaignId, updateId }, fate)])
}

/** A mail of a letter, and one after whose end another is queued. */
function followsLetter({ kind }: Claimed): boolean {
  return goesToTarget(kind) || kind === 'survey'
}

/** A letter that comes back is not tried again once its writer has withdrawn: it was on its way then, and is not now. */
function comesBack({ kind }: Claimed, { state }: Settlement): boolean {
  return goesToTarget(kind) && (state === 'deferred' || state === 'held')
}

function waitsForSeat(settlement: Settlement): boolean {
  return settlement.state === 'held' && settlement.why === 'no-constituency'
}
