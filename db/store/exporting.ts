import { and, asc, eq, gt, inArray, isNotNull } from 'drizzle-orm'
import type { LetterId } from '../../app/domain/id'
import type { LetterRow, SignatureRow, Store } from '../../app/domain/store'
import type { Session } from '../database'
import { all, type Steps } from '../steps'
import type { StoreParts } from './parts'
import { principleNames, toSignature } from './rows'

/** Keyset pages for exports: each a short read, so that no export holds the log open. */
export function exporting(parts: StoreParts): Pick<Store, 'signaturesAfter' | 'lettersAfter'> {
  const { database, keyring } = parts
  const { signature, letter, constituency, member } = parts.tables

  return {
    async signaturesAfter(campaignId, after, limit) {
      return database.read(function* (from) {
        const names = yield* principleNames(parts, from, [campaignId])
        const rows = yield* all(
          from
            .select({ signature, constituency: constituency.name })
            .from(signature)
            .leftJoin(constituency, eq(constituency.code, signature.constituencyCode))
            .where(
              and(
                eq(signature.campaignId, campaignId),
                inArray(signature.state, ['pending', 'confirmed']),
                after ? gt(signature.id, after) : undefined,
              ),
            )
            .orderBy(asc(signature.id))
            .limit(limit),
        )
        return rows.map(
          (row): SignatureRow => ({
            ...toSignature(keyring, names, row.signature),
            constituency: row.constituency,
          }),
        )
      })
    },

    async lettersAfter(campaignId, after, limit) {
      return database.read(function* (from) {
        const rows = yield* all(
          from
            .select({
              letter,
              constituencyCode: signature.constituencyCode,
              constituency: constituency.name,
              mp: member.name,
            })
            .from(letter)
            .innerJoin(
              signature,
              and(eq(signature.campaignId, letter.campaignId), eq(signature.id, letter.signatureId)),
            )
            .leftJoin(constituency, eq(constituency.code, signature.constituencyCode))
            .leftJoin(member, eq(member.constituencyCode, signature.constituencyCode))
            .where(
              and(
                eq(letter.campaignId, campaignId),
                isNotNull(letter.queuedAt),
                after ? gt(letter.id, after) : undefined,
              ),
            )
            .orderBy(asc(letter.id))
            .limit(limit),
        )
        const ids = rows.map(row => row.letter.id)
        const tried = yield* mostTried(parts, from, ids)
        return rows.map((row): LetterRow => {
          const mail = tried.get(row.letter.id)
          const { id, state, queuedAt, acceptedAt, likeness } = row.letter
          return {
            ...{ id, state, queuedAt, acceptedAt, likeness },
            ...{ constituencyCode: row.constituencyCode, constituency: row.constituency, mp: row.mp },
            ...{
              attempts: mail?.attempts ?? 0,
              lastReply: mail?.lastReply ?? null,
              holdReason: mail?.holdReason ?? null,
            },
          }
        })
      })
    },
  }
}

/** The mail of each letter that was tried most. */
function* mostTried(
  { tables: { outgoing } }: StoreParts,
  from: Session,
  ids: readonly LetterId[],
): Steps<Map<LetterId, Pick<LetterRow, 'attempts' | 'lastReply' | 'holdReason'>>> {
  if (ids.length === 0) return new Map()
  const { letterId, attempts, lastReply, holdReason } = outgoing
  const mails = yield* all(
    from
      .select({ letterId, attempts, lastReply, holdReason })
      .from(outgoing)
      .where(and(inArray(letterId, [...ids]), eq(outgoing.kind, 'letter')))
      .orderBy(asc(attempts), asc(outgoing.id)),
  )
  return new Map(mails.flatMap(mail => (mail.letterId ? [[mail.letterId, mail] as const] : [])))
}
