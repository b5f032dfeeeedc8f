import { and, asc, eq, inArray, notInArray } from 'drizzle-orm'
import type { Store } from '../../app/domain/store'
import { all, first } from '../steps'
import { given } from './given'
import type { StoreParts } from './parts'
import { namesOfPrinciples, toLetter, toLetterMail, toSignature, unconfirmedStates } from './rows'

/** What pages show of one signature. */
export function reading(
  parts: StoreParts,
): Pick<Store, 'signature' | 'letter' | 'confirmedLetter' | 'letterMails'> {
  const { database, keyring } = parts
  const { campaign, letter, outgoing, signature } = parts.tables

  // Read for each letter that is sent: 10 µs and less in SQLite, where writing the query anew took 100.
  const signatureNamed = database.prepared('signature', from =>
    from
      .select()
      .from(signature)
      .where(
        and(
          inArray(signature.campaignId, from.select({ id: campaign.id }).from(campaign)),
          eq(signature.id, given('id', signature.id)),
        ),
      ),
  )
  const principlesOf = namesOfPrinciples(parts)
  const letterNamed = database.prepared('letter', from =>
    from
      .select()
      .from(letter)
      .where(eq(letter.id, given('id', letter.id))),
  )

  return {
    async signature(id) {
      const [row] = await signatureNamed({ id })
      return row ? toSignature(keyring, await principlesOf(row.campaignId), row) : null
    },

    async letter(id) {
      const [row] = await letterNamed({ id })
      return row ? toLetter(keyring, row) : null
    },

    async confirmedLetter(id) {
      return database.read(function* (from) {
        const row = yield* first(
          from
            .select()
            .from(letter)
            .where(and(eq(letter.signatureId, id), notInArray(letter.state, [...unconfirmedStates])))
            .limit(1),
        )
        return row ? toLetter(keyring, row) : null
      })
    },

    async letterMails(id) {
      return database.read(function* (from) {
        const mails = and(eq(outgoing.letterId, id), eq(outgoing.kind, 'letter'))
        const rows = yield* all(from.select().from(outgoing).where(mails).orderBy(asc(outgoing.id)))
        return rows.flatMap(row => toLetterMail(row) ?? [])
      })
    },
  }
}
