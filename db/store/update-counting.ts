import { and, asc, count, eq, gt, inArray, lte, or, type SQL, sql } from 'drizzle-orm'
import type { SignatureId } from '../../app/domain/id'
import type { UpdateStore } from '../../app/domain/update/store'
import type { Session } from '../database'
import { all, first, type Steps } from '../steps'
import type { StoreParts } from './parts'

/** Of a million, 5,000 take SQLite 2 ms of CPU, and all of them 0.3 s: their clear columns alone are looked at. */
const countedAtOnce = 5000

/** Counts whom an update goes to where no tally does. */
export function updateCounting(parts: StoreParts): Pick<UpdateStore, 'countAudience'> {
  const { database } = parts
  const { signature } = parts.tables
  const { constituencyCode, id, state, updates } = signature

  return {
    async countAudience(campaignId, { constituencies, principles }, after) {
      return database.read(function* (from) {
        const reached = yield* windowEnd(parts, from, campaignId, after)
        const gets = from
          .select({ supporters: count() })
          .from(signature)
          .where(
            and(
              eq(signature.campaignId, campaignId),
              after ? gt(id, after) : undefined,
              reached ? lte(id, reached) : undefined,
              eq(state, 'confirmed'),
              eq(updates, 'yes'),
              constituencies.length > 0 ? inArray(constituencyCode, [...constituencies]) : undefined,
              principles.length > 0 ? yield* choseOneOf(parts, from, campaignId, principles) : undefined,
            ),
          )
        return { supporters: (yield* first(gets))?.supporters ?? 0, reached }
      })
    },
  }
}

/** Null where fewer follow. */
function* windowEnd(
  { tables: { signature } }: StoreParts,
  from: Session,
  campaignId: number,
  after: SignatureId | null,
): Steps<SignatureId | null> {
  const { id } = signature
  const its = and(eq(signature.campaignId, campaignId), after ? gt(id, after) : undefined)
  const end = from
    .select({ id })
    .from(signature)
    .where(its)
    .orderBy(asc(id))
    .limit(1)
    .offset(countedAtOnce - 1)
  return (yield* first(end))?.id ?? null
}

/** A signature lists its principles' numbers, with a space between each. */
function* choseOneOf(
  { tables: { principle, signature } }: StoreParts,
  from: Session,
  campaignId: number,
  slugs: readonly string[],
): Steps<SQL | undefined> {
  const its = and(eq(principle.campaignId, campaignId), inArray(principle.slug, [...slugs]))
  const rows = yield* all(from.select({ number: principle.number }).from(principle).where(its))
  if (rows.length === 0) return sql`1 = 0`
  return or(...rows.map(({ number }) => sql`' ' || ${signature.principles} || ' ' like ${`% ${number} %`}`))
}
