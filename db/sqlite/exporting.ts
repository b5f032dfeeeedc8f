import { and, asc, eq, gt, inArray, isNotNull, max } from 'drizzle-orm'
import type { LetterId } from '../../app/domain/id'
import type { LetterRow, SignatureRow, Store } from '../../app/domain/store'
import { principleNames, toSignature } from './rows'
import { tables } from './schema'
import type { StoreParts } from './store'

/** Keyset pages for exports: each a short read, so that no export holds the log open. */
export function exporting({
  connection,
  keyring,
}: StoreParts): Pick<Store, 'signaturesAfter' | 'lettersAfter'> {
  const { signature, letter, outgoing, constituency, member } = tables
  const { read } = connection

  /** The mail of each letter that was tried most. */
  const attemptsOf = (ids: readonly LetterId[]) => {
    const rows = read
      .select({
        letterId: outgoing.letterId,
        attempts: max(outgoing.attempts),
        lastReply: outgoing.lastReply,
        holdReason: outgoing.holdReason,
      })
      .from(outgoing)
      .where(and(inArray(outgoing.letterId, [...ids]), eq(outgoing.kind, 'letter')))
      .groupBy(outgoing.letterId)
      .all()
    return new Map(rows.map(row => [row.letterId, row]))
  }

  return {
    async signaturesAfter(campaignId, after, limit) {
      const names = principleNames(read, [campaignId])
      return read
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
        .limit(limit)
        .all()
        .map(
          (row): SignatureRow => ({
            ...toSignature(keyring, names, row.signature),
            constituency: row.constituency,
          }),
        )
    },

    async lettersAfter(campaignId, after, limit) {
      const rows = read
        .select({
          letter,
          constituencyCode: signature.constituencyCode,
          constituency: constituency.name,
          mp: member.name,
        })
        .from(letter)
        .innerJoin(signature, eq(signature.id, letter.signatureId))
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
        .limit(limit)
        .all()
      const tried = attemptsOf(rows.map(row => row.letter.id))
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
    },
  }
}
