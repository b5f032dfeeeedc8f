import { and, asc, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { ExportStore, LetterRow } from '../../app/domain/export/store'
import type { LetterId } from '../../app/domain/id'
import type { Session } from '../database'
import { all, type Steps } from '../steps'
import { afterAll, beforeAll, givenPlace, windowSize } from './exporting'
import type { StoreParts } from './parts'

type Page = Omit<LetterRow, 'attempts' | 'lastReply' | 'holdReason'>

/** Keyset pages of letters for exports; one that is filtered looks through as many at once as of signatures. */
export function exportingLetters(parts: StoreParts): Pick<ExportStore, 'lettersAfter' | 'lettersMatching'> {
  const { database } = parts
  const { signature, letter, constituency, member, membership } = parts.tables
  const { id, state, queuedAt, acceptedAt, likeness } = letter
  const next = and(
    eq(letter.campaignId, sql.placeholder('campaignId')),
    sql`${id} > ${sql.param(sql.placeholder('after'), id)}`,
  )
  const pageOf = (from: Session, which?: SQL) =>
    from
      .select({
        ...{ id, constituencyCode: signature.constituencyCode, constituency: constituency.name },
        ...{ mp: member.name, state, queuedAt, acceptedAt, likeness },
      })
      .from(letter)
      .innerJoin(
        signature,
        and(eq(signature.campaignId, letter.campaignId), eq(signature.id, letter.signatureId)),
      )
      .leftJoin(constituency, eq(constituency.code, signature.constituencyCode))
      .leftJoin(
        membership,
        and(eq(membership.constituencyCode, signature.constituencyCode), isNull(membership.until)),
      )
      .leftJoin(member, eq(member.id, membership.memberId))
      .where(and(next, isNotNull(queuedAt), which))
      .orderBy(asc(id))
      .limit(sql.placeholder('limit'))
  const page = database.prepared('letters-after', from => pageOf(from))
  const matching = database.prepared('letters-matching', from =>
    pageOf(
      from,
      and(
        sql`${id} <= ${sql.param(sql.placeholder('end'), id)}`,
        sql`${queuedAt} >= ${sql.param(sql.placeholder('from'), queuedAt)}`,
        sql`${queuedAt} < ${sql.param(sql.placeholder('until'), queuedAt)}`,
        sql`${sql.placeholder('code')} in ('*', coalesce(${signature.constituencyCode}, ''))`,
      ),
    ),
  )
  const windowEnd = database.prepared('letters-window', from =>
    from
      .select({ id })
      .from(letter)
      .where(next)
      .orderBy(asc(id))
      .limit(1)
      .offset(windowSize - 1),
  )

  /** With how the mail of each fares that was tried most. */
  async function withMails(rows: readonly Page[]): Promise<readonly LetterRow[]> {
    const ids = rows.map(row => row.id)
    const tried = await database.read(from => mostTried(parts, from, ids))
    return rows.map(row => {
      const { attempts = 0, lastReply = null, holdReason = null } = tried.get(row.id) ?? {}
      return { ...row, attempts, lastReply, holdReason }
    })
  }

  return {
    async lettersAfter(campaignId, after, limit) {
      return withMails(await page({ campaignId, after: after ?? beforeAll, limit }))
    },

    async lettersMatching(campaignId, filter, begin, limit) {
      const after = begin ?? beforeAll
      const [end] = await windowEnd({ campaignId, after })
      const window = { campaignId, after, end: end?.id ?? afterAll, limit }
      const rows = await withMails(await matching({ ...window, ...givenPlace(filter) }))
      return { rows, last: (rows.length < limit ? end?.id : rows.at(-1)?.id) ?? null }
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
