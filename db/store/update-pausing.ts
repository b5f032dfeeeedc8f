import { and, eq, inArray, lte, or } from 'drizzle-orm'
import type { Session } from '../database'
import { all, run, type Steps } from '../steps'
import { appendAudit } from './auditing'
import type { StoreParts } from './parts'
import type { UpdateRecord } from './update-rows'

/** What waits stays in the outbox, and is due again when the update goes on. */
export function* holdBack(
  { tables: { outgoing } }: StoreParts,
  tx: Session,
  { id }: UpdateRecord,
): Steps<void> {
  yield* run(
    tx
      .update(outgoing)
      .set({ state: 'held', holdReason: 'update-paused', dueAt: null })
      .where(and(eq(outgoing.updateId, id), inArray(outgoing.state, ['queued', 'deferred']))),
  )
}

/** Updates that may have gone further than a backup knows wait for an organiser, whom the log tells why. */
export function* pauseRestored(parts: StoreParts, tx: Session, madeAt: Date, at: Date): Steps<void> {
  const { database, tables } = parts
  const { id, state, dueAt } = tables.campaignUpdate
  const mayHaveGone = or(
    inArray(state, ['sending', 'paused']),
    and(eq(state, 'scheduled'), lte(dueAt, at)), // in the backup it was yet to begin
  )
  const query = tx.select().from(tables.campaignUpdate).where(mayHaveGone).orderBy(id)
  const rows = yield* all(database.locked(query))
  for (const row of rows) {
    yield* run(tx.update(tables.campaignUpdate).set({ state: 'paused', dueAt: null }).where(eq(id, row.id)))
    yield* holdBack(parts, tx, row)
  }
  for (const row of rows) {
    const about = { actor: 'operator', object: `update:${row.id}`, campaignId: row.campaignId } as const
    const detail = { number: row.number, backup_made_at: madeAt.toISOString() }
    yield* appendAudit(parts, tx, { ...about, action: 'update-paused', reason: null, detail, at })
  }
}
