import { and, count, desc, eq, gt, inArray } from 'drizzle-orm'
import type { HeldRecord, Store } from '../../app/domain/store'
import { outgoingRow } from './mailing'
import { openPerson, principleNames, rowsOfMailbox, sealPerson, toLetter, toSignature } from './rows'
import { tables } from './schema'
import type { StoreParts } from './store'
import { touch } from './touch'

/** One mailbox may ask for its link so often in half an hour. */
const manageLinksAtMost = 5
const manageLinksWithinMs = 30 * 60_000

/** What a supporter may see and change of what is held about them. */
export function supporter(
  parts: StoreParts,
): Pick<Store, 'heldForMailbox' | 'requestManageLink' | 'correctName' | 'setUpdates'> {
  const { connection, keyring } = parts
  const { signature, letter, outgoing } = tables
  const { write, read } = connection

  return {
    async heldForMailbox(mailbox) {
      return connection.snapshot(() => {
        const rows = rowsOfMailbox(keyring, read, mailbox)
        const names = principleNames(
          read,
          rows.map(row => row.campaignId),
        )
        return rows.map(
          (row): HeldRecord => ({
            signature: toSignature(keyring, names, row),
            letters: read
              .select()
              .from(letter)
              .where(eq(letter.signatureId, row.id))
              .orderBy(desc(letter.id))
              .all()
              .map(one => toLetter(keyring, one)),
          }),
        )
      })
    },

    async requestManageLink(mailbox, at) {
      return connection.transact(() => {
        touch(parts)
        const rows = rowsOfMailbox(keyring, write, mailbox)
        const latest = rows.toSorted((one, other) => +other.signedAt - +one.signedAt)[0]
        if (!latest) return 'nothing-held'
        const lately = write
          .select({ links: count() })
          .from(outgoing)
          .where(
            and(
              inArray(
                outgoing.signatureId,
                rows.map(row => row.id),
              ),
              eq(outgoing.kind, 'manage'),
              gt(outgoing.createdAt, new Date(at.getTime() - manageLinksWithinMs)),
            ),
          )
          .get()
        if ((lately?.links ?? 0) >= manageLinksAtMost) return 'sent-lately'
        const about = {
          kind: 'manage' as const,
          campaignId: latest.campaignId,
          signatureId: latest.id,
          letterId: null,
        }
        write
          .insert(outgoing)
          .values(outgoingRow(parts, about, at, at))
          .run()
        return 'queued'
      })
    },

    async correctName(id, name) {
      return connection.transact(() => {
        const row = write.select().from(signature).where(eq(signature.id, id)).get()
        if (!row) return 'not-found'
        const sealed = sealPerson(keyring, row.campaignId, id, { ...openPerson(keyring, row), name })
        write.update(signature).set({ sealed }).where(eq(signature.id, id)).run()
        return 'corrected'
      })
    },

    async setUpdates(id, wanted) {
      const updates = wanted ? ('yes' as const) : ('no' as const)
      const change = write.update(signature).set({ updates }).where(eq(signature.id, id))
      const { changes } = connection.transact(() => change.run())
      return changes === 1 ? 'set' : 'not-found'
    },
  }
}
