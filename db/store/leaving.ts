import { eq, inArray } from 'drizzle-orm'
import type { Store } from '../../app/domain/store'
import { letterDeltas } from '../../app/domain/tally/tally'
import type { Session } from '../database'
import { run, type Steps } from '../steps'
import { countedLetters } from './letter-state'
import type { StoreParts } from './parts'
import { holdSignatures, isRow, rowsOfMailbox, type SignatureRecord, signatureToChange } from './rows'
import { deltasOf } from './signature-deltas'
import { stopCounting } from './stopping'
import { forget, subscriberRowsOf, subscriberToChange } from './subscribing'
import { factsOf, type Happening, tellWebhooks } from './telling'
import { dropUpdateMails } from './update-rows'

/** How its supporter takes a signature off the count: withdrawn, or erased with every trace. */
export function leaving(parts: StoreParts): Pick<Store, 'withdrawSignature' | 'eraseMailbox'> {
  const { database, tables } = parts
  const { signature } = tables

  return {
    async withdrawSignature(id, at) {
      return database.transact(function* (tx) {
        const row = yield* signatureToChange(parts, tx, id)
        if (!row || row.state === 'invalidated') return 'not-found'
        if (row.state === 'withdrawn') return 'already-withdrawn'
        yield* stopCounting(parts, tx, [row], 'deleted', at)
        const withdrawn = { state: 'withdrawn', confirmedAt: null, number: null } as const
        yield* run(tx.update(signature).set(withdrawn).where(isRow(parts, row)))
        yield* tellWebhooks(parts, tx, 'withdrawn', [{ campaignId: row.campaignId, facts: factsOf(row) }], at)
        return 'withdrawn'
      })
    },

    async eraseMailbox(mailbox, at) {
      const erased = await database.transact(function* (tx) {
        const rows = yield* rowsOfMailbox(parts, tx, mailbox)
        const ids = rows.map(({ id }) => id)
        yield* holdSignatures(parts, tx, ids) // all of them before any of their mails, as a mailer holds them
        const gone: Happening[] = []
        for (const { id } of rows) {
          const row = yield* signatureToChange(parts, tx, id)
          if (row) yield* eraseSignature(parts, tx, row)
          if (row && row.state !== 'withdrawn') gone.push({ campaignId: row.campaignId, facts: factsOf(row) })
        }
        // Whoever was told of a signature is told that it is gone (UK GDPR, article 19); why is nobody's business.
        yield* tellWebhooks(parts, tx, 'withdrawn', gone, at)
        const subscribers = yield* subscriberRowsOf(parts, tx, mailbox)
        for (const { id } of subscribers) {
          const row = yield* subscriberToChange(parts, tx, id)
          if (row) yield* forget(parts, tx, row)
        }
        return rows.length + subscribers.length
      })
      if (erased > 0) await database.forgetDeleted()
      return erased
    },
  }
}

function* eraseSignature(parts: StoreParts, tx: Session, row: SignatureRecord): Steps<void> {
  const { signature, letter, outgoing, reply, unplaced, invalidatedSignature } = parts.tables
  const { constituencyCode } = row
  // First, as every mailer holds a mail before its letter: whatever one does to them now ends before they are counted.
  yield* dropUpdateMails(parts, tx, { signatureIds: [row.id] }, 'erased')
  yield* run(tx.delete(outgoing).where(eq(outgoing.signatureId, row.id)))
  const letters = yield* countedLetters(parts, tx, row.id)
  yield* parts.database.addToTallies(tx, [
    ...(yield* deltasOf(parts, tx, row, constituencyCode, -1)),
    ...letters.flatMap(letter => letterDeltas({ ...letter, constituencyCode }, -1)),
  ])
  yield* run(tx.delete(invalidatedSignature).where(eq(invalidatedSignature.signatureId, row.id)))
  yield* run(tx.delete(unplaced).where(eq(unplaced.signatureId, row.id)))
  const theirs = tx.select({ id: letter.id }).from(letter).where(eq(letter.signatureId, row.id))
  yield* run(tx.delete(reply).where(inArray(reply.letterId, theirs)))
  yield* run(tx.delete(letter).where(eq(letter.signatureId, row.id)))
  yield* run(tx.delete(signature).where(isRow(parts, row)))
}
