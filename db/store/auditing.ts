import { and, asc, desc, eq, gt, lt } from 'drizzle-orm'
import { type AuditEntry, type AuditEvent, auditHash, firstPrevious } from '../../app/domain/audit/audit'
import type { Store } from '../../app/domain/store'
import type { Session, Tables } from '../database'
import { all, first, run, type Steps } from '../steps'
import type { StoreParts } from './parts'

/** The row of the installation that whoever adds to the log holds meanwhile: a chain has one end. */
const lockName = 'audit'

export function auditing(parts: StoreParts): Pick<Store, 'recordAudit' | 'auditAfter' | 'auditBefore'> {
  const { database } = parts
  const { auditEvent } = parts.tables
  const { number, campaignId } = auditEvent
  return {
    async recordAudit(entry) {
      await database.transact(tx => appendAudit(parts, tx, entry))
    },

    async auditAfter(after, limit) {
      return database.read(function* (from) {
        const some = from.select().from(auditEvent).where(gt(number, after)).orderBy(asc(number)).limit(limit)
        return (yield* all(some)).map(eventOf)
      })
    },

    async auditBefore(campaign, before, limit) {
      return database.read(function* (from) {
        const which = and(
          campaign === null ? undefined : eq(campaignId, campaign),
          before === null ? undefined : lt(number, before),
        )
        const some = from.select().from(auditEvent).where(which).orderBy(desc(number)).limit(limit)
        return (yield* all(some)).map(eventOf)
      })
    },
  }
}

/** Adds an event to the log, in the transaction of what it tells of; last, since others wait for the log's end. */
export function* appendAudit(parts: StoreParts, tx: Session, entry: AuditEntry): Steps<void> {
  const { database, tables } = parts
  const { auditEvent, installation } = tables
  yield* run(tx.insert(installation).values({ name: lockName, value: '' }).onConflictDoNothing())
  yield* all(database.locked(tx.select().from(installation).where(eq(installation.name, lockName))))
  const end = tx.select().from(auditEvent).orderBy(desc(auditEvent.number)).limit(1)
  const last = yield* first(end)
  const event = {
    ...entry,
    number: (last?.number ?? 0) + 1,
    previous: Buffer.from(last?.hash ?? firstPrevious),
  }
  const detail = JSON.stringify(entry.detail) // as text: jsonb would put its keys in another order
  yield* run(tx.insert(auditEvent).values({ ...event, detail, hash: auditHash(event) }))
}

function eventOf(row: Tables['auditEvent']['$inferSelect']): AuditEvent {
  return { ...row, actor: row.actor as AuditEvent['actor'], detail: JSON.parse(row.detail) }
}
