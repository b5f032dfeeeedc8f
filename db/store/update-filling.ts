import { and, asc, eq, inArray, isNotNull, lte, notInArray } from 'drizzle-orm'
import type { UpdateStore } from '../../app/domain/update/store'
import type { UpdateReader } from '../../app/domain/update/subscriber-store'
import type { Session } from '../database'
import { first, run, type Steps } from '../steps'
import { outgoingRow } from './mailing'
import type { StoreParts } from './parts'
import { isPaused } from './sending'
import { nextReaders } from './update-readers'
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
        const { readers, reached, rest } = yield* nextReaders(parts, tx, { ...row, startedAt }, limit)
        yield* database.insertOutgoing(
          tx,
          readers.map(reader => outgoingRow(parts, mailTo(row, reader), at, at)),
        )
        const queued = row.queued + readers.length
        const filled = { state: 'sending' as const, startedAt, reached, queued }
        const ended = rest === 'none' && readers.length === 0 && !(yield* isUnderWay(parts, tx, row))
        const next = ended
          ? { state: 'sent' as const, dueAt: null, endedAt: at }
          : { dueAt: rest === 'none' ? new Date(at.getTime() + lookAgainMs) : at }
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

/** Its time has come; after a restore that may be once an organiser lets it go on. */
function* begin(parts: StoreParts, tx: Session, row: UpdateRecord, at: Date): Steps<void> {
  if (row.startedAt !== null || row.publishedAt === null) return
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

/** Of an update, or of news: the same words, to whoever signed or did not. */
function mailTo(
  { campaignId, id: updateId }: UpdateRecord,
  reader: UpdateReader,
): Parameters<typeof outgoingRow>[1] {
  return reader.kind === 'supporter'
    ? { kind: 'update', campaignId, updateId, signatureId: reader.id }
    : { kind: 'news', campaignId, updateId, subscriberId: reader.id }
}
