import { and, asc, eq, inArray, type SQL } from 'drizzle-orm'
import type { LetterId, SignatureId } from '../../app/domain/id'
import type { LetterState } from '../../app/domain/letter/letter'
import { letterState, type OutgoingState } from '../../app/domain/outbox/outbox'
import { type CountedReply, type Delta, letterDeltas } from '../../app/domain/tally/tally'
import type { TargetKey } from '../../app/domain/target/target'
import type { Session } from '../database'
import { all, run, type Steps } from '../steps'
import { given } from './given'
import { askNoMore, giveBack } from './giving-back'
import { beforeNone } from './lent'
import type { StoreParts } from './parts'
import { repliesTo } from './replying'
import { isListed, type LetterRecord, lettersUnderWay, type SignatureRecord } from './rows'
import { askForReplies } from './surveying'
import { factsOf, tellWebhooks } from './telling'

/**
 * Moves a letter to where its mails to targets are, and its counts with it; in the transaction that moved a mail. What did not
 * get to a target is given back. The words of a letter that was cancelled are of no more use and are deleted.
 */
export function* followMails(parts: StoreParts, tx: Session, letterId: LetterId, at: Date): Steps<void> {
  yield* followGroup(parts, tx, [letterId], at, 'deleted')
}

/** Whether the words of a letter that is cancelled go: an organiser who cancelled it may yet think better of it. */
export type CancelledWords = 'deleted' | 'kept'

/** The same for many at once: five statements for as many as share one. */
export function* followManyMails(
  parts: StoreParts,
  tx: Session,
  letterIds: readonly LetterId[],
  at: Date,
  words: CancelledWords = 'deleted',
): Steps<void> {
  for (let done = 0; done < letterIds.length; done += followedAtOnce)
    yield* followGroup(parts, tx, letterIds.slice(done, done + followedAtOnce), at, words)
}

/** As many as a digest holds; SQLite takes 32,766 values in a statement. */
const followedAtOnce = 500

function* followGroup(
  parts: StoreParts,
  tx: Session,
  ids: readonly LetterId[],
  at: Date,
  words: CancelledWords,
): Steps<void> {
  const { letter } = parts.tables
  // Held first: of two mails of one letter that are settled at once, the second must see where the first went.
  const held = yield* holdLetters(parts, tx, ids)
  const mails = yield* mailsOf(parts, tx, ids)
  for (const row of held) yield* giveBack(parts, tx, row, mails.get(row.id) ?? [], at)
  const moved = held.flatMap(row => {
    const its = mails.get(row.id) ?? []
    const state = letterState(its.map(mail => mail.state))
    const acceptedAt = state === 'accepted' ? at : row.acceptedAt
    const memberId = state === 'accepted' && !wentToMp(its) ? null : row.memberId
    return state === row.state ? [] : [{ row, state, acceptedAt, memberId }]
  })
  if (moved.length === 0) return
  for (const { row } of moved) if (row.state === 'accepted') yield* askNoMore(parts, tx, row, at)
  for (const state of new Set(moved.map(({ state }) => state))) {
    const those = moved.filter(one => one.state === state).map(({ row }) => row.id)
    yield* moveTo(parts, tx, those, state, words, at)
  }
  for (const { row, memberId } of moved)
    if (memberId !== row.memberId)
      yield* run(tx.update(letter).set({ memberId }).where(eq(letter.id, row.id)))
  const again = moved.flatMap(({ row }) => (row.acceptedAt ? [row.id] : []))
  const replies = yield* repliesTo(parts, tx, again)
  const seats = yield* seatsOf(parts, tx, [...new Set(moved.map(({ row }) => row.signatureId))])
  const deltas = moved.flatMap(({ row, ...after }) => {
    const constituencyCode = seats.get(row.signatureId) ?? null
    const counted = { ...row, constituencyCode, reply: replies.get(row.id) ?? null }
    return [...letterDeltas(counted, -1), ...letterDeltas({ ...counted, ...after }, 1)]
  })
  yield* parts.database.addToTallies(tx, deltas)
  const first = moved.filter(({ row, state }) => state === 'accepted' && !row.acceptedAt)
  yield* askForReplies(
    parts,
    tx,
    first.map(({ row }) => row),
    at,
  )
  const accepted = first.map(({ row: { campaignId, id, signatureId } }) => ({
    campaignId,
    facts: {
      ...factsOf({ id: signatureId, constituencyCode: seats.get(signatureId) ?? null }),
      letter_id: id,
    },
  }))
  yield* tellWebhooks(parts, tx, 'letter.accepted', accepted, at)
}

/** In one order, so that no two groups wait for each other. */
function holdLetters({ database, tables: { letter } }: StoreParts, tx: Session, ids: readonly LetterId[]) {
  const { id, campaignId, signatureId, state, acceptedAt, likeness, memberId } = letter
  const columns = { id, campaignId, signatureId, state, acceptedAt, likeness, memberId }
  const hold = database.statement('hold-letters', from =>
    database.locked(from.select(columns).from(letter).where(database.oneOf(id, 'ids')).orderBy(asc(id))),
  )
  return hold(tx, { ids })
}

function* moveTo(
  { database, tables: { letter } }: StoreParts,
  tx: Session,
  ids: readonly LetterId[],
  state: LetterState,
  words: CancelledWords,
  at: Date,
): Steps<void> {
  const { id } = letter
  const move = database.statement('move-letters', from =>
    from
      .update(letter)
      .set({ state: given('state', letter.state), seenAt: null }) // it is news again
      .where(database.oneOf(id, 'ids'))
      .returning({ id }),
  )
  const accept = database.statement('accept-letters', from =>
    from
      .update(letter)
      .set({ state: 'accepted', acceptedAt: given('at', letter.acceptedAt), seenAt: null })
      .where(database.oneOf(id, 'ids'))
      .returning({ id }),
  )
  if (state === 'accepted') yield* accept(tx, { ids, at })
  else yield* move(tx, { ids, state })
  const without = tx.update(letter).set({ sealed: null })
  if (state === 'cancelled' && words === 'deleted') yield* run(without.where(inArray(id, [...ids])))
}

/** One that was not sent to the MP in the end, but to others, counts for none. */
function wentToMp(mails: LetterMails): boolean {
  return mails.some(({ state, targetKey }) => targetKey === 'mp' && state === 'accepted')
}

type LetterMails = readonly { readonly state: OutgoingState; readonly targetKey: TargetKey | null }[]

/** How far each letter is with its targets; a second letter about it moves it nowhere. */
function* mailsOf({ database, tables: { outgoing } }: StoreParts, tx: Session, ids: readonly LetterId[]) {
  const { letterId, state, targetKey, kind } = outgoing
  const written = database.statement('mails-of-letters', from =>
    from
      .select({ letterId, state, targetKey })
      .from(outgoing)
      .where(and(database.oneOf(letterId, 'ids'), eq(kind, 'letter'))),
  )
  const states = new Map<LetterId, LetterMails>()
  for (const { letterId, ...mail } of yield* written(tx, { ids }))
    if (letterId) states.set(letterId, [...(states.get(letterId) ?? []), mail])
  return states
}

function* seatsOf(parts: StoreParts, tx: Session, ids: readonly SignatureId[]) {
  const { id, constituencyCode } = parts.tables.signature
  const seats = parts.database.statement('seats-of-signatures', from =>
    from.select({ id, constituencyCode }).from(parts.tables.signature).where(isListed(parts, from)),
  )
  const rows = yield* seats(tx, { ids })
  return new Map(rows.map(row => [row.id, row.constituencyCode]))
}

/** Counts a signature's letters under another constituency; in the transaction that gives it one. */
export function* moveLetters(
  parts: StoreParts,
  tx: Session,
  row: Pick<SignatureRecord, 'id' | 'constituencyCode'>,
  code: string | null,
): Steps<void> {
  const letters = yield* countedLetters(parts, tx, row.id)
  const under = (constituencyCode: string | null, by: 1 | -1): Delta[] =>
    letters.flatMap(letter => letterDeltas({ ...letter, constituencyCode }, by))
  yield* parts.database.addToTallies(tx, [...under(row.constituencyCode, -1), ...under(code, 1)])
}

/** The letters of a signature that count for something, held as they are, each with what was told of it. */
export function* countedLetters(
  parts: StoreParts,
  tx: Session,
  id: SignatureId,
): Steps<(LetterRecord & { readonly reply: CountedReply | null })[]> {
  const letters = yield* lettersUnderWay(parts, tx, [id])
  const ids = letters.map(letter => letter.id)
  const replies = yield* repliesTo(parts, tx, ids)
  return letters.map(letter => ({ ...letter, reply: replies.get(letter.id) ?? null }))
}

/** Letters that waited for something that has come go on. */
export function* releaseHeld(parts: StoreParts, tx: Session, which: SQL | undefined, at: Date): Steps<void> {
  const { outgoing } = parts.tables
  const released = yield* all(
    tx
      .update(outgoing)
      .set({ state: 'queued', holdReason: null, dueAt: at, settledAt: null, ...beforeNone })
      .where(and(eq(outgoing.state, 'held'), which))
      .returning({ kind: outgoing.kind, letterId: outgoing.letterId }),
  )
  yield* followManyMails(
    parts,
    tx,
    released.flatMap(({ kind, letterId }) => (kind === 'letter' && letterId ? [letterId] : [])),
    at,
  )
}

/** Letters that waited for their writer's constituency go on. */
export function* releaseForSeat(parts: StoreParts, tx: Session, id: SignatureId, at: Date): Steps<void> {
  const { outgoing } = parts.tables
  const waits = and(eq(outgoing.signatureId, id), eq(outgoing.holdReason, 'no-constituency'))
  yield* releaseHeld(parts, tx, waits, at)
}
