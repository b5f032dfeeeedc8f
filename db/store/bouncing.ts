import { eq, or } from 'drizzle-orm'
import type { OutgoingId } from '../../app/domain/id'
import { replyOfReturned } from '../../app/domain/letter/mail'
import { goesToTarget } from '../../app/domain/outbox/outbox'
import type { Store } from '../../app/domain/store'
import type { Session, Tables } from '../database'
import { all, first, run, type Steps } from '../steps'
import { followDigest } from './digests'
import { settledColumns } from './lent'
import { followMails } from './letter-state'
import type { StoreParts } from './parts'
import { holdSignatures } from './rows'

type Row = Tables['outgoing']['$inferSelect']

/** What a delivery report that came back does to the mail it is about. */
export function bouncing(parts: StoreParts): Pick<Store, 'bounceOutgoing'> {
  const { database } = parts
  const { outgoing } = parts.tables

  return {
    async bounceOutgoing(id, reply, at) {
      return database.transact(function* (tx) {
        yield* keepWriters(parts, tx, id)
        const row = yield* first(database.locked(tx.select().from(outgoing).where(eq(outgoing.id, id))))
        if (!row || !goesToOffice(row)) return 'not-found'
        if (row.state === 'bounced') return 'already'
        if (!wasSent(row)) return 'not-sent'
        const bounced = { state: 'bounced', reply: replyOfReturned(reply) } as const
        yield* run(tx.update(outgoing).set(settledColumns(bounced, at)).where(eq(outgoing.id, id)))
        if (row.kind === 'letter' && row.letterId) yield* followMails(parts, tx, row.letterId, at)
        if (row.kind === 'digest') yield* followDigest(parts, tx, id, bounced, at)
        return 'bounced'
      })
    },
  }
}

/** A mail of ours to a supporter is gone once it was accepted, and nothing follows where it comes back. */
function goesToOffice({ kind }: Row): boolean {
  return kind === 'digest' || goesToTarget(kind)
}

/** Its relay may report sooner than it answers: then the mailer that has it finds that it was settled. */
function wasSent({ state, dataAt }: Row): boolean {
  return state === 'accepted' || state === 'unknown' || (state === 'sending' && dataAt !== null)
}

/** Holds the signatures first, as whoever withdraws one does: what is given back refers to them. */
function* keepWriters(parts: StoreParts, tx: Session, id: OutgoingId): Steps<void> {
  const { outgoing } = parts.tables
  const carried = or(eq(outgoing.id, id), eq(outgoing.digestId, id))
  const rows = yield* all(tx.select({ id: outgoing.signatureId }).from(outgoing).where(carried))
  const ids = rows.flatMap(row => row.id ?? [])
  yield* holdSignatures(parts, tx, ids)
}
