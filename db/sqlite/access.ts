import { eq } from 'drizzle-orm'
import type { Store } from '../../app/domain/store'
import { tables } from './schema'
import type { StoreParts } from './store'

export function access({
  connection,
}: StoreParts): Pick<Store, 'createAccessToken' | 'accessScope' | 'checkReady'> {
  const { accessToken, installation } = tables
  return {
    async createAccessToken({ hash, scope }, at) {
      const token = { hash: Buffer.from(hash), scope, createdAt: at }
      connection.transact(() => connection.write.insert(accessToken).values(token).run())
    },

    async accessScope(hash) {
      const row = connection.read
        .select()
        .from(accessToken)
        .where(eq(accessToken.hash, Buffer.from(hash)))
        .get()
      return row?.scope ?? null
    },

    /** A write that is rolled back shows that the file, its disk and its lock will take one. */
    async checkReady() {
      const undo = new Error('undo')
      try {
        connection.transact(() => {
          const probe = { name: 'probe', value: '' }
          connection.write.insert(installation).values(probe).onConflictDoNothing().run()
          throw undo
        })
      } catch (fault) {
        if (fault !== undo) throw fault
      }
    },
  }
}
