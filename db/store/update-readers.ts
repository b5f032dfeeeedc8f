import { and, asc, eq, gt, inArray, lt } from 'drizzle-orm'
import { isForEverybody, isInAudience } from '../../app/domain/campaign-update'
import type { SignatureId, SubscriberId } from '../../app/domain/id'
import type { Session, Tables } from '../database'
import { all, type Steps } from '../steps'
import type { StoreParts } from './parts'
import { principleNames, principleSlugs } from './rows'
import type { UpdateRecord } from './update-rows'

/**
 * Signatures read at once: an update to one constituency of many passes over most of them, and no transaction may last for
 * all of those. 1,000 rows are read in about a millisecond.
 */
const readAtOnce = 1000

/** The next who get an update, the last that was looked at, and whether there are more. */
interface Readers<Id> {
  readonly picked: readonly Id[]
  readonly last: Id | null
  readonly rest: 'some' | 'none'
}

/**
 * An update that has begun. It goes to whoever was confirmed by then: who comes later may have had it already, as somebody who
 * signs once they had it as a subscriber, or who shares a mailbox.
 */
export type StartedUpdate = UpdateRecord & { readonly startedAt: Date }

type ReaderRow = Pick<
  Tables['signature']['$inferSelect'],
  | 'id'
  | 'campaignId'
  | 'state'
  | 'confirmedAt'
  | 'updates'
  | 'slot'
  | 'mailbox'
  | 'constituencyCode'
  | 'principles'
>

type Wants = (row: ReaderRow) => boolean

/** Supporters after those whose mail is in the outbox, in the order of their signatures' ids. */
export function* supportersAfter(
  parts: StoreParts,
  tx: Session,
  row: StartedUpdate,
  limit: number,
): Steps<Readers<SignatureId>> {
  const page = yield* pageAfter(parts, tx, row)
  const wants = wanting(row, yield* principleNames(parts, tx, [row.campaignId]))
  const wanted = page.filter(wants)
  const cut = wanted.length > limit
  const fitting = wanted.slice(0, limit)
  const last = (cut ? fitting.at(-1) : page.at(-1))?.id ?? row.signatureId
  const firsts = yield* firstOfMailbox(parts, tx, row, fitting, wants)
  const held = yield* hold(parts, tx, row, firsts)
  const picked = held.filter(wants).map(({ id }) => id)
  return { picked, last, rest: cut || page.length === readAtOnce ? 'some' : 'none' }
}

function* pageAfter(
  { tables: { signature } }: StoreParts,
  tx: Session,
  { campaignId, signatureId: after }: UpdateRecord,
): Steps<readonly ReaderRow[]> {
  const its = and(eq(signature.campaignId, campaignId), after ? gt(signature.id, after) : undefined)
  return yield* all(readers(signature, tx).where(its).orderBy(asc(signature.id)).limit(readAtOnce))
}

/** Held from here on, so that whoever leaves at this moment has left before their mail is queued, or finds it there. */
function* hold(
  { database, tables: { signature } }: StoreParts,
  tx: Session,
  { campaignId }: UpdateRecord,
  rows: readonly ReaderRow[],
): Steps<readonly ReaderRow[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const those = and(eq(signature.campaignId, campaignId), inArray(signature.id, ids))
  return yield* all(database.locked(readers(signature, tx).where(those).orderBy(asc(signature.id))))
}

function readers(signature: Tables['signature'], from: Session) {
  const { id, campaignId, state, confirmedAt, updates, slot, mailbox, constituencyCode, principles } =
    signature
  return from
    .select({ id, campaignId, state, confirmedAt, updates, slot, mailbox, constituencyCode, principles })
    .from(signature)
    .$dynamic()
}

/** Whether an update goes to a signature's supporter. */
function wanting({ audience, startedAt }: StartedUpdate, names: ReadonlyMap<string, string>): Wants {
  return row =>
    wasConfirmedBy(startedAt, row) &&
    row.updates === 'yes' &&
    isInAudience(audience, { ...row, principles: principleSlugs(names, row) })
}

function wasConfirmedBy(
  startedAt: Date,
  { state, confirmedAt }: { readonly state: string; readonly confirmedAt: Date | null },
): boolean {
  return state === 'confirmed' && confirmedAt !== null && confirmedAt <= startedAt
}

/** A mailbox that several share gets one copy: that of the first of them who wants it. */
function* firstOfMailbox(
  { tables: { signature } }: StoreParts,
  tx: Session,
  { campaignId }: UpdateRecord,
  rows: readonly ReaderRow[],
  wants: Wants,
): Steps<readonly ReaderRow[]> {
  const later = rows.filter(({ slot }) => slot > 1)
  if (later.length === 0) return rows
  const mailboxes = later.map(({ mailbox }) => mailbox)
  const before = lt(signature.slot, Math.max(...later.map(({ slot }) => slot)))
  const its = and(eq(signature.campaignId, campaignId), inArray(signature.mailbox, mailboxes), before)
  const sharing: readonly ReaderRow[] = yield* all(readers(signature, tx).where(its))
  const isBehind = ({ slot, mailbox }: ReaderRow) =>
    sharing.some(other => other.slot < slot && other.mailbox.equals(mailbox) && wants(other))
  return rows.filter(row => row.slot === 1 || !isBehind(row))
}

/** The next of those who did not sign; a mailbox that gets the update for a signature gets no second copy. */
export function* subscribersAfter(
  parts: StoreParts,
  tx: Session,
  { audience, campaignId, startedAt, subscriberId: after }: StartedUpdate,
  limit: number,
): Steps<Readers<SubscriberId>> {
  if (!isForEverybody(audience)) return { picked: [], last: after, rest: 'none' }
  if (limit <= 0) return { picked: [], last: after, rest: 'some' }
  const { subscriber } = parts.tables
  const { id, mailbox, state, confirmedAt } = subscriber
  const its = and(eq(subscriber.campaignId, campaignId), after ? gt(id, after) : undefined)
  const columns = { id, mailbox, state, confirmedAt }
  const some = tx.select(columns).from(subscriber).where(its).orderBy(asc(id)).limit(limit)
  const page = yield* all(parts.database.locked(some))
  const confirmed = page.filter(row => wasConfirmedBy(startedAt, row))
  const signed = yield* mailboxesSigned(
    parts,
    tx,
    campaignId,
    confirmed.map(({ mailbox }) => mailbox),
  )
  const gets = confirmed.filter(({ mailbox }) => !signed.some(other => other.equals(mailbox)))
  return {
    picked: gets.map(({ id }) => id),
    last: page.at(-1)?.id ?? after,
    rest: page.length === limit ? 'some' : 'none',
  }
}

/** Those that a supporter has who gets this campaign's updates. */
function* mailboxesSigned(
  { tables: { signature } }: StoreParts,
  tx: Session,
  campaignId: number,
  mailboxes: readonly Buffer[],
): Steps<readonly Buffer[]> {
  if (mailboxes.length === 0) return []
  const { mailbox } = signature
  const theirs = and(
    eq(signature.campaignId, campaignId),
    inArray(mailbox, [...mailboxes]),
    eq(signature.state, 'confirmed'),
    eq(signature.updates, 'yes'),
  )
  return (yield* all(tx.select({ mailbox }).from(signature).where(theirs))).map(row => row.mailbox)
}
