import { and, count, desc, eq, gt, inArray } from 'drizzle-orm'
import type { HeldRecord, Store } from '../../app/domain/store'
import { all, first, run } from '../steps'
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
import { touch } from './touch'

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
        if (!latest) return 'nothing-held'
        yield* signatureToChange(parts, tx, latest.id) // so that two who ask at once are counted one after the other
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
        const updates = wanted ? ('yes' as const) : ('no' as const)
        yield* run(tx.update(signature).set({ updates }).where(isRow(parts, row)))
        return 'set'
      })
    },
  }
}
