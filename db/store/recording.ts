import { and, asc, eq, or } from 'drizzle-orm'
import type { SignatureId } from '../../app/domain/id'
import { decide, type Held, type SignatureDraft } from '../../app/domain/signature/signature'
import type { Recorded, Store } from '../../app/domain/store'
import type { NewLetter, NewOutgoing, NewSignature, Session } from '../database'
import { all, run, type Steps } from '../steps'
import { moveLetters } from './letter-state'
import { letterRow, mailOwner, outgoingRow } from './mailing'
import type { StoreParts } from './parts'
import { isRow, openPerson, type SignatureRecord, sealPerson } from './rows'
import { isMailed, readCampaigns, type SealedDraft, sealDraft } from './sealed-draft'
import { factsOf, tellWebhooks } from './telling'
import { touch } from './touch'
import { placeLater } from './unplaced'

/**
 * Signing: each draft with its letter and its mail, all that came together in one transaction. Nearly every mailbox is
 * new, so those are written first and together; what finds its place taken is then decided one by one, in its turn.
 */
export function recording(parts: StoreParts): Pick<Store, 'recordSignatures'> {
  return {
    async recordSignatures(drafts) {
      if (drafts.length === 0) return []
      return parts.database.transact(function* (tx) {
        const campaigns = yield* readCampaigns(parts, tx, drafts)
        const sealed = drafts.map(draft => sealDraft(parts, campaigns, draft))
        const recorded = yield* recordNew(
          parts,
          tx,
          sealed.flatMap(one => one ?? []),
        )
        yield* holdMailboxes(
          parts,
          tx,
          sealed.flatMap(one => (one && !recorded.has(one.draft.id) ? [one.row] : [])),
        )
        // Every group writes, so that how long it takes does not tell who signed before (SEC-12).
        if (recorded.size === 0) yield* touch(parts, tx)
        const answers: Recorded[] = []
        for (const one of sealed) answers.push(one ? yield* answerTo(parts, tx, recorded, one) : 'not-open')
        return answers
      })
    },
  }
}

/** Writes those whose mailbox holds nothing yet, with their letters and mails; gives their ids. */
function* recordNew(
  parts: StoreParts,
  tx: Session,
  sealed: readonly SealedDraft[],
): Steps<ReadonlySet<SignatureId>> {
  const { database } = parts
  const recorded = yield* database.insertSignatures(
    tx,
    sealed.map(({ row }) => row),
  )
  const letters: NewLetter[] = []
  const mails: NewOutgoing[] = []
  const later: SignatureDraft[] = []
  for (const { draft } of sealed) {
    if (!recorded.has(draft.id) || !isMailed(draft)) continue
    if (draft.seat === 'later') later.push(draft)
    const { campaignId, letter, at } = draft
    if (letter) letters.push(letterRow(parts, draft, draft.id, letter))
    const about = {
      kind: 'confirm' as const,
      campaignId,
      signatureId: draft.id,
      letterId: letter?.id ?? null,
    }
    mails.push(outgoingRow(parts, about, at, at))
  }
  yield* database.insertLetters(tx, letters)
  yield* database.insertOutgoing(tx, mails)
  for (const draft of later) yield* placeLater(parts, tx, draft.id, draft)
  const signed = sealed.filter(({ draft }) => recorded.has(draft.id) && isMailed(draft))
  yield* tellSigned(
    parts,
    tx,
    signed.map(({ row }) => row),
  )
  return recorded
}

function* tellSigned(parts: StoreParts, tx: Session, rows: readonly NewSignature[]): Steps<void> {
  const [first] = rows
  const happened = rows.map(({ campaignId, id, constituencyCode = null }) => ({
    campaignId,
    facts: factsOf({ id, constituencyCode }),
  }))
  if (first) yield* tellWebhooks(parts, tx, 'signed', happened, first.signedAt)
}

function* answerTo(
  parts: StoreParts,
  tx: Session,
  recorded: ReadonlySet<SignatureId>,
  sealed: SealedDraft,
): Steps<Recorded> {
  return recorded.has(sealed.draft.id) ? 'recorded' : yield* decideHeld(parts, tx, sealed)
}

/** What a post comes to whose mailbox holds something already. */
function* decideHeld(parts: StoreParts, tx: Session, sealed: SealedDraft): Steps<Recorded> {
  const { draft, row } = sealed
  const rows = yield* heldRows(parts, tx, sealed)
  if (rows.some(({ id }) => id === draft.id)) return 'recorded' // by this very post, whose answer was lost on its way
  const decision = decide(
    draft,
    rows.map(held => toHeld(parts, held)),
    parts.household,
  )
  if (decision.kind === 'ignore') return 'ignored'
  if (decision.kind === 'record') return yield* recordIn(parts, tx, sealed, decision.slot)
  const held = rows.find(({ id }) => id === decision.held.id)
  if (!held) throw new Error('a decision about a row that is not held')
  if (decision.kind === 'sign-again') return yield* signAgain(parts, tx, row, draft, held)
  if (decision.kind === 'mailbox-full')
    return (yield* mailOwner(parts, tx, draft, held, 'mailbox-full')) ? 'repeated' : 'told-lately'
  // Anybody may have posted first: a later post never turns updates on, and always turns them off.
  if (held.state === 'pending' && !draft.updates && held.updates === 'yes')
    yield* run(tx.update(parts.tables.signature).set({ updates: 'no' }).where(isRow(parts, held)))
  const occasion = held.state === 'pending' ? 'confirm' : 'already-signed'
  return (yield* mailOwner(parts, tx, draft, held, occasion)) ? 'repeated' : 'told-lately'
}

/** All at once and in one order, so that of two groups that come to the same mailboxes neither waits for the other. */
function* holdMailboxes(
  { tables: { signature }, database }: StoreParts,
  tx: Session,
  rows: readonly NewSignature[],
): Steps<void> {
  if (rows.length < 2) return
  const theirs = rows.map(row =>
    and(eq(signature.campaignId, row.campaignId), eq(signature.mailbox, row.mailbox)),
  )
  const query = tx
    .select({ id: signature.id })
    .from(signature)
    .where(or(...theirs))
  yield* all(database.locked(query.orderBy(asc(signature.id))))
}

/** What the mailbox holds, by slot; nobody else changes it before this transaction ends. */
function* heldRows(
  { tables: { signature }, database }: StoreParts,
  tx: Session,
  { draft, mailbox }: SealedDraft,
): Steps<SignatureRecord[]> {
  const query = tx
    .select()
    .from(signature)
    .where(and(eq(signature.campaignId, draft.campaignId), eq(signature.mailbox, mailbox)))
    .orderBy(asc(signature.slot))
  return yield* all(database.locked(query))
}

/** Another of the household. Where somebody took the slot in this very moment, all is decided again. */
function* recordIn(parts: StoreParts, tx: Session, sealed: SealedDraft, slot: number): Steps<Recorded> {
  const recorded = yield* recordNew(parts, tx, [{ ...sealed, row: { ...sealed.row, slot } }])
  return recorded.size > 0 ? 'recorded' : yield* decideHeld(parts, tx, sealed)
}

/** Only a mailbox's owner can have withdrawn, so the mails that went there before are not held against them. */
function* signAgain(
  parts: StoreParts,
  tx: Session,
  row: NewSignature,
  draft: SignatureDraft,
  held: SignatureRecord,
): Steps<Recorded> {
  const {
    campaignId: _campaignId,
    id: _id,
    mailbox: _mailbox,
    slot: _slot,
    mailedAt: _mailedAt,
    ...columns
  } = row
  const sealed = sealPerson(parts.keyring, draft.campaignId, held.id, draft.person)
  yield* moveLetters(parts, tx, held, draft.constituency?.code ?? null)
  yield* run(
    tx
      .update(parts.tables.signature)
      .set({ ...columns, sealed, mails: 0 })
      .where(isRow(parts, held)),
  )
  if (draft.seat === 'later') yield* placeLater(parts, tx, held.id, draft)
  yield* mailOwner(parts, tx, draft, { ...held, mails: 0 }, 'sign-again')
  yield* tellSigned(parts, tx, [{ ...row, id: held.id }])
  return 'recorded'
}

function toHeld({ keyring }: StoreParts, row: SignatureRecord): Held {
  const { id, slot, state, invalidReason } = row
  return { id, slot, state, invalidReason, person: openPerson(keyring, row) }
}
