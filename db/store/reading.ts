import { and, asc, desc, eq, notInArray } from 'drizzle-orm'
import { hasComeBack, type LetterMail } from '../../app/domain/letter-mail'
import type { Store } from '../../app/domain/store'
import { all, first } from '../steps'
import type { StoreParts } from './parts'
import { principleNames, signatureById, toLetter, toSignature, unconfirmedStates } from './rows'

/** What pages show of one signature. */
export function reading(
  parts: StoreParts,
): Pick<Store, 'signature' | 'letter' | 'confirmedLetter' | 'letterMails' | 'recentFingerprints'> {
  const { database, keyring } = parts
  const { letter, outgoing } = parts.tables

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

    async letterMails(id) {
      return database.read(function* (from) {
        const mails = and(eq(outgoing.letterId, id), eq(outgoing.kind, 'letter'))
        const rows = yield* all(from.select().from(outgoing).where(mails).orderBy(asc(outgoing.id)))
        return rows.flatMap(({ targetKey, state, holdReason, place, lastReply }): LetterMail[] =>
          targetKey ? [{ targetKey, state, holdReason, place, cameBack: hasComeBack(lastReply) }] : [],
        )
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
