import { and, eq, inArray } from 'drizzle-orm'
import type { SubscriberId } from '../../app/domain/id'
import type { Delta } from '../../app/domain/tally/tally'
import type { Subscriber } from '../../app/domain/update/subscriber'
import type { SubscriberDraft, SubscriberStore, UpdateReader } from '../../app/domain/update/subscriber-store'
import type { Session, Tables } from '../database'
import type { Keyring } from '../keyring'
import { all, first, run, type Steps } from '../steps'
import { isBlocked, type Mailbox } from './blocking'
import { mayBeMailedAt, outgoingRow } from './mailing'
import type { StoreParts } from './parts'
import { signatureById } from './rows'
import { touch } from './touch'
import { dropUpdateMails } from './update-rows'

export type SubscriberRecord = Tables['subscriber']['$inferSelect']

type SubscribingMethods =
  | 'askForNews'
  | 'subscriber'
  | 'isBlocked'
  | 'confirmSubscriber'
  | 'subscribersOfMailbox'
  | 'forgetSubscriber'

/** Asking for updates without signing. */
export function subscribing(parts: StoreParts): Pick<SubscriberStore, SubscribingMethods> {
  const { database, keyring } = parts
  const { subscriber } = parts.tables

  return {
    async askForNews(draft) {
      return database.transact(function* (tx) {
        yield* touch(parts, tx) // so that how long it takes does not tell who asked before (SEC-12)
        const mailbox = keyring.sealer(draft.campaignId).mailboxIndex(draft.mailbox)
        const { campaignId } = draft
        if (yield* isBlocked(parts, tx, { campaignId, mailbox })) return 'not-mailed'
        if (yield* getsUpdates(parts, tx, { campaignId, mailbox })) return 'not-mailed'
        yield* run(
          tx
            .insert(subscriber)
            .values(newRow(keyring, draft, mailbox))
            .onConflictDoNothing(),
        )
        const its = and(eq(subscriber.campaignId, draft.campaignId), eq(subscriber.mailbox, mailbox))
        const row = yield* first(database.locked(tx.select().from(subscriber).where(its)))
        if (!row || row.state === 'confirmed' || draft.mail === 'withheld') return 'not-mailed'
        return yield* mailLink(parts, tx, row, draft)
      })
    },

    async subscriber(id) {
      return database.read(function* (from) {
        const row = yield* subscriberById(parts, from, id)
        return row ? toSubscriber(keyring, row) : null
      })
    },

    async isBlocked(reader) {
      return database.read(function* (from) {
        const mailbox = yield* mailboxOf(parts, from, reader)
        return mailbox !== undefined && (yield* isBlocked(parts, from, mailbox))
      })
    },

    async confirmSubscriber(id, at) {
      return database.transact(function* (tx) {
        const row = yield* subscriberToChange(parts, tx, id)
        if (!row) return 'not-found'
        if (row.state === 'confirmed') return 'already-confirmed'
        yield* changeState(parts, tx, row, 'confirmed', { confirmedAt: at, mails: 0 })
        return 'confirmed'
      })
    },

    async subscribersOfMailbox(mailbox) {
      return database.snapshot(function* (from) {
        return (yield* subscriberRowsOf(parts, from, mailbox)).map(row => toSubscriber(keyring, row))
      })
    },

    async forgetSubscriber(id) {
      const forgotten = await database.transact(function* (tx) {
        const row = yield* subscriberToChange(parts, tx, id)
        if (!row) return 'not-found'
        yield* forget(parts, tx, row)
        return 'forgotten'
      })
      if (forgotten === 'forgotten') await database.forgetDeleted()
      return forgotten
    },
  }
}

/** Whether somebody of this mailbox signed and gets updates already. */
function* getsUpdates(
  { tables: { signature } }: StoreParts,
  tx: Session,
  { campaignId, mailbox }: Mailbox,
): Steps<boolean> {
  const theirs = and(eq(signature.campaignId, campaignId), eq(signature.mailbox, mailbox))
  const some = tx
    .select({ id: signature.id })
    .from(signature)
    .where(and(theirs, eq(signature.state, 'confirmed'), eq(signature.updates, 'yes')))
    .limit(1)
  return (yield* first(some)) !== undefined
}

function newRow(
  keyring: Keyring,
  draft: SubscriberDraft,
  mailbox: Buffer,
): Tables['subscriber']['$inferInsert'] {
  const { id, campaignId, consentVersion, email, mailDomain, at } = draft
  const sealed = keyring.sealer(campaignId).seal(email, 'subscriber.sealed', id)
  const asked = { state: 'pending' as const, askedAt: at, mails: 0, mailedAt: new Date(0) }
  return { id, campaignId, consentVersion, mailbox, sealed, domain: mailDomain, ...asked }
}

/** One mail a minute and five in all, as for whoever signs (SEC-13); what was typed last is where it goes. */
function* mailLink(
  parts: StoreParts,
  tx: Session,
  row: SubscriberRecord,
  { email, mailDomain, consentVersion, at }: SubscriberDraft,
): Steps<'mailed' | 'not-mailed'> {
  if (!mayBeMailedAt(row, at)) return 'not-mailed'
  const { subscriber } = parts.tables
  const { id: subscriberId, campaignId } = row
  const sealed = parts.keyring.sealer(campaignId).seal(email, 'subscriber.sealed', subscriberId)
  const asked = {
    sealed,
    domain: mailDomain,
    consentVersion,
    mails: row.mails + 1,
    mailedAt: at,
    askedAt: at,
  }
  yield* run(tx.update(subscriber).set(asked).where(isSubscriber(parts, row)))
  const about = { kind: 'confirm-news' as const, campaignId, subscriberId }
  yield* parts.database.insertOutgoing(tx, [outgoingRow(parts, about, at, at)])
  return 'mailed'
}

function toSubscriber(keyring: Keyring, row: SubscriberRecord): Subscriber {
  const { id, campaignId, state, consentVersion, askedAt, confirmedAt } = row
  const email = keyring.sealer(campaignId).open<string>(row.sealed, 'subscriber.sealed', id)
  return { id, campaignId, state, email, consentVersion, askedAt, confirmedAt }
}

function* subscriberById(
  parts: StoreParts,
  from: Session,
  id: SubscriberId,
): Steps<SubscriberRecord | undefined> {
  const { subscriber } = parts.tables
  return yield* first(
    from
      .select()
      .from(subscriber)
      .where(withId(parts, from, id)),
  )
}

/** Where a reader gets updates. */
export function* mailboxOf(
  parts: StoreParts,
  from: Session,
  { kind, id }: UpdateReader,
): Steps<Mailbox | undefined> {
  return kind === 'supporter' ? yield* signatureById(parts, from, id) : yield* subscriberById(parts, from, id)
}

/** Nobody else changes it until this transaction ends. */
export function* subscriberToChange(
  parts: StoreParts,
  tx: Session,
  id: SubscriberId,
): Steps<SubscriberRecord | undefined> {
  const { subscriber } = parts.tables
  return yield* first(
    parts.database.locked(
      tx
        .select()
        .from(subscriber)
        .where(withId(parts, tx, id)),
    ),
  )
}

/** The one index is by campaign and id, and campaigns are few. */
function withId({ tables: { subscriber, campaign } }: StoreParts, from: Session, id: SubscriberId) {
  return and(
    inArray(subscriber.campaignId, from.select({ id: campaign.id }).from(campaign)),
    eq(subscriber.id, id),
  )
}

function isSubscriber({ tables: { subscriber } }: StoreParts, { campaignId, id }: SubscriberRecord) {
  return and(eq(subscriber.campaignId, campaignId), eq(subscriber.id, id))
}

/** The index is computed once for each campaign, as for signatures. */
export function* subscriberRowsOf(
  { keyring, tables: { campaign, subscriber } }: StoreParts,
  from: Session,
  mailbox: string,
): Steps<SubscriberRecord[]> {
  const rows: SubscriberRecord[] = []
  for (const { id } of yield* all(from.select({ id: campaign.id }).from(campaign).orderBy(campaign.id))) {
    if (!keyring.hasKey(id)) continue
    const index = keyring.sealer(id).mailboxIndex(mailbox)
    const its = and(eq(subscriber.campaignId, id), eq(subscriber.mailbox, index))
    rows.push(...(yield* all(from.select().from(subscriber).where(its))))
  }
  return rows
}

/** Moves a subscription to a state, and its count with it. */
export function* changeState(
  parts: StoreParts,
  tx: Session,
  row: SubscriberRecord,
  state: SubscriberRecord['state'],
  change: Partial<SubscriberRecord> = {},
): Steps<void> {
  yield* run(
    tx
      .update(parts.tables.subscriber)
      .set({ state, ...change })
      .where(isSubscriber(parts, row)),
  )
  yield* parts.database.addToTallies(tx, [...countOf(row, -1), ...countOf({ ...row, state }, 1)])
}

/** Deletes every trace of a subscription. */
export function* forget(parts: StoreParts, tx: Session, row: SubscriberRecord): Steps<void> {
  const { subscriber, outgoing } = parts.tables
  yield* dropUpdateMails(parts, tx, { subscriberIds: [row.id] }, 'erased')
  yield* run(tx.delete(outgoing).where(eq(outgoing.subscriberId, row.id)))
  yield* run(tx.delete(subscriber).where(isSubscriber(parts, row)))
  yield* parts.database.addToTallies(tx, countOf(row, -1))
}

function countOf({ campaignId, state }: SubscriberRecord, by: 1 | -1): Delta[] {
  return state === 'confirmed' ? [{ campaignId, measure: 'subscribers', key: '', by }] : []
}
