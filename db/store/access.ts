import { and, desc, eq, gt, isNull, or, type SQL } from 'drizzle-orm'
import type { MadeToken } from '../../app/domain/connection/token'
import type { OrganiserId } from '../../app/domain/id'
import type { Store } from '../../app/domain/store'
import type { Session, Tables } from '../database'
import { all, run, type Steps } from '../steps'
import { appendAudit } from './auditing'
import { type OrganiserRecord, rolesOf, toKnown } from './organiser-rows'
import type { StoreParts } from './parts'

type AccessMethods =
  | 'createAccessToken'
  | 'accessToken'
  | 'accessTokens'
  | 'noteTokenUse'
  | 'endAccessToken'
  | 'checkReady'

/** Bearer tokens, and whether the store can be written. */
export function access(parts: StoreParts): Pick<Store, AccessMethods> {
  const { database, tables } = parts
  const { accessToken, installation, organiser } = tables
  const isToken = (hash: Uint8Array) => eq(accessToken.hash, Buffer.from(hash))
  const withMaker = (from: Session) =>
    from
      .select({ token: accessToken, maker: organiser })
      .from(accessToken)
      .leftJoin(organiser, eq(organiser.id, accessToken.createdBy))

  return {
    async createAccessToken(token, entry) {
      await database.transact(function* (tx) {
        yield* run(tx.insert(accessToken).values({ ...token, hash: Buffer.from(token.hash) }))
        yield* appendAudit(parts, tx, entry)
      })
    },

    async accessToken(hash) {
      return database.read(function* (from) {
        const rows = yield* all(withMaker(from).where(isToken(hash)))
        return (yield* toTokens(parts, from, rows))[0] ?? null
      })
    },

    async accessTokens() {
      return database.read(function* (from) {
        const rows = yield* all(withMaker(from).orderBy(desc(accessToken.createdAt)))
        return yield* toTokens(parts, from, rows)
      })
    },

    async noteTokenUse(hash, at) {
      await database.transact(function* (tx) {
        yield* run(tx.update(accessToken).set({ usedAt: at }).where(isToken(hash)))
      })
    },

    async endAccessToken(hash, at, entry) {
      return database.transact(function* (tx) {
        const one = and(isToken(hash), lives(accessToken, at))
        const ended = yield* all(
          tx.update(accessToken).set({ endsAt: at }).where(one).returning({ hash: accessToken.hash }),
        )
        if (ended.length === 0) return 'not-found'
        yield* appendAudit(parts, tx, entry)
        return 'ended'
      })
    },

    /** A write that is rolled back shows that the file, its disk and its lock will take one. */
    async checkReady() {
      const undo = new Error('undo')
      try {
        await database.transact(function* (tx) {
          const probe = { name: 'probe', value: '' }
          yield* run(tx.insert(installation).values(probe).onConflictDoNothing())
          throw undo
        })
      } catch (fault) {
        if (fault !== undo) throw fault
      }
    },
  }
}

interface TokenRow {
  readonly token: Tables['accessToken']['$inferSelect']
  readonly maker: OrganiserRecord | null
}

/** Tokens of earlier releases say nothing of a campaign: they are for every one. */
function* toTokens(parts: StoreParts, from: Session, rows: readonly TokenRow[]): Steps<readonly MadeToken[]> {
  const makers = rows.flatMap(({ maker }) => maker?.id ?? [])
  const roles = yield* rolesOf(parts, from, makers)
  return rows.map(({ token, maker }) => ({
    ...token,
    campaignId: token.campaignId ?? 0,
    maker: maker && toKnown(parts, maker, roles.get(maker.id)),
  }))
}

/** Ends what somebody made, for good. */
export function* endTokensOf(
  { tables: { accessToken } }: StoreParts,
  tx: Session,
  id: OrganiserId,
  at: Date,
): Steps<void> {
  const theirs = and(eq(accessToken.createdBy, id), lives(accessToken, at))
  yield* run(tx.update(accessToken).set({ endsAt: at }).where(theirs))
}

function lives({ endsAt }: Tables['accessToken'], at: Date): SQL | undefined {
  return or(isNull(endsAt), gt(endsAt, at))
}
