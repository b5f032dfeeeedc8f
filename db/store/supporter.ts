import { and, count, desc, eq, gt, inArray } from 'drizzle-orm'
import type { HeldRecord, Store } from '../../app/domain/store'
import type { Session } from '../database'
import { all, first, run, type Steps } from '../steps'
import { outgoingRow } from './mailing'
import type { StoreParts } from './parts'
import { repliesTo, toReply } from './replying'
import {
  isRow,
  openPerson,
  principleNames,
  rowsOfMailbox,
  sealPerson,
  signatureToChange,
  toLetter,
  toSignature,
} from './rows'
import { subscriberRowsOf, subscriberToChange } from './subscribing'
import { touch } from './touch'
import { setWanted } from './unsubscribing'

/** One mailbox may ask for its link so often in half an hour. */
const manageLinksAtMost = 5
const manageLinksWithinMs = 30 * 60_000

/** What a supporter may see and change of what is held about them. */
export function supporter(
  parts: StoreParts,
): Pick<Store, 'heldForMailbox' | 'requestManageLink' | 'correctName' | 'setUpdates'> {
  const { database, keyring, tables } = parts
  const { signature, letter, outgoing } = tables

  return {
    async heldForMailbox(mailbox) {
      return database.snapshot(function* (from) {
        const rows = yield* rowsOfMailbox(parts, from, mailbox)
        const names = yield* principleNames(parts, from, [...new Set(rows.map(row => row.campaignId))])
        const records: HeldRecord[] = []
        for (const row of rows) {
          const letters = yield* all(
            from.select().from(letter).where(eq(letter.signatureId, row.id)).orderBy(desc(letter.id)),
          )
          const ids = letters.map(one => one.id)
          const replies = yield* repliesTo(parts, from, ids)
          records.push({
            signature: toSignature(keyring, names, row),
            letters: letters.map(one => toLetter(keyring, one)),
            replies: [...replies.values()].map(one => toReply(keyring, one)),
          })
        }
        return records
      })
    },

    async requestManageLink(mailbox, at) {
      return database.transact(function* (tx) {
        yield* touch(parts, tx)
        const rows = yield* rowsOfMailbox(parts, tx, mailbox)
        const latest = rows.toSorted((one, other) => +other.signedAt - +one.signedAt)[0]
        if (!latest) return yield* mailSubscriber(parts, tx, mailbox, at)
        const held = yield* signatureToChange(parts, tx, latest.id) // two who ask at once are counted one after the other
        if (!held) return 'nothing-held' // erased at this moment
        const ids = rows.map(row => row.id)
        const since = new Date(at.getTime() - manageLinksWithinMs)
        const lately = yield* first(
          tx
            .select({ links: count() })
            .from(outgoing)
            .where(
              and(
                inArray(outgoing.signatureId, ids),
                eq(outgoing.kind, 'manage'),
                gt(outgoing.createdAt, since),
              ),
            ),
        )
        if ((lately?.links ?? 0) >= manageLinksAtMost) return 'sent-lately'
        const { campaignId, id: signatureId } = latest
        const about = { kind: 'manage' as const, campaignId, signatureId, letterId: null }
        yield* database.insertOutgoing(tx, [outgoingRow(parts, about, at, at)])
        return 'queued'
      })
    },

    async correctName(id, name) {
      return database.transact(function* (tx) {
        const row = yield* signatureToChange(parts, tx, id)
        if (!row) return 'not-found'
        const sealed = sealPerson(keyring, row.campaignId, id, { ...openPerson(keyring, row), name })
        yield* run(tx.update(signature).set({ sealed }).where(isRow(parts, row)))
        return 'corrected'
      })
    },

    async setUpdates(id, wanted) {
      return database.transact(function* (tx) {
        const row = yield* signatureToChange(parts, tx, id)
        if (!row) return 'not-found'
        yield* setWanted(parts, tx, row, wanted ? 'yes' : 'no')
        return 'set'
      })
    },
  }
}

/** The same for whoever asked for updates alone. */
function* mailSubscriber(parts: StoreParts, tx: Session, mailbox: string, at: Date): Steps<ManageAnswer> {
  const { outgoing } = parts.tables
  const [one] = yield* subscriberRowsOf(parts, tx, mailbox)
  const row = one && (yield* subscriberToChange(parts, tx, one.id))
  if (!row) return 'nothing-held'
  const kind = 'manage-news' as const
  const since = new Date(at.getTime() - manageLinksWithinMs)
  const lately = yield* first(
    tx
      .select({ links: count() })
      .from(outgoing)
      .where(and(eq(outgoing.subscriberId, row.id), eq(outgoing.kind, kind), gt(outgoing.createdAt, since))),
  )
  if ((lately?.links ?? 0) >= manageLinksAtMost) return 'sent-lately'
  const { campaignId, id: subscriberId } = row
  yield* parts.database.insertOutgoing(tx, [outgoingRow(parts, { kind, campaignId, subscriberId }, at, at)])
  return 'queued'
}

type ManageAnswer = Awaited<ReturnType<Store['requestManageLink']>>
