import { and, desc, eq, notInArray } from 'drizzle-orm'
import type { SignatureId } from '../../app/domain/id'
import type { Store } from '../../app/domain/store'
import { principleNames, toLetter, toSignature, unconfirmedStates } from './rows'
import { tables } from './schema'
import type { StoreParts } from './store'

/** What pages show of one signature. */
export function reading({
  connection,
  keyring,
}: StoreParts): Pick<Store, 'signature' | 'letter' | 'confirmedLetter' | 'recentFingerprints'> {
  const { signature, letter } = tables
  const { read } = connection

  return {
    async signature(id: SignatureId) {
      const row = read.select().from(signature).where(eq(signature.id, id)).get()
      return row ? toSignature(keyring, principleNames(read, [row.campaignId]), row) : null
    },

    async letter(id) {
      const row = read.select().from(letter).where(eq(letter.id, id)).get()
      return row ? toLetter(keyring, row) : null
    },

    async confirmedLetter(id) {
      const row = read
        .select()
        .from(letter)
        .where(and(eq(letter.signatureId, id), notInArray(letter.state, [...unconfirmedStates])))
        .limit(1)
        .get()
      return row ? toLetter(keyring, row) : null
    },

    async recentFingerprints(campaignId, limit) {
      return read
        .select({ fingerprint: letter.fingerprint })
        .from(letter)
        .where(and(eq(letter.campaignId, campaignId), notInArray(letter.state, [...unconfirmedStates])))
        .orderBy(desc(letter.id))
        .limit(limit)
        .all()
        .map(({ fingerprint }) => toNumbers(fingerprint))
    },
  }
}

function toNumbers(bytes: Uint8Array): number[] {
  return Array.from({ length: bytes.length / 4 }, (_, index) => Buffer.from(bytes).readUInt32LE(index * 4))
}
