import { and, asc, eq, gt, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { LetterRow, SignatureFilter, SignatureRow } from '../../app/domain/export-store'
import type { LetterId, SignatureId } from '../../app/domain/id'
import type { Store } from '../../app/domain/store'
import type { Session, Tables } from '../database'
import { all, type Steps } from '../steps'
import type { StoreParts } from './parts'
import { namesOfPrinciples, openPerson, principleSlugs } from './rows'

/** Keyset pages for exports: each a short read, so that no export holds the log open. */
export function exporting(
  parts: StoreParts,
): Pick<Store, 'signaturesAfter' | 'signaturesMatching' | 'lettersAfter'> {
  const { database, keyring } = parts
  const { signature, letter, constituency, member, membership } = parts.tables

  // A hundred of these pages a second and more: written anew each time, they would cost half of what they read.
  const after = sql`${signature.id} > ${sql.param(sql.placeholder('after'), signature.id)}`
  const ofCampaign = eq(signature.campaignId, sql.placeholder('campaignId'))
  const pageOf = (from: Session, which?: SQL) =>
    from
      .select({
        id: signature.id,
        consentVersion: signature.consentVersion,
        state: signature.state,
        country: signature.country,
        sealed: signature.sealed,
        constituencyCode: signature.constituencyCode,
        constituency: constituency.name,
        principles: signature.principles,
        updates: signature.updates,
        source: signature.source,
        signedAt: signature.signedAt,
        confirmedAt: signature.confirmedAt,
        number: signature.number,
      })
      .from(signature)
      .leftJoin(constituency, eq(constituency.code, signature.constituencyCode))
      .where(and(ofCampaign, inArray(signature.state, ['pending', 'confirmed']), after, which))
      .orderBy(asc(signature.id))
      .limit(sql.placeholder('limit'))
  const signaturePage = database.prepared('signatures-after', from => pageOf(from))
  const matchingPage = database.prepared('signatures-matching', from => pageOf(from, isMatch(parts)))
  const windowEnd = database.prepared('signatures-window', from =>
    from
      .select({ id: signature.id })
      .from(signature)
      .where(and(ofCampaign, after))
      .orderBy(asc(signature.id))
      .limit(1)
      .offset(windowSize - 1),
  )
  const principlesOf = namesOfPrinciples(parts)

  /** Opens its seal, which costs more than reading it. */
  function opened(
    campaignId: number,
    slugs: ReadonlyMap<string, string>,
    row: SignaturePageRow,
  ): SignatureRow {
    const { sealed, updates, ...rest } = row
    return {
      ...rest,
      campaignId,
      person: openPerson(keyring, { id: row.id, campaignId, sealed }),
      principles: principleSlugs(slugs, { campaignId, principles: row.principles }),
      updates: updates === 'yes',
    }
  }

  return {
    async signaturesAfter(campaignId, after, limit) {
      const rows = await signaturePage({ campaignId, after: after ?? beforeAll, limit })
      const slugs = await principlesOf(campaignId) // after the signatures, so that it names every one of theirs
      return rows.map(row => opened(campaignId, slugs, row))
    },

    async signaturesMatching(campaignId, filter, begin, limit) {
      const after = begin ?? beforeAll
      const [end] = await windowEnd({ campaignId, after })
      const window = { campaignId, after, end: end?.id ?? afterAll, limit }
      const rows = await matchingPage({ ...window, ...given(filter) })
      const slugs = await principlesOf(campaignId)
      const found = rows.filter(
        row =>
          filter.principle === null ||
          principleSlugs(slugs, { campaignId, ...row }).includes(filter.principle),
      )
      return {
        rows: found.map(row => opened(campaignId, slugs, row)),
        last: (rows.length < limit ? end?.id : rows.at(-1)?.id) ?? null,
      }
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
            .leftJoin(
              membership,
              and(eq(membership.constituencyCode, signature.constituencyCode), isNull(membership.until)),
            )
            .leftJoin(member, eq(member.id, membership.memberId))
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

type SignatureRecord = Tables['signature']['$inferSelect']

/** What a page reads of each signature. */
type SignaturePageRow = Pick<
  SignatureRecord,
  | 'id'
  | 'consentVersion'
  | 'state'
  | 'country'
  | 'sealed'
  | 'constituencyCode'
  | 'principles'
  | 'updates'
  | 'source'
  | 'signedAt'
  | 'confirmedAt'
  | 'number'
> & { readonly constituency: string | null }

/**
 * Signatures of which a filter's page looks at the clear columns at once: no index helps it, and where none of them matches, these
 * take SQLite 2 ms. An index by constituency would be one more random page for each signature (decision 45).
 */
const windowSize = 2000

/** Stands for whatever there is. */
const anything = '*'

/** What a filter asks, up to the end of a window; of principles only numbers are kept, so that is asked of what comes. */
function isMatch({ tables: { signature } }: StoreParts): SQL | undefined {
  const { id, signedAt, confirmedAt, constituencyCode, state, updates } = signature
  const at = sql`coalesce(${confirmedAt}, ${signedAt})`
  return and(
    sql`${id} <= ${sql.param(sql.placeholder('end'), id)}`,
    sql`${at} >= ${sql.param(sql.placeholder('from'), signedAt)}`,
    sql`${at} < ${sql.param(sql.placeholder('until'), signedAt)}`,
    sql`${sql.placeholder('code')} in ('*', coalesce(${constituencyCode}, ''))`,
    sql`${sql.placeholder('state')} in ('*', ${state})`,
    sql`${sql.placeholder('updates')} in ('*', ${updates})`,
  )
}

function given({ from, until, constituencyCode, state, updates }: SignatureFilter) {
  return {
    from: from ?? new Date(0),
    until: until ?? new Date('9999-12-31T00:00:00Z'),
    code: constituencyCode ?? anything,
    state: state ?? anything,
    updates: updates ?? anything,
  }
}

/** No UUIDv7 is as small (RFC 9562 section 5.9). */
const beforeAll = '00000000-0000-0000-0000-000000000000' as SignatureId

/** Nor any as great (section 5.10). */
const afterAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff' as SignatureId

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
