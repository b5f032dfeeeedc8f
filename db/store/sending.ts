import { count, countDistinct, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Store } from '../../app/domain/store'
import type { Session } from '../database'
import { all, first, type Steps } from '../steps'
import { setFact } from './facts'
import type { StoreParts } from './parts'
import { pauseRestored } from './update-pausing'

/** Facts of the installation: since when sending is paused, and when the backup was made that it was restored from. */
export const facts = { pausedSince: 'sending-paused', backupMadeAt: 'restored-backup' } as const

/** The outbox as a whole may be told to wait. */
export function sending(parts: StoreParts): Pick<Store, 'sending' | 'setSending'> {
  const { database, tables } = parts
  const { installation, outgoing } = tables
  const isFact = inArray(installation.name, Object.values(facts))
  return {
    async sending() {
      return database.read(function* (from) {
        const rows = yield* all(from.select().from(installation).where(isFact))
        const times = new Map(rows.map(({ name, value }) => [name, new Date(value)]))
        const since = times.get(facts.pausedSince) ?? null
        const waiting = yield* all(
          from
            .select({ kind: outgoing.kind, mails: count() })
            .from(outgoing)
            .where(isNotNull(outgoing.dueAt))
            .groupBy(outgoing.kind),
        )
        const inLine = yield* first(
          from
            .select({ letters: count(), offices: countDistinct(outgoing.officeId) })
            .from(outgoing)
            .where(sql`${outgoing.place} = 'in-line'`),
        )
        return {
          state: since ? 'paused' : 'running',
          since,
          backupMadeAt: times.get(facts.backupMadeAt) ?? null,
          waiting: Object.fromEntries(waiting.map(({ kind, mails }) => [kind, mails])),
          inLine: inLine ?? { letters: 0, offices: 0 },
        }
      })
    },

    async setSending(state, at, backupMadeAt) {
      return database.transact(function* (tx) {
        if (state === 'paused') {
          if (backupMadeAt) yield* setFact(parts, tx, facts.backupMadeAt, backupMadeAt.toISOString())
          const paused = tx
            .insert(installation)
            .values({ name: facts.pausedSince, value: at.toISOString() })
            .onConflictDoNothing()
            .returning({ name: installation.name })
          return (yield* all(paused)).length > 0 ? 'set' : 'already'
        }
        const ended = yield* all(tx.delete(installation).where(isFact).returning())
        const restored = ended.find(({ name }) => name === facts.backupMadeAt)
        if (restored) yield* pauseRestored(parts, tx, new Date(restored.value), at)
        return ended.length > 0 ? 'set' : 'already'
      })
    },
  }
}

/** Asked inside the transaction that claims, so that nothing is lent once a pause is written. */
export function* isPaused({ database, tables: { installation } }: StoreParts, tx: Session): Steps<boolean> {
  const paused = database.statement('sending-paused', from =>
    from
      .select({ since: installation.value })
      .from(installation)
      .where(eq(installation.name, facts.pausedSince)),
  )
  return (yield* paused(tx, {})).length > 0
}
