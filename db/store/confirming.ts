import { and, eq, inArray, ne } from 'drizzle-orm'
import type { CampaignText } from '../../app/domain/campaign/campaign'
import type { LetterId, SignatureId } from '../../app/domain/id'
import { forOrganiser, isHeldBack } from '../../app/domain/letter/held-letter'
import type { Confirmation, Confirmed, Store } from '../../app/domain/store'
import { type Delta, letterDeltas, signatureDeltas } from '../../app/domain/tally/tally'
import { targetKeys } from '../../app/domain/target/target'
import type { ConfirmedRow, NewOutgoing, QueuedRow, Session } from '../database'
import { all, first, run, type Steps } from '../steps'
import { settleConstituency } from './choosing'
import { outgoingRow } from './mailing'
import type { StoreParts } from './parts'
import { reachPassed } from './reaching'
import {
  type LetterRecord,
  principleNames,
  principleSlugs,
  type SignatureRecord,
  signatureTotal,
  withIds,
} from './rows'
import { factsOf, tellWebhooks } from './telling'

/** Confirming: each signature counted once, the letter its link names queued, all that came together in one transaction. */
export function confirming(parts: StoreParts): Pick<Store, 'confirmSignatures'> {
  return {
    async confirmSignatures(confirmations) {
      if (confirmations.length === 0) return []
      return parts.database.transact(function* (tx) {
        const group = yield* openGroup(parts, tx, confirmations)
        const outcomes: Confirmed[] = []
        for (const confirmation of confirmations)
          outcomes.push(yield* confirmOne(parts, tx, group, confirmation))
        yield* writeGroup(parts, tx, group)
        return outcomes
      })
    },
  }
}

/** What a group of confirmations reads once and writes once. */
interface Group {
  /** As they stand now: confirming one changes it here. */
  readonly signatures: Map<SignatureId, SignatureRecord>
  readonly letters: Map<LetterId, LetterRecord>
  readonly slugs: ReadonlyMap<string, string>
  readonly totals: Map<number, number>
  /** Texts of campaigns that letters were written under; null where one is not there. */
  readonly texts: Map<string, CampaignText | null>
  readonly confirmed: ConfirmedRow[]
  readonly queued: QueuedRow[]
  readonly outgoing: NewOutgoing[]
  readonly deltas: Delta[]
}

function* openGroup(parts: StoreParts, tx: Session, confirmations: readonly Confirmation[]): Steps<Group> {
  const { database, tables } = parts
  const ids = [...new Set(confirmations.map(({ signatureId }) => signatureId))]
  const query = tx
    .select()
    .from(tables.signature)
    .where(withIds(parts, tx, ids))
    .orderBy(tables.signature.id)
  const signatures = yield* all(database.locked(query)) // in one order, so that no two groups wait for each other
  const letterIds = [...new Set(confirmations.flatMap(({ letterId }) => letterId ?? []))]
  const letters = letterIds.length
    ? yield* all(tx.select().from(tables.letter).where(inArray(tables.letter.id, letterIds)))
    : []
  return {
    signatures: new Map(signatures.map(row => [row.id, row])),
    letters: new Map(letters.map(row => [row.id, row])),
    slugs: yield* principleNames(parts, tx, [...new Set(signatures.map(row => row.campaignId))]),
    totals: new Map(),
    texts: new Map(),
    confirmed: [],
    queued: [],
    outgoing: [],
    deltas: [],
  }
}

function* writeGroup(parts: StoreParts, tx: Session, group: Group): Steps<void> {
  const { database } = parts
  yield* database.confirmSignatures(tx, group.confirmed)
  yield* database.queueLetters(tx, group.queued)
  yield* database.insertOutgoing(tx, group.outgoing)
  yield* database.addToTallies(tx, group.deltas)
  const [first] = group.confirmed
  if (!first) return
  const happened = group.confirmed.map(({ id, campaignId, number }) => {
    const constituencyCode = group.signatures.get(id)?.constituencyCode ?? null
    return { campaignId, facts: { ...factsOf({ id, constituencyCode }), number } }
  })
  yield* tellWebhooks(parts, tx, 'confirmed', happened, first.at)
  for (const [campaignId, after] of group.totals) {
    const before = after - group.confirmed.filter(row => row.campaignId === campaignId).length
    yield* reachPassed(parts, tx, campaignId, before, after, first.at)
  }
}

function* confirmOne(
  parts: StoreParts,
  tx: Session,
  group: Group,
  confirmation: Confirmation,
): Steps<Confirmed> {
  const { signatureId, letterId, at } = confirmation
  const row = group.signatures.get(signatureId)
  if (!row || row.state === 'invalidated') return 'not-found'
  if (row.state === 'withdrawn') return 'withdrawn'
  const named = letterId ? group.letters.get(letterId) : null
  if (letterId && named?.signatureId !== signatureId) return 'not-found'
  const fresh = row.state === 'pending'
  const waiting = named?.state === 'unconfirmed' ? named : null
  if (!fresh && !waiting) return named?.state === 'cancelled' ? 'other-letter-sent' : 'already-confirmed'
  const placed = yield* placeWhereChosen(parts, tx, row, confirmation)
  group.signatures.set(signatureId, placed)
  if (fresh) yield* countSignature(parts, tx, group, placed, at)
  if (waiting) yield* queueLetter(parts, tx, group, placed, waiting, at)
  return fresh ? 'confirmed' : 'letter-confirmed'
}

/** The choice counts only where the postcode settled nothing. */
function* placeWhereChosen(
  parts: StoreParts,
  tx: Session,
  row: SignatureRecord,
  { constituencyCode }: Confirmation,
): Steps<SignatureRecord> {
  return constituencyCode && row.constituencyCode === null
    ? yield* settleConstituency(parts, tx, row, { code: constituencyCode, by: 'chosen' })
    : row
}

function* countSignature(
  parts: StoreParts,
  tx: Session,
  group: Group,
  row: SignatureRecord,
  at: Date,
): Steps<void> {
  const { id, campaignId } = row
  const number = (group.totals.get(campaignId) ?? (yield* signatureTotal(parts, tx, campaignId))) + 1
  group.totals.set(campaignId, number)
  group.confirmed.push({ id, campaignId, at, number })
  group.signatures.set(id, { ...row, state: 'confirmed', confirmedAt: at, number })
  const principles = principleSlugs(group.slugs, row)
  group.deltas.push(...signatureDeltas({ ...row, confirmedAt: at, principles }, 1))
}

/** One letter per supporter and campaign: the others of this signature can no longer be confirmed, and lose their words. */
function* queueLetter(
  parts: StoreParts,
  tx: Session,
  group: Group,
  { id, campaignId, constituencyCode }: SignatureRecord,
  named: LetterRecord,
  at: Date,
): Steps<void> {
  const { letter } = parts.tables
  const text = yield* textWritten(parts, tx, group, named)
  const state = text && isHeldBack(text, named.likeness) ? 'held' : 'queued'
  group.queued.push({ id: named.id, at, state })
  yield* run(
    tx
      .update(letter)
      .set({ state: 'cancelled', sealed: null })
      .where(and(eq(letter.signatureId, id), eq(letter.state, 'unconfirmed'), ne(letter.id, named.id))),
  )
  for (const other of group.letters.values())
    if (other.signatureId === id && other.state === 'unconfirmed')
      group.letters.set(other.id, { ...other, state: other.id === named.id ? state : 'cancelled' })
  for (const targetKey of text ? targetKeys(text) : []) {
    const about = { kind: 'letter' as const, campaignId, signatureId: id, letterId: named.id, targetKey }
    const row = outgoingRow(parts, about, at, at)
    group.outgoing.push(state === 'held' ? { ...row, ...heldFrom(at) } : row)
  }
  group.deltas.push(...letterDeltas({ ...named, constituencyCode, state, reply: null }, 1))
}

/** A mail that waits for an organiser from the start. */
function heldFrom(at: Date): Partial<NewOutgoing> {
  return { state: 'held', holdReason: forOrganiser, dueAt: null, settledAt: at }
}

/** The version of the campaign's text that the letter's writer saw: it says whom the letter goes to, and how alike it may be. */
function* textWritten(
  { tables: { campaignVersion } }: StoreParts,
  tx: Session,
  { texts }: Group,
  { campaignId, version }: LetterRecord,
): Steps<CampaignText | null> {
  const name = `${campaignId}/${version}`
  const known = texts.get(name)
  if (known !== undefined) return known
  const signed = yield* first(
    tx
      .select({ text: campaignVersion.text })
      .from(campaignVersion)
      .where(and(eq(campaignVersion.campaignId, campaignId), eq(campaignVersion.version, version))),
  )
  const text = signed?.text ?? null
  texts.set(name, text)
  return text
}
