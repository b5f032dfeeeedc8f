import { and, asc, count, eq, isNotNull, lte, min } from 'drizzle-orm'
import type { Claimed, Settlement } from '../../app/domain/outbox'
import type { Store } from '../../app/domain/store'
import { followMails } from './letter-state'
import { tables } from './schema'
import type { StoreParts } from './store'

type OutboxMethods = 'claimOutgoing' | 'stampOutgoing' | 'markOutgoing' | 'settleOutgoing' | 'outbox'

/** The queue of mails: lent under a lease with a fence, settled one by one. */
export function outbox(parts: StoreParts): Pick<Store, OutboxMethods> {
  const { connection } = parts
  const { outgoing } = tables
  const { write, read } = connection
  const mine = (mail: Claimed) =>
    and(eq(outgoing.id, mail.id), eq(outgoing.fence, mail.fence), eq(outgoing.state, 'sending'))

  return {
    async claimOutgoing(limit, at, leaseUntil) {
      return connection.transact(() => {
        const due = write
          .select()
          .from(outgoing)
          .where(and(isNotNull(outgoing.dueAt), lte(outgoing.dueAt, at)))
          .orderBy(asc(outgoing.dueAt))
          .limit(limit)
          .all()
        return due.flatMap(row => claimOne(parts, row, at, leaseUntil) ?? [])
      })
    },

    async stampOutgoing(mail, messageId, date) {
      const stamp = write.update(outgoing).set({ messageId, date }).where(mine(mail))
      return connection.transact(() => stamp.run().changes === 1)
    },

    async markOutgoing(mail, at) {
      const mark = write.update(outgoing).set({ dataAt: at }).where(mine(mail))
      return connection.transact(() => mark.run().changes === 1)
    },

    async settleOutgoing(mail, settlement, at) {
      return connection.transact(() => {
        const ended = isUnwanted(parts, mail, settlement) ? ({ state: 'cancelled' } as const) : settlement
        const settled =
          write.update(outgoing).set(settledColumns(ended, at)).where(mine(mail)).run().changes === 1
        if (settled && mail.kind === 'letter' && mail.letterId) followMails(parts, mail.letterId, at)
        return settled
      })
    },

    async outbox() {
      const states = read
        .select({ state: outgoing.state, mails: count() })
        .from(outgoing)
        .groupBy(outgoing.state)
        .all()
      const oldest = read
        .select({ dueAt: min(outgoing.dueAt) })
        .from(outgoing)
        .where(isNotNull(outgoing.dueAt))
        .get()
      return {
        states: Object.fromEntries(states.map(({ state, mails }) => [state, mails])),
        oldestDue: oldest?.dueAt ?? null,
      }
    },
  }
}

/** A mail whose lease ran out is lent again, unless DATA had begun: then nobody knows whether it arrived. */
function claimOne(
  parts: StoreParts,
  row: typeof tables.outgoing.$inferSelect,
  at: Date,
  leaseUntil: Date,
): Claimed | null {
  const { write } = parts.connection
  const { outgoing } = tables
  const lost = row.state === 'sending' && row.dataAt !== null
  const fence = row.fence + 1
  const attempts = row.attempts + 1
  const change = lost
    ? { ...settledColumns({ state: 'unknown', reply: 'the mailer was lost while sending' }, at), fence }
    : { state: 'sending' as const, dueAt: leaseUntil, fence, attempts }
  write.update(outgoing).set(change).where(eq(outgoing.id, row.id)).run()
  if (row.kind === 'letter' && row.letterId) followMails(parts, row.letterId, at)
  if (lost) return null
  const { id, kind, campaignId, signatureId, letterId, targetKey, createdAt, messageId, date } = row
  return {
    id,
    kind,
    campaignId,
    signatureId,
    letterId,
    targetKey,
    createdAt,
    messageId,
    date,
    attempts,
    fence,
  }
}

/** A letter that came back is not tried again once its writer has withdrawn: it was on its way then, and is not now. */
function isUnwanted(
  { connection: { write } }: StoreParts,
  { kind, signatureId }: Claimed,
  { state }: Settlement,
): boolean {
  if (kind !== 'letter' || (state !== 'deferred' && state !== 'held')) return false
  const { signature } = tables
  const row = write
    .select({ state: signature.state })
    .from(signature)
    .where(eq(signature.id, signatureId))
    .get()
  return row?.state !== 'confirmed'
}

function settledColumns(settlement: Settlement, at: Date) {
  return {
    state: settlement.state,
    dueAt: settlement.state === 'deferred' ? settlement.retryAt : null,
    lastReply: 'reply' in settlement ? settlement.reply : null,
    holdReason: settlement.state === 'held' ? settlement.why : null,
    settledAt: settlement.state === 'deferred' ? null : at,
    dataAt: null,
  }
}
