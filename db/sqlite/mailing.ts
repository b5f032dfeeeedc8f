import { and, asc, desc, eq, notInArray } from 'drizzle-orm'
import type { LetterId, OutgoingId, SignatureId } from '../../app/domain/id'
import type { OutgoingKind } from '../../app/domain/outbox'
import type { LetterDraft, SignatureDraft } from '../../app/domain/signature'
import { type LetterRecord, toLetter, unconfirmedStates } from './rows'
import { tables } from './schema'
import type { StoreParts } from './store'

/** A mailbox is mailed at most so often and so many times because somebody posts its address (SEC-13). */
const mailEveryMs = 60_000
const mailsAtMost = 5

/** What a post means to a mailbox for which something is held already. */
type Occasion = 'sign-again' | 'confirm' | 'already-signed' | 'mailbox-full'

/**
 * Queues the mail that tells a mailbox's owner what somebody posted, and stores the letter that the mail will show.
 * A mail that waits without a letter shows this one instead; a letter that no mail could show is not stored. Answers
 * whether one more mail goes.
 */
export function mailOwner(
  parts: StoreParts,
  draft: SignatureDraft,
  id: SignatureId,
  occasion: Occasion,
): boolean {
  if (draft.mail === 'withheld') return false
  const letters = lettersOf(parts, id)
  const sent = letters.find(letter => !isUnconfirmed(letter))
  const wanted = occasion === 'mailbox-full' || sent ? null : draft.letter
  const waiting = waitingMail(parts, id)
  const latest = letters.find(letter => letter.state === 'unconfirmed')
  const kept = wanted && latest && sameWords(parts, latest, wanted) ? latest.id : null
  const letterToShow = () => wanted && (kept ?? insertLetter(parts, draft, id, wanted))
  // A mail that waits with other words keeps them: whoever posts last must not take the owner's letter away.
  if (waiting && (!waiting.letterId || !wanted || kept === waiting.letterId)) {
    if (occasion === 'mailbox-full') return false
    const letterId = letterToShow() ?? (sent ? null : waiting.letterId)
    reaim(parts, waiting.id, kindOf(occasion, letterId), letterId)
    return false
  }
  // Whoever signs alone is told alone, though somebody mailed a letter in their name a moment ago.
  const alone = occasion === 'confirm' && !draft.letter && latest !== undefined
  const news = occasion === 'sign-again' || (wanted !== null && !kept) || alone
  const dueAt = nextMailAt(parts, draft, id, news)
  if (!dueAt) return false
  const letterId = letterToShow()
  const about = { kind: kindOf(occasion, letterId), campaignId: draft.campaignId, signatureId: id, letterId }
  parts.connection.write
    .insert(tables.outgoing)
    .values(outgoingRow(parts, about, dueAt, draft.at))
    .run()
  return true
}

/** A new row of the outbox. */
export function outgoingRow(
  { newId }: StoreParts,
  about: Pick<
    typeof tables.outgoing.$inferInsert,
    'kind' | 'campaignId' | 'signatureId' | 'letterId' | 'targetKey'
  >,
  dueAt: Date,
  createdAt: Date,
): typeof tables.outgoing.$inferInsert {
  return { ...about, id: newId() as OutgoingId, state: 'queued', dueAt, attempts: 0, fence: 0, createdAt }
}

function kindOf(occasion: Occasion, letterId: LetterId | null): OutgoingKind {
  if (occasion === 'mailbox-full') return 'mailbox-full'
  if (occasion === 'already-signed') return letterId ? 'confirm-letter' : 'already-signed'
  return 'confirm'
}

/** When the mailbox may be mailed, or null where it may not, or has just been told the same. */
function nextMailAt(
  { connection: { write } }: StoreParts,
  draft: SignatureDraft,
  id: SignatureId,
  news: boolean,
): Date | null {
  const { signature } = tables
  const row = write
    .select({ mails: signature.mails, mailedAt: signature.mailedAt })
    .from(signature)
    .where(eq(signature.id, id))
    .get()
  if (!row || row.mails >= mailsAtMost) return null
  const free = new Date(row.mailedAt.getTime() + mailEveryMs)
  if (!news && draft.at < free) return null
  const dueAt = free > draft.at ? free : draft.at
  write
    .update(signature)
    .set({ mails: row.mails + 1, mailedAt: dueAt })
    .where(eq(signature.id, id))
    .run()
  return dueAt
}

function lettersOf({ connection: { write } }: StoreParts, id: SignatureId): LetterRecord[] {
  const { letter } = tables
  return write.select().from(letter).where(eq(letter.signatureId, id)).orderBy(desc(letter.id)).all()
}

function isUnconfirmed(letter: LetterRecord): boolean {
  return (unconfirmedStates as readonly string[]).includes(letter.state)
}

/** The first mail to this mailbox that no mailer has taken yet. */
function waitingMail({ connection: { write } }: StoreParts, id: SignatureId) {
  const { outgoing } = tables
  return write
    .select({ id: outgoing.id, letterId: outgoing.letterId })
    .from(outgoing)
    .where(
      and(
        eq(outgoing.signatureId, id),
        eq(outgoing.state, 'queued'),
        eq(outgoing.attempts, 0),
        notInArray(outgoing.kind, ['letter', 'manage']),
      ),
    )
    .orderBy(asc(outgoing.id))
    .limit(1)
    .get()
}

/** Nobody has seen the link yet, so it may show another letter. */
function reaim(
  { connection: { write } }: StoreParts,
  id: OutgoingId,
  kind: OutgoingKind,
  letterId: LetterId | null,
): void {
  const { outgoing } = tables
  write.update(outgoing).set({ letterId, kind }).where(eq(outgoing.id, id)).run()
}

function insertLetter(
  parts: StoreParts,
  draft: SignatureDraft,
  id: SignatureId,
  wanted: LetterDraft,
): LetterId {
  parts.connection.write
    .insert(tables.letter)
    .values(letterRow(parts, draft, id, wanted))
    .run()
  return wanted.id
}

/** A new letter, not yet confirmed. */
export function letterRow(
  { keyring }: StoreParts,
  draft: Pick<SignatureDraft, 'campaignId' | 'version' | 'at'>,
  signatureId: SignatureId,
  { id, words, memberId, likeness, fingerprint }: LetterDraft,
): typeof tables.letter.$inferInsert {
  return {
    id,
    signatureId,
    campaignId: draft.campaignId,
    version: draft.version,
    state: 'unconfirmed',
    sealed: keyring.sealer(draft.campaignId).seal(words, 'letter.sealed', id),
    memberId,
    fingerprint: Buffer.from(Uint32Array.from(fingerprint).buffer),
    likeness,
    writtenAt: draft.at,
  }
}

function sameWords({ keyring }: StoreParts, row: LetterRecord, wanted: LetterDraft): boolean {
  return JSON.stringify(toLetter(keyring, row).words) === JSON.stringify(wanted.words)
}
