import { eq } from 'drizzle-orm'
import type { Store } from '../../app/domain/store'
import { first, run } from '../steps'
import type { StoreParts } from './parts'

export function access({
  database,
  tables: { accessToken, installation },
}: StoreParts): Pick<Store, 'createAccessToken' | 'accessScope' | 'checkReady'> {
  return {
    async createAccessToken({ hash, scope }, at) {
      await database.transact(function* (tx) {
        yield* run(
          tx
            .insert(accessToken)
            .values({ hash: Buffer.from(hash), scope, createdAt: at })
            .onConflictDoNothing(),
        )
      })
    },

    async accessScope(hash) {
      return database.read(function* (from) {
        const row = yield* first(
          from
            .select()
            .from(accessToken)
            .where(eq(accessToken.hash, Buffer.from(hash))),
        )
        return row?.scope ?? null
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
