import { and, desc, eq, gt, isNull, or } from 'drizzle-orm'
import type { AccessToken } from '../../app/domain/access'
import type { Store } from '../../app/domain/store'
import type { Tables } from '../database'
import { all, first, run } from '../steps'
import { appendAudit } from './auditing'
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
  const { accessToken, installation } = tables
  const isToken = (hash: Uint8Array) => eq(accessToken.hash, Buffer.from(hash))

  return {
    async createAccessToken(token, entry) {
      await database.transact(function* (tx) {
        yield* run(tx.insert(accessToken).values({ ...token, hash: Buffer.from(token.hash) }))
        yield* appendAudit(parts, tx, entry)
      })
    },

    async accessToken(hash) {
      return database.read(function* (from) {
        const row = yield* first(from.select().from(accessToken).where(isToken(hash)))
        return row ? toToken(row) : null
      })
    },

    async accessTokens() {
      return database.read(function* (from) {
        const rows = yield* all(from.select().from(accessToken).orderBy(desc(accessToken.createdAt)))
        return rows.map(toToken)
      })
    },

    async noteTokenUse(hash, at) {
      await database.transact(function* (tx) {
        yield* run(tx.update(accessToken).set({ usedAt: at }).where(isToken(hash)))
      })
    },

    async endAccessToken(hash, at, entry) {
      return database.transact(function* (tx) {
        const lives = and(isToken(hash), or(isNull(accessToken.endsAt), gt(accessToken.endsAt, at)))
        const ended = yield* all(
          tx.update(accessToken).set({ endsAt: at }).where(lives).returning({ hash: accessToken.hash }),
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

/** Tokens of earlier releases say nothing of a campaign: they are for every one. */
function toToken({ campaignId, ...row }: Tables['accessToken']['$inferSelect']): AccessToken {
  return { ...row, campaignId: campaignId ?? 0 }
}
