import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import { isForEverybody, isInAudience, type UpdateAudience } from '../../app/domain/update/campaign-update'
import type { UpdateReader } from '../../app/domain/update/subscriber-store'
import type { Session, Tables } from '../database'
import { all, type Steps } from '../steps'
import type { StoreParts } from './parts'
import { principleNames, principleSlugs } from './rows'
import type { UpdateRecord } from './update-rows'

/**
 * Rows read at once: an update to one constituency of many passes over most of them, and no transaction may last for all of
 * those. 1,000 take 6 ms of CPU where there are a million, since they lie in the order they came.
 */
const readAtOnce = 1000

/** No mailbox comes after it: its keyed index is 16 bytes that nobody chooses. */
const lastMailbox = Buffer.alloc(16, 0xff)

/** The next who get an update, a mailbox each, and the last mailbox that was looked at. */
interface ReaderPage {
  readonly readers: readonly UpdateReader[]
  readonly reached: Buffer
  readonly rest: 'some' | 'none'
}

/**
 * An update that has begun. It goes to whoever was confirmed by then, so that who comes meanwhile does not get it by chance of
 * where their mailbox stands.
 */
export type StartedUpdate = UpdateRecord & { readonly startedAt: Date }

type SignatureRow = Pick<
  Tables['signature']['$inferSelect'],
  | 'id'
  | 'mailbox'
  | 'slot'
  | 'state'
  | 'confirmedAt'
  | 'updates'
  | 'campaignId'
  | 'constituencyCode'
  | 'principles'
>

type Wants = (row: SignatureRow) => boolean

/**
 * The next readers in the order of mailboxes. All that a mailbox holds, signatures and a subscription, is looked at in one moment
 * and never again for this update: so it gets one copy at most, whoever of it leaves, comes back or joins while the update goes.
 */
export function* nextReaders(
  parts: StoreParts,
  tx: Session,
  row: StartedUpdate,
  limit: number,
): Steps<ReaderPage> {
  const wants = wanting(row, yield* principleNames(parts, tx, [row.campaignId]))
  const stretches = [yield* signedAfter(parts, tx, row, wants), yield* askedAfter(parts, tx, row)]
  const [end = lastMailbox] = inOrder(stretches.map(stretch => stretch.end))
  const wanted = inOrder(stretches.flatMap(stretch => stretch.wanting)).filter(
    mailbox => mailbox.compare(end) <= 0,
  )
  const fitting = wanted.slice(0, limit)
  const reached = (wanted.length > limit ? fitting.at(-1) : end) ?? lastMailbox
  const readers = yield* readersOf(parts, tx, row, wants, fitting)
  return { readers, reached, rest: reached.equals(lastMailbox) ? 'none' : 'some' }
}

/** Each once. */
function inOrder(mailboxes: readonly Buffer[]): readonly Buffer[] {
  const sorted = mailboxes.toSorted(Buffer.compare)
  return sorted.filter((mailbox, place) => !sorted[place - 1]?.equals(mailbox))
}

/** What was read on from where an update is: the mailboxes that seem to want it, and the last that was read whole. */
interface Stretch {
  readonly wanting: readonly Buffer[]
  readonly end: Buffer
}

function* signedAfter(
  { tables: { signature } }: StoreParts,
  tx: Session,
  { campaignId, reached }: UpdateRecord,
  wants: Wants,
): Steps<Stretch> {
  const { mailbox, slot } = signature
  const its = and(eq(signature.campaignId, campaignId), reached ? gt(mailbox, reached) : undefined)
  const page: readonly SignatureRow[] = yield* all(
    tx
      .select(columnsOf(signature))
      .from(signature)
      .where(its)
      .orderBy(asc(mailbox), asc(slot))
      .limit(readAtOnce),
  )
  // More of the last one may come: it is left to the next page.
  const cut = page.length === readAtOnce ? page.at(-1)?.mailbox : undefined
  const whole = cut ? page.filter(row => !row.mailbox.equals(cut)) : page
  const end = (cut && whole.at(-1)?.mailbox) ?? lastMailbox
  return { wanting: whole.filter(wants).map(row => row.mailbox), end }
}

function* askedAfter(
  { tables: { subscriber } }: StoreParts,
  tx: Session,
  { audience, campaignId, reached, startedAt }: StartedUpdate,
): Steps<Stretch> {
  if (!isForEverybody(audience)) return { wanting: [], end: lastMailbox }
  const { mailbox, state, confirmedAt } = subscriber
  const its = and(eq(subscriber.campaignId, campaignId), reached ? gt(mailbox, reached) : undefined)
  const columns = { mailbox, state, confirmedAt }
  const page = yield* all(
    tx.select(columns).from(subscriber).where(its).orderBy(asc(mailbox)).limit(readAtOnce),
  )
  const end = (page.length === readAtOnce ? page.at(-1)?.mailbox : undefined) ?? lastMailbox
  return { wanting: page.filter(row => wasConfirmedBy(startedAt, row)).map(row => row.mailbox), end }
}

/** Whether an update goes to a signature's supporter. */
function wanting(
  { audience, startedAt }: { readonly audience: UpdateAudience; readonly startedAt: Date },
  names: ReadonlyMap<string, string>,
): Wants {
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

/**
 * One of each mailbox: the first who signed and wants it, or else whoever asked without signing. Held from here on, so that whoever
 * leaves at this moment has left before their mail is queued, or finds it there.
 */
function* readersOf(
  { database, tables: { signature, subscriber } }: StoreParts,
  tx: Session,
  { audience, campaignId, startedAt }: StartedUpdate,
  wants: Wants,
  mailboxes: readonly Buffer[],
): Steps<readonly UpdateReader[]> {
  if (mailboxes.length === 0) return []
  const signing = and(eq(signature.campaignId, campaignId), inArray(signature.mailbox, [...mailboxes]))
  const signed: readonly SignatureRow[] = yield* all(
    database.locked(
      tx.select(columnsOf(signature)).from(signature).where(signing).orderBy(asc(signature.id)),
    ),
  )
  const asking = and(eq(subscriber.campaignId, campaignId), inArray(subscriber.mailbox, [...mailboxes]))
  const asked = isForEverybody(audience)
    ? yield* all(database.locked(tx.select().from(subscriber).where(asking).orderBy(asc(subscriber.id))))
    : []
  const bySlot = signed.filter(wants).sort((one, other) => one.slot - other.slot)
  const confirmed = asked.filter(row => wasConfirmedBy(startedAt, row))
  return mailboxes.flatMap((mailbox): UpdateReader[] => {
    const supporter = bySlot.find(row => row.mailbox.equals(mailbox))
    if (supporter) return [{ kind: 'supporter', id: supporter.id }]
    const follower = confirmed.find(row => row.mailbox.equals(mailbox))
    return follower ? [{ kind: 'subscriber', id: follower.id }] : []
  })
}

function columnsOf({
  id,
  mailbox,
  slot,
  state,
  confirmedAt,
  updates,
  campaignId,
  constituencyCode,
  principles,
}: Tables['signature']) {
  return { id, mailbox, slot, state, confirmedAt, updates, campaignId, constituencyCode, principles }
}
