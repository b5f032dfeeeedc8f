import { and, asc, eq, gt } from 'drizzle-orm'
import type { LetterId, PaperSignatureId, SignatureId, SubscriberId } from '../../app/domain/id'
import type { Store } from '../../app/domain/store'
import {
  type CountedReply,
  type Delta,
  type Disagreement,
  letterDeltas,
  paperDeltas,
  signatureDeltas,
} from '../../app/domain/tally/tally'
import type { Session } from '../database'
import { all, type Steps } from '../steps'
import type { StoreParts } from './parts'
import { principleNames, principleSlugs, signatureTotal } from './rows'

/** Reading the maintained tallies, and counting anew to see whether they are right. */
export function counting(parts: StoreParts): Pick<Store, 'counts' | 'signatureCount' | 'recount'> {
  const { database, tables } = parts
  return {
    async counts(campaignId) {
      return database.read(function* (from) {
        const rows = yield* database.tallied(from, { campaignId })
        return rows.map(({ measure, key, count }) => ({ measure, key, count }))
      })
    },

    async signatureCount(campaignId) {
      return database.read(from => signatureTotal(parts, from, campaignId))
    },

    async recount() {
      return database.snapshot(function* (from) {
        const disagreements: Disagreement[] = []
        const { id } = tables.campaign
        for (const campaign of yield* all(from.select({ id }).from(tables.campaign).orderBy(id)))
          disagreements.push(...(yield* recountOf(parts, from, campaign.id)))
        return disagreements
      })
    },
  }
}

function* recountOf(parts: StoreParts, from: Session, campaignId: number): Steps<Disagreement[]> {
  const recounted = new Map<string, number>()
  const add = (deltas: readonly Delta[]) => {
    for (const delta of deltas) recounted.set(nameOf(delta), (recounted.get(nameOf(delta)) ?? 0) + delta.by)
  }
  yield* countSignatures(parts, from, campaignId, add)
  yield* countLetters(parts, from, campaignId, add)
  yield* countPaper(parts, from, campaignId, add)
  yield* countSubscribers(parts, from, campaignId, add)
  const counts = (yield* parts.database.tallied(from, { campaignId })).filter(isRecountable)
  const tallied = new Map(counts.map(count => [nameOf(count), count.count]))
  return [...new Set([...recounted.keys(), ...tallied.keys()])].flatMap((name): Disagreement[] => {
    const [tally, recount] = [tallied.get(name) ?? 0, recounted.get(name) ?? 0]
    return tally === recount ? [] : [{ campaignId, ...parseName(name), tally, recount }]
  })
}

/** What became of mails whose rows are gone cannot be counted anew. */
function isRecountable({ measure }: Pick<Delta, 'measure'>): boolean {
  return measure !== 'update-mails'
}

/** Rows read at once: a recount of millions holds no more than these. */
const pageSize = 1000

function* countSignatures(
  parts: StoreParts,
  from: Session,
  campaignId: number,
  add: (deltas: readonly Delta[]) => void,
): Steps<void> {
  const { signature } = parts.tables
  const names = yield* principleNames(parts, from, [campaignId])
  let after: SignatureId | null = null
  do {
    const page: (typeof signature.$inferSelect)[] = yield* all(
      from
        .select()
        .from(signature)
        .where(and(eq(signature.campaignId, campaignId), after ? gt(signature.id, after) : undefined))
        .orderBy(asc(signature.id))
        .limit(pageSize),
    )
    for (const row of page)
      if (row.state === 'confirmed' && row.confirmedAt) {
        const principles = principleSlugs(names, row)
        add(signatureDeltas({ ...row, confirmedAt: row.confirmedAt, principles }, 1))
      }
    after = page.length < pageSize ? null : (page.at(-1)?.id ?? null)
  } while (after)
}

function* countLetters(
  { tables: { letter, signature, reply } }: StoreParts,
  from: Session,
  campaignId: number,
  add: (deltas: readonly Delta[]) => void,
): Steps<void> {
  let after: LetterId | null = null
  do {
    const page: {
      id: LetterId
      state: typeof letter.$inferSelect.state
      acceptedAt: Date | null
      likeness: number | null
      memberId: number | null
      constituencyCode: string | null
      reply: CountedReply | null
    }[] = yield* all(
      from
        .select({
          id: letter.id,
          state: letter.state,
          acceptedAt: letter.acceptedAt,
          likeness: letter.likeness,
          memberId: letter.memberId,
          constituencyCode: signature.constituencyCode,
          reply: { answer: reply.answer, position: reply.position, days: reply.days },
        })
        .from(letter)
        .innerJoin(
          signature,
          and(eq(signature.campaignId, letter.campaignId), eq(signature.id, letter.signatureId)),
        )
        .leftJoin(reply, eq(reply.letterId, letter.id))
        .where(and(eq(letter.campaignId, campaignId), after ? gt(letter.id, after) : undefined))
        .orderBy(asc(letter.id))
        .limit(pageSize),
    )
    for (const row of page) add(letterDeltas({ ...row, campaignId }, 1))
    after = page.length < pageSize ? null : (page.at(-1)?.id ?? null)
  } while (after)
}

function* countPaper(
  { tables: { paperSignature } }: StoreParts,
  from: Session,
  campaignId: number,
  add: (deltas: readonly Delta[]) => void,
): Steps<void> {
  const { id, state, constituencyCode } = paperSignature
  let after: PaperSignatureId | null = null
  do {
    const page: Pick<typeof paperSignature.$inferSelect, 'id' | 'state' | 'constituencyCode'>[] = yield* all(
      from
        .select({ id, state, constituencyCode })
        .from(paperSignature)
        .where(and(eq(paperSignature.campaignId, campaignId), after ? gt(id, after) : undefined))
        .orderBy(asc(id))
        .limit(pageSize),
    )
    for (const row of page) if (row.state === 'counted') add(paperDeltas({ ...row, campaignId }, 1))
    after = page.length < pageSize ? null : (page.at(-1)?.id ?? null)
  } while (after)
}

function* countSubscribers(
  { tables: { subscriber } }: StoreParts,
  from: Session,
  campaignId: number,
  add: (deltas: readonly Delta[]) => void,
): Steps<void> {
  let after: SubscriberId | null = null
  do {
    const page: Pick<typeof subscriber.$inferSelect, 'id' | 'state'>[] = yield* all(
      from
        .select({ id: subscriber.id, state: subscriber.state })
        .from(subscriber)
        .where(and(eq(subscriber.campaignId, campaignId), after ? gt(subscriber.id, after) : undefined))
        .orderBy(asc(subscriber.id))
        .limit(pageSize),
    )
    for (const { state } of page)
      if (state === 'confirmed') add([{ campaignId, measure: 'subscribers', key: '', by: 1 }])
    after = page.length < pageSize ? null : (page.at(-1)?.id ?? null)
  } while (after)
}

function nameOf({ measure, key }: Pick<Delta, 'measure' | 'key'>): string {
  return `${measure}/${key}`
}

function parseName(name: string): Pick<Disagreement, 'measure' | 'key'> {
  const slash = name.indexOf('/')
  return { measure: name.slice(0, slash) as Delta['measure'], key: name.slice(slash + 1) }
}
