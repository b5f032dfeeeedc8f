import { and, eq } from 'drizzle-orm'
import type { SubscriberStore } from '../../app/domain/update/subscriber-store'
import type { Session } from '../database'
import { all, first, run, type Steps } from '../steps'
import type { Mailbox } from './blocking'
import type { StoreParts } from './parts'
import { isRow, type SignatureRecord, signatureToChange } from './rows'
import { changeState, mailboxOf, type SubscriberRecord, subscriberToChange } from './subscribing'
import { dropUpdateMails } from './update-rows'

/** The way out of updates, and back. */
export function unsubscribing(parts: StoreParts): Pick<SubscriberStore, 'unsubscribe' | 'subscribeAgain'> {
  const { database } = parts
  return {
    async unsubscribe(reader) {
      return database.transact(function* (tx) {
        // Not held yet: whoever holds several signatures holds them in one order, and subscriptions after them.
        const held = yield* mailboxOf(parts, tx, reader)
        if (!held) return 'not-found'
        for (const row of yield* signaturesOf(parts, tx, held)) yield* setWanted(parts, tx, row, 'no')
        const subscriber = yield* subscriberOf(parts, tx, held)
        if (subscriber) {
          if (subscriber.state !== 'unsubscribed') yield* changeState(parts, tx, subscriber, 'unsubscribed')
          yield* dropUpdateMails(parts, tx, { subscriberIds: [subscriber.id] })
        }
        return 'unsubscribed'
      })
    },

    async subscribeAgain(reader, at) {
      return database.transact(function* (tx) {
        if (reader.kind === 'subscriber') {
          const row = yield* subscriberToChange(parts, tx, reader.id)
          if (!row?.confirmedAt) return 'not-possible'
          if (row.state !== 'confirmed') yield* changeState(parts, tx, row, 'confirmed', { confirmedAt: at })
          return 'subscribed'
        }
        const row = yield* signatureToChange(parts, tx, reader.id)
        if (row?.state !== 'confirmed') return 'not-possible'
        yield* setWanted(parts, tx, row, 'yes')
        return 'subscribed'
      })
    },
  }
}

/** Whether a supporter wants updates from now on, with what is counted of it; what waits for one who does not is dropped. */
export function* setWanted(
  parts: StoreParts,
  tx: Session,
  row: SignatureRecord,
  updates: 'yes' | 'no',
): Steps<void> {
  if (updates === 'no') yield* dropUpdateMails(parts, tx, { signatureIds: [row.id] })
  if (row.updates === updates) return
  yield* run(tx.update(parts.tables.signature).set({ updates }).where(isRow(parts, row)))
  if (row.state !== 'confirmed') return
  const { campaignId, constituencyCode } = row
  const counted = { campaignId, measure: 'updates-by-constituency' as const, key: constituencyCode ?? '' }
  yield* parts.database.addToTallies(tx, [{ ...counted, by: updates === 'yes' ? 1 : -1 }])
}

function* signaturesOf(
  { database, tables: { signature } }: StoreParts,
  tx: Session,
  { campaignId, mailbox }: Mailbox,
): Steps<SignatureRecord[]> {
  const theirs = and(eq(signature.campaignId, campaignId), eq(signature.mailbox, mailbox))
  return yield* all(database.locked(tx.select().from(signature).where(theirs).orderBy(signature.id)))
}

function* subscriberOf(
  { database, tables: { subscriber } }: StoreParts,
  tx: Session,
  { campaignId, mailbox }: Mailbox,
): Steps<SubscriberRecord | undefined> {
  const theirs = and(eq(subscriber.campaignId, campaignId), eq(subscriber.mailbox, mailbox))
  return yield* first(database.locked(tx.select().from(subscriber).where(theirs)))
}
