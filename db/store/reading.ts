import { and, desc, eq, inArray, notInArray, sql } from 'drizzle-orm'
import type { Store } from '../../app/domain/store'
import { all, first } from '../steps'
import type { StoreParts } from './parts'
import { namesOfPrinciples, toLetter, toSignature, unconfirmedStates } from './rows'

/** What pages show of one signature. */
export function reading(
  parts: StoreParts,
): Pick<Store, 'signature' | 'letter' | 'confirmedLetter' | 'recentFingerprints'> {
  const { database, keyring } = parts
  const { campaign, letter, signature } = parts.tables

  // Read for each letter that is sent: 10 µs and less in SQLite, where writing the query anew took 100.
  const signatureNamed = database.prepared('signature', from =>
    from
      .select()
      .from(signature)
      .where(
        and(
          inArray(signature.campaignId, from.select({ id: campaign.id }).from(campaign)),
          eq(signature.id, sql`${sql.param(sql.placeholder('id'), signature.id)}`),
        ),
      ),
  )
  const principlesOf = namesOfPrinciples(parts)
  const letterNamed = database.prepared('letter', from =>
    from
      .select()
      .from(letter)
      .where(eq(letter.id, sql`${sql.param(sql.placeholder('id'), letter.id)}`)),
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

    async recentFingerprints(campaignId, limit) {
      return database.read(function* (from) {
        const rows = yield* all(
          from
            .select({ fingerprint: letter.fingerprint })
            .from(letter)
            .where(and(eq(letter.campaignId, campaignId), notInArray(letter.state, [...unconfirmedStates])))
            .orderBy(desc(letter.id))
            .limit(limit),
        )
        return rows.map(({ fingerprint }) => toNumbers(fingerprint))
      })
    },
  }
}

function toNumbers(bytes: Uint8Array): number[] {
  return Array.from({ length: bytes.length / 4 }, (_, index) => Buffer.from(bytes).readUInt32LE(index * 4))
}
