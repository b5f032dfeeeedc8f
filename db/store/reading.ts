import { and, eq, notInArray } from 'drizzle-orm'
import type { Store } from '../../app/domain/store'
import { first } from '../steps'
import type { StoreParts } from './parts'
import { principleNames, signatureById, toLetter, toSignature, unconfirmedStates } from './rows'

/** What pages show of one signature. */
export function reading(parts: StoreParts): Pick<Store, 'signature' | 'letter' | 'confirmedLetter'> {
  const { database, keyring } = parts
  const { letter } = parts.tables

  return {
    async signature(id) {
      return database.read(function* (from) {
        const row = yield* signatureById(parts, from, id)
        return row ? toSignature(keyring, yield* principleNames(parts, from, [row.campaignId]), row) : null
      })
    },

    async letter(id) {
      return database.read(function* (from) {
        const row = yield* first(from.select().from(letter).where(eq(letter.id, id)))
        return row ? toLetter(keyring, row) : null
      })
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
  }
}
