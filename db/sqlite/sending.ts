import { count, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Store } from '../../app/domain/store'
import { tables } from './schema'
import type { StoreParts } from './store'

/** Facts of the installation: since when sending is paused, and when the backup was made that it was restored from. */
export const facts = { pausedSince: 'sending-paused', backupMadeAt: 'restored-backup' } as const

/** The outbox as a whole may be told to wait. */
export function sending({
  connection: { read, write, transact },
}: StoreParts): Pick<Store, 'sending' | 'setSending'> {
  const { installation, outgoing } = tables
  return {
    async sending() {
      const rows = read
        .select()
        .from(installation)
        .where(inArray(installation.name, Object.values(facts)))
      const times = new Map(rows.all().map(({ name, value }) => [name, new Date(value)]))
      const since = times.get(facts.pausedSince) ?? null
      const waiting = read
        .select({ kind: outgoing.kind, mails: count() })
        .from(outgoing)
        .where(isNotNull(outgoing.dueAt))
        .groupBy(outgoing.kind)
        .all()
      return {
        state: since ? 'paused' : 'running',
        since,
        backupMadeAt: times.get(facts.backupMadeAt) ?? null,
        waiting: Object.fromEntries(waiting.map(({ kind, mails }) => [kind, mails])),
      }
    },

    async setSending(state, at) {
      return transact(() => {
        const changes =
          state === 'paused'
            ? write
                .insert(installation)
                .values({ name: facts.pausedSince, value: at.toISOString() })
                .onConflictDoNothing()
                .run().changes
            : write
                .delete(installation)
                .where(inArray(installation.name, Object.values(facts)))
                .run().changes
        return changes > 0 ? 'set' : 'already'
      })
    },
  }
}

/** Asked inside the transaction that claims, so that nothing is lent once a pause is written. */
export function isPaused({ connection: { write } }: Pick<StoreParts, 'connection'>): boolean {
  const { installation } = tables
  const paused = write
    .select({ since: installation.value })
    .from(installation)
    .where(eq(installation.name, facts.pausedSince))
    .get()
  return paused !== undefined
}
