import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import type { LetterId } from '../../app/domain/id'
import { isUnanswered, type Reply } from '../../app/domain/reply/reply'
import type { ReplyRow, ReplyStore } from '../../app/domain/reply/store'
import { letterDeltas } from '../../app/domain/tally/tally'
import type { Session, Tables } from '../database'
import type { Keyring } from '../keyring'
import { all, first, run, type Steps } from '../steps'
import { outgoingRow } from './mailing'
import type { StoreParts } from './parts'
import { type LetterRecord, signatureToChange, toLetterMail } from './rows'

export type ReplyRecord = Tables['reply']['$inferSelect']

/** What letters' writers tell of what came of them, and the one reminder to whoever is silent. */
export function replying(parts: StoreParts): ReplyStore {
  const { database, keyring } = parts
  const { reply, letter, outgoing, signature, constituency, member } = parts.tables

  const chaseOf = (from: Session, id: LetterId) =>
    first(
      from
        .select()
        .from(outgoing)
        .where(and(eq(outgoing.letterId, id), eq(outgoing.kind, 'chase')))
        .limit(1),
    )

  return {
    async reply(id) {
      return database.read(function* (from) {
        const row = yield* replyTo(parts, from, id)
        return row ? toReply(keyring, row) : null
      })
    },

    async recordReply(told) {
      return database.transact(function* (tx) {
        const accepted = yield* acceptedToChange(parts, tx, told.letterId)
        if (!accepted) return 'not-accepted'
        const before = (yield* replyTo(parts, tx, told.letterId)) ?? null
        const { letterId, ...columns } = replyRow(keyring, accepted, told)
        yield* run(
          tx
            .insert(reply)
            .values({ letterId, ...columns })
            .onConflictDoUpdate({ target: reply.letterId, set: columns }),
        )
        yield* database.addToTallies(tx, [
          ...letterDeltas({ ...accepted, reply: before }, -1),
          ...letterDeltas({ ...accepted, reply: told }, 1),
        ])
        return 'recorded'
      })
    },

    async chase(id) {
      return database.read(function* (from) {
        const row = yield* chaseOf(from, id)
        const mail = row && toLetterMail(row)
        return mail ? { mail, askedAt: row.createdAt } : null
      })
    },

    async queueChase(letterId, targetKey, at) {
      return database.transact(function* (tx) {
        const accepted = yield* acceptedToChange(parts, tx, letterId)
        if (!accepted?.sealed) return 'not-possible'
        if (yield* chaseOf(tx, letterId)) return 'already'
        const told = (yield* replyTo(parts, tx, letterId)) ?? null
        if (!isUnanswered(accepted, told, at)) return 'not-possible'
        const { campaignId, signatureId } = accepted
        const about = { kind: 'chase' as const, campaignId, signatureId, letterId, targetKey }
        yield* database.insertOutgoing(tx, [outgoingRow(parts, about, at, at)])
        return 'queued'
      })
    },

    async repliesAfter(campaignId, after, limit) {
      return database.read(function* (from) {
        const rows = yield* all(
          from
            .select({
              reply,
              constituencyCode: signature.constituencyCode,
              constituency: constituency.name,
              mp: member.name,
            })
            .from(reply)
            .innerJoin(letter, eq(letter.id, reply.letterId))
            .innerJoin(
              signature,
              and(eq(signature.campaignId, letter.campaignId), eq(signature.id, letter.signatureId)),
            )
            .leftJoin(constituency, eq(constituency.code, signature.constituencyCode))
            .leftJoin(member, eq(member.id, letter.memberId))
            .where(
              and(
                eq(reply.campaignId, campaignId),
                eq(letter.state, 'accepted'),
                after ? gt(reply.letterId, after) : undefined,
              ),
            )
            .orderBy(asc(reply.letterId))
            .limit(limit),
        )
        return rows.map(({ reply: row, ...where }): ReplyRow => {
          const { letterId: id, ...told } = toReply(keyring, row)
          return { id, ...told, ...where }
        })
      })
    },
  }
}

function* replyTo(
  { tables: { reply } }: Pick<StoreParts, 'tables'>,
  from: Session,
  id: LetterId,
): Steps<ReplyRecord | undefined> {
  return yield* first(from.select().from(reply).where(eq(reply.letterId, id)))
}

/** What was told of these letters, by letter. */
export function* repliesTo(
  { tables: { reply } }: Pick<StoreParts, 'tables'>,
  from: Session,
  ids: readonly LetterId[],
): Steps<ReadonlyMap<LetterId, ReplyRecord>> {
  if (ids.length === 0) return new Map()
  const rows = yield* all(
    from
      .select()
      .from(reply)
      .where(inArray(reply.letterId, [...ids])),
  )
  return new Map(rows.map(row => [row.letterId, row]))
}

export function toReply(keyring: Keyring, row: ReplyRecord): Reply {
  const { sealed, campaignId, ...rest } = row
  return {
    ...rest,
    words: sealed && keyring.sealer(campaignId).open<string>(sealed, 'reply.sealed', row.letterId),
  }
}

function replyRow(keyring: Keyring, { campaignId }: LetterRecord, { words, ...told }: Reply) {
  const sealed = words && keyring.sealer(campaignId).seal(words, 'reply.sealed', told.letterId)
  return { ...told, campaignId, sealed: sealed || null }
}

/** An accepted letter of a signature that counts, with its constituency; nobody else moves either before this transaction ends. */
function* acceptedToChange(
  parts: StoreParts,
  tx: Session,
  id: LetterId,
): Steps<(LetterRecord & { readonly constituencyCode: string | null }) | undefined> {
  const { letter } = parts.tables
  const ofLetter = eq(letter.id, id)
  const found = yield* first(tx.select({ signatureId: letter.signatureId }).from(letter).where(ofLetter))
  const writer = found && (yield* signatureToChange(parts, tx, found.signatureId))
  if (writer?.state !== 'confirmed') return undefined
  const row = yield* first(parts.database.locked(tx.select().from(letter).where(ofLetter)))
  return row?.state === 'accepted' ? { ...row, constituencyCode: writer.constituencyCode } : undefined
}
