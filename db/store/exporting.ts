import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { ExportStore, PlaceFilter, SignatureFilter, SignatureRow } from '../../app/domain/export/store'
import type { LetterId, SignatureId } from '../../app/domain/id'
import type { Session, Tables } from '../database'
import type { StoreParts } from './parts'
import { namesOfPrinciples, openPerson, principleSlugs } from './rows'

/** Keyset pages for exports: each a short read, so that no export holds the log open. */
export function exporting(parts: StoreParts): Pick<ExportStore, 'signaturesAfter' | 'signaturesMatching'> {
  const { database, keyring } = parts
  const { signature, constituency } = parts.tables

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
      const { principle } = filter
      const chose = principle === null ? '%' : `% ${numberOf(await principlesOf(campaignId), principle)} %`
      const rows = await matchingPage({ ...window, ...given(filter), chose })
      const slugs = await principlesOf(campaignId)
      return {
        rows: rows.map(row => opened(campaignId, slugs, row)),
        last: (rows.length < limit ? end?.id : rows.at(-1)?.id) ?? null,
      }
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
 * take SQLite 2 ms. An index by constituency would be one more random page for each signature (decision 44).
 */
export const windowSize = 2000

/** Stands for whatever there is. */
const anything = '*'

/** What a filter asks, up to the end of a window. */
function isMatch({ tables: { signature } }: StoreParts): SQL | undefined {
  const { id, signedAt, confirmedAt, constituencyCode, state, updates, principles } = signature
  const at = sql`coalesce(${confirmedAt}, ${signedAt})`
  return and(
    sql`${id} <= ${sql.param(sql.placeholder('end'), id)}`,
    sql`${at} >= ${sql.param(sql.placeholder('from'), signedAt)}`,
    sql`${at} < ${sql.param(sql.placeholder('until'), signedAt)}`,
    sql`${sql.placeholder('code')} in ('*', coalesce(${constituencyCode}, ''))`,
    sql`${sql.placeholder('state')} in ('*', ${state})`,
    sql`${sql.placeholder('updates')} in ('*', ${updates})`,
    sql`' ' || ${principles} || ' ' like ${sql.placeholder('chose')}`,
  )
}

function given({ state, updates, ...filter }: SignatureFilter) {
  return { ...givenPlace(filter), state: state ?? anything, updates: updates ?? anything }
}

/** The same of days and of a constituency. */
export function givenPlace({ from, until, constituencyCode }: PlaceFilter) {
  return {
    from: from ?? new Date(0),
    until: until ?? new Date('9999-12-31T00:00:00Z'),
    code: constituencyCode ?? anything,
  }
}

/** A principle's in its campaign; no signature has one that the campaign never had. */
function numberOf(slugs: ReadonlyMap<string, string>, wanted: string): string {
  const [name] = [...slugs].find(([, slug]) => slug === wanted) ?? []
  return name?.split('/')[1] ?? 'none'
}

/** No UUIDv7 is as small (RFC 9562 section 5.9). */
export const beforeAll = '00000000-0000-0000-0000-000000000000' as SignatureId & LetterId

/** Nor any as great (section 5.10). */
export const afterAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff' as SignatureId & LetterId
