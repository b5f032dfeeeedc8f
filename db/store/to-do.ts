import { and, asc, count, eq, inArray, isNotNull, min, sql } from 'drizzle-orm'
import {
  countedAtMost,
  heldForPerson,
  type StoppedLetter,
  stoppedStates,
  type ToDo,
  type ToDoKind,
  type ToDoStore,
} from '../../app/domain/dashboard/to-do'
import type { HoldReason } from '../../app/domain/outbox/outbox'
import type { Session } from '../database'
import { all, first, type Steps } from '../steps'
import { heldFor, heldLettersAfter } from './held'
import type { StoreParts } from './parts'

type Reads = 'toDo' | 'lettersForPerson' | 'stoppedLetters' | 'markedSignatures'

/** What waits for a person: each kind has an index that holds only what waits. */
export function toDo(parts: StoreParts): Pick<ToDoStore, Reads> {
  const { database, tables } = parts
  const { constituency, letter, outgoing, signature } = tables

  /** Word for word as its index has it: else SQLite does not know that they are the same. */
  const isStopped = (campaignId: number) =>
    and(
      eq(letter.campaignId, campaignId),
      sql`${letter.state} in ('bounced', 'gave-up', 'unknown')`,
      sql`${letter.seenAt} is null`,
    )

  const isMarked = (campaignId: number) =>
    and(
      eq(signature.campaignId, campaignId),
      isNotNull(signature.review),
      inArray(signature.state, ['pending', 'confirmed']),
    )

  const writerOf = and(eq(signature.campaignId, letter.campaignId), eq(signature.id, letter.signatureId))

  /** Counted by their index alone; but for the oldest, none of the letters is read. */
  function* heldToDo(from: Session, campaignId: number, why: HoldReason): Steps<ToDo[]> {
    const oldest = yield* first(heldFor(parts, from, campaignId, why).limit(1))
    if (!oldest?.letterId) return []
    const { id, queuedAt } = letter
    const row = yield* first(from.select({ queuedAt }).from(letter).where(eq(id, oldest.letterId)))
    const some = heldFor(parts, from, campaignId, why).limit(countedAtMost).as('held')
    const counted = yield* first(from.select({ letters: count() }).from(some))
    return row?.queuedAt
      ? [{ kind: why as ToDoKind, count: counted?.letters ?? 0, oldest: row.queuedAt }]
      : []
  }

  return {
    async toDo(campaignId) {
      return database.read(function* (from) {
        const found: ToDo[] = []
        for (const why of heldForPerson) found.push(...(yield* heldToDo(from, campaignId, why)))
        const { id, state, queuedAt } = letter
        const some = from.select({ state, queuedAt }).from(letter).where(isStopped(campaignId))
        const stopped = some.orderBy(asc(id)).limit(countedAtMost).as('stopped')
        const kinds = yield* all(
          from
            .select({ kind: stopped.state, count: count(), oldest: min(stopped.queuedAt) })
            .from(stopped)
            .groupBy(stopped.state),
        )
        for (const kind of stoppedStates) found.push(...told(kinds.filter(one => one.kind === kind)))
        const { id: signatureId, signedAt } = signature
        const signed = from.select({ signedAt }).from(signature).where(isMarked(campaignId))
        const marked = signed.orderBy(asc(signatureId)).limit(countedAtMost).as('marked')
        const review = from.select({ count: count(), oldest: min(marked.signedAt) }).from(marked)
        found.push(...told((yield* all(review)).map(row => ({ ...row, kind: 'review' }))))
        return found
      })
    },

    async lettersForPerson(campaignId, limit) {
      return database.read(from => heldLettersAfter(parts, from, campaignId, heldForPerson, null, limit))
    },

    async stoppedLetters(campaignId, limit) {
      return database.read(function* (from) {
        const { id, state, queuedAt } = letter
        const rows = yield* all(
          from
            .select({ id, state, queuedAt, constituency: constituency.name })
            .from(letter)
            .innerJoin(signature, writerOf)
            .leftJoin(constituency, eq(constituency.code, signature.constituencyCode))
            .where(isStopped(campaignId))
            .orderBy(asc(id))
            .limit(limit),
        )
        const ids = rows.map(row => row.id)
        const mails = ids.length
          ? yield* all(
              from
                .select({ letterId: outgoing.letterId, state: outgoing.state, reply: outgoing.lastReply })
                .from(outgoing)
                .where(and(inArray(outgoing.letterId, ids), eq(outgoing.kind, 'letter'))),
            )
          : []
        return rows.map((row): StoppedLetter => {
          const last = mails.find(mail => mail.letterId === row.id && mail.state === row.state)
          return { ...row, lastReply: last?.reply ?? null } as StoppedLetter
        })
      })
    },

    async markedSignatures(campaignId, limit) {
      return database.read(function* (from) {
        const { id, signedAt } = signature
        return yield* all(
          from
            .select({ id, signedAt, constituency: constituency.name })
            .from(signature)
            .leftJoin(constituency, eq(constituency.code, signature.constituencyCode))
            .where(isMarked(campaignId))
            .orderBy(asc(id))
            .limit(limit),
        )
      })
    },
  }
}

/** Of which there is any. */
function told(rows: readonly { kind: string; count: number; oldest: Date | null }[]): ToDo[] {
  return rows.flatMap(({ kind, count, oldest }) =>
    oldest ? [{ kind: kind as ToDoKind, count: Number(count), oldest }] : [],
  )
}
