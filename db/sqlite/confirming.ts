import { and, eq, ne } from 'drizzle-orm'
import type { Confirmation, Confirmed, Store } from '../../app/domain/store'
import { type Delta, letterDeltas, signatureDeltas } from '../../app/domain/tally'
import { targetKeys } from '../../app/domain/target'
import { settleConstituency } from './choosing'
import { outgoingRow } from './mailing'
import {
  addToTallies,
  type LetterRecord,
  principleNames,
  principleSlugs,
  type SignatureRecord,
  signatureTotal,
} from './rows'
import { tables } from './schema'
import type { StoreParts } from './store'

/** Confirming: each signature counted once, the letter its link names queued, all that came together in one transaction. */
export function confirming(parts: StoreParts): Pick<Store, 'confirmSignatures'> {
  return {
    async confirmSignatures(confirmations) {
      return parts.connection.transact(() => {
        const group = newGroup(parts)
        const outcomes = confirmations.map(confirmation => confirmOne(parts, group, confirmation))
        addToTallies(parts.connection.write, group.deltas)
        return outcomes
      })
    },
  }
}

interface Group {
  readonly deltas: Delta[]
  nextNumber(campaignId: number): number
  slugsOf(row: SignatureRecord): readonly string[]
}

/** What a group of confirmations shares: its counts are written once, and the next number is known without reading again. */
function newGroup({ connection: { write } }: StoreParts): Group {
  const totals = new Map<number, number>()
  const names = new Map<number, Map<string, string>>()
  return {
    deltas: [],
    nextNumber(campaignId) {
      const next = (totals.get(campaignId) ?? signatureTotal(write, campaignId)) + 1
      totals.set(campaignId, next)
      return next
    },
    slugsOf(row) {
      const known = names.get(row.campaignId) ?? principleNames(write, [row.campaignId])
      names.set(row.campaignId, known)
      return principleSlugs(known, row)
    },
  }
}

function confirmOne(parts: StoreParts, group: Group, confirmation: Confirmation): Confirmed {
  const { write } = parts.connection
  const { signature, letter } = tables
  const { signatureId, letterId, at } = confirmation
  const row = write.select().from(signature).where(eq(signature.id, signatureId)).get()
  if (!row || row.state === 'invalidated') return 'not-found'
  if (row.state === 'withdrawn') return 'withdrawn'
  const named = letterId ? write.select().from(letter).where(eq(letter.id, letterId)).get() : null
  if (letterId && named?.signatureId !== signatureId) return 'not-found'
  const fresh = row.state === 'pending'
  const waiting = named?.state === 'unconfirmed' ? named : null
  if (!fresh && !waiting) return named?.state === 'cancelled' ? 'other-letter-sent' : 'already-confirmed'
  const placed = placeWhereChosen(parts, row, confirmation)
  if (fresh) countSignature(parts, group, placed, at)
  if (waiting) queueLetter(parts, group, placed, waiting, at)
  return fresh ? 'confirmed' : 'letter-confirmed'
}

/** The choice counts only where the postcode settled nothing. */
function placeWhereChosen(
  parts: StoreParts,
  row: SignatureRecord,
  { constituencyCode }: Confirmation,
): SignatureRecord {
  return constituencyCode && row.constituencyCode === null
    ? settleConstituency(parts, row, constituencyCode)
    : row
}

function countSignature(
  { connection: { write } }: StoreParts,
  group: Group,
  row: SignatureRecord,
  at: Date,
): void {
  const { signature } = tables
  const number = group.nextNumber(row.campaignId)
  write
    .update(signature)
    .set({ state: 'confirmed', confirmedAt: at, number })
    .where(eq(signature.id, row.id))
    .run()
  group.deltas.push(...signatureDeltas({ ...row, confirmedAt: at, principles: group.slugsOf(row) }, 1))
}

/** One letter per supporter and campaign: the others of this signature can no longer be confirmed, and lose their words. */
function queueLetter(
  parts: StoreParts,
  group: Group,
  row: SignatureRecord,
  named: LetterRecord,
  at: Date,
): void {
  const { write } = parts.connection
  const { letter, outgoing, campaignVersion } = tables
  write.update(letter).set({ state: 'queued', queuedAt: at }).where(eq(letter.id, named.id)).run()
  write
    .update(letter)
    .set({ state: 'cancelled', sealed: null })
    .where(and(eq(letter.signatureId, row.id), eq(letter.state, 'unconfirmed'), ne(letter.id, named.id)))
    .run()
  const signed = write
    .select({ text: campaignVersion.text })
    .from(campaignVersion)
    .where(and(eq(campaignVersion.campaignId, row.campaignId), eq(campaignVersion.version, named.version)))
    .get()
  for (const targetKey of signed ? targetKeys(signed.text) : []) {
    const about = {
      kind: 'letter' as const,
      campaignId: row.campaignId,
      signatureId: row.id,
      letterId: named.id,
      targetKey,
    }
    write
      .insert(outgoing)
      .values(outgoingRow(parts, about, at, at))
      .run()
  }
  const { campaignId, constituencyCode } = row
  group.deltas.push(...letterDeltas({ campaignId, constituencyCode, state: 'queued', acceptedAt: null }, 1))
}
