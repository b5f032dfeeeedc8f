import { and, asc, eq, inArray, isNotNull, lte, notInArray } from 'drizzle-orm'
import type { UpdateStore } from '../../app/domain/update-store'
import type { Session } from '../database'
import { first, run, type Steps } from '../steps'
import { outgoingRow } from './mailing'
import type { StoreParts } from './parts'
import { isPaused } from './sending'
import { type StartedUpdate, subscribersAfter, supportersAfter } from './update-readers'
import type { UpdateRecord } from './update-rows'
import { renewPages } from './updates'

/** When an update is looked at again whose mails are all in the outbox. */
const lookAgainMs = 1000

/** Puts updates into the outbox, page by page behind everything else that is due. */
export function updateFilling(parts: StoreParts): Pick<UpdateStore, 'fillOutbox'> {
  const { database } = parts
  const { campaignUpdate } = parts.tables
  const { dueAt, id } = campaignUpdate
  return {
    async fillOutbox(limit, at) {
      return database.transact(function* (tx) {
        if (yield* isPaused(parts, tx)) return 'nothing-due'
        // Whoever was longest not looked at is next, so that two updates take turns; another mailer's is left to it.
        const due = tx
          .select()
          .from(campaignUpdate)
          .where(and(isNotNull(dueAt), lte(dueAt, at), isOnSite(parts, tx)))
          .orderBy(asc(dueAt))
          .limit(1)
        const row = yield* first(database.skippingLocked(due))
        if (!row) return 'nothing-due'
        yield* begin(parts, tx, row, at)
        yield* goOn(parts, tx, row, at)
        const startedAt = row.startedAt ?? at
        const page = yield* nextPage(parts, tx, { ...row, startedAt }, limit)
        yield* database.insertOutgoing(
          tx,
          page.mails.map(about => outgoingRow(parts, about, at, at)),
        )
        const { signatureId, subscriberId } = page
        const queued = row.queued + page.mails.length
        const filled = { state: 'sending' as const, startedAt, signatureId, subscriberId, queued }
        const ended = page.rest === 'none' && page.mails.length === 0 && !(yield* isUnderWay(parts, tx, row))
        const next = ended
          ? { state: 'sent' as const, dueAt: null, endedAt: at }
          : { dueAt: page.rest === 'none' ? new Date(at.getTime() + lookAgainMs) : at }
        yield* run(
          tx
            .update(campaignUpdate)
            .set({ ...filled, ...next })
            .where(eq(id, row.id)),
        )
        return 'filled'
      })
    },
  }
}

/** One of a campaign that was taken off the site waits until it is put back. */
function isOnSite({ tables: { campaign, campaignUpdate } }: StoreParts, tx: Session) {
  const away = tx.select({ id: campaign.id }).from(campaign).where(eq(campaign.state, 'taken-down'))
  return notInArray(campaignUpdate.campaignId, away)
}

/** Its time has come. */
function* begin(parts: StoreParts, tx: Session, row: UpdateRecord, at: Date): Steps<void> {
  if (row.state !== 'scheduled' || row.publishedAt === null) return
  const { campaignUpdate } = parts.tables
  if (row.publishedAt > at)
    yield* run(tx.update(campaignUpdate).set({ publishedAt: at }).where(eq(campaignUpdate.id, row.id)))
  yield* renewPages(parts, tx, row.campaignId, at)
}

/** What a pause held back is due again; what a mailer gave back just as it ended, too. */
function* goOn({ tables: { outgoing } }: StoreParts, tx: Session, row: UpdateRecord, at: Date): Steps<void> {
  yield* run(
    tx
      .update(outgoing)
      .set({ state: 'queued', holdReason: null, dueAt: at, settledAt: null })
      .where(
        and(
          eq(outgoing.updateId, row.id),
          eq(outgoing.state, 'held'),
          eq(outgoing.holdReason, 'update-paused'),
        ),
      ),
  )
}

/** What a relay put off is tried again for days; an update has been sent before that ends. */
function* isUnderWay({ tables: { outgoing } }: StoreParts, tx: Session, row: UpdateRecord): Steps<boolean> {
  const some = tx
    .select({ id: outgoing.id })
    .from(outgoing)
    .where(and(eq(outgoing.updateId, row.id), inArray(outgoing.state, ['queued', 'sending'])))
    .limit(1)
  return (yield* first(some)) !== undefined
}

type About = Parameters<typeof outgoingRow>[1]

/** The next mails of an update, and how far it has come with them. */
interface FilledPage extends Pick<UpdateRecord, 'signatureId' | 'subscriberId'> {
  readonly mails: readonly About[]
  readonly rest: 'some' | 'none'
}

function* nextPage(parts: StoreParts, tx: Session, row: StartedUpdate, limit: number): Steps<FilledPage> {
  const { campaignId, id: updateId } = row
  const supporters = yield* supportersAfter(parts, tx, row, limit)
  const mails = supporters.picked.map(
    (signatureId): About => ({ kind: 'update', campaignId, signatureId, updateId }),
  )
  const signatureId = supporters.last
  if (supporters.rest === 'some') return { mails, signatureId, subscriberId: row.subscriberId, rest: 'some' }
  const subscribers = yield* subscribersAfter(parts, tx, row, limit - mails.length)
  const news = subscribers.picked.map(
    (subscriberId): About => ({ kind: 'news', campaignId, subscriberId, updateId }),
  )
  return { mails: [...mails, ...news], signatureId, subscriberId: subscribers.last, rest: subscribers.rest }
}
