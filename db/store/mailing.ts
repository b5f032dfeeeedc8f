import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { LetterId, OutgoingId, SignatureId } from '../../app/domain/id'
import type { OutgoingKind } from '../../app/domain/outbox/outbox'
import type { LetterDraft, SignatureDraft } from '../../app/domain/signature/signature'
import type { NewLetter, NewOutgoing, Session } from '../database'
import { all, first, run, type Steps } from '../steps'
import { fingerprintBytes } from './comparing'
import type { StoreParts } from './parts'
import { isRow, type LetterRecord, type SignatureRecord, toLetter, unconfirmedStates } from './rows'

/** A mailbox is mailed at most so often and so many times because somebody posts its address (SEC-13). */
const mailEveryMs = 60_000
const mailsAtMost = 5

/** What a post means to a mailbox for which something is held already. */
type Occasion = 'sign-again' | 'confirm' | 'already-signed' | 'mailbox-full'

/** How often, and when last, a signature's mailbox was mailed because somebody posted its address. */
type Mailed = Pick<SignatureRecord, 'id' | 'campaignId' | 'mails' | 'mailedAt'>

/**
 * Queues the mail that tells a mailbox's owner what somebody posted, and stores the letter that the mail will show.
 * A mail that waits without a letter shows this one instead; a letter that no mail could show is not stored. Answers
 * whether one more mail goes.
 * @param held the signature's row, which nobody else changes meanwhile
 */
export function* mailOwner(
  parts: StoreParts,
  tx: Session,
  draft: SignatureDraft,
  held: Mailed,
  occasion: Occasion,
): Steps<boolean> {
  if (draft.mail === 'withheld') return false
  const { id } = held
  const letters = yield* lettersOf(parts, tx, id)
  const sent = letters.find(letter => !isUnconfirmed(letter))
  const wanted = occasion === 'mailbox-full' || sent ? null : draft.letter
  const waiting = yield* waitingMail(parts, tx, id)
  const latest = letters.find(letter => letter.state === 'unconfirmed')
  const kept = wanted && latest && sameWords(parts, latest, wanted) ? latest.id : null
  const letterToShow = () => storedLetter(parts, tx, draft, id, wanted, kept)
  // A mail that waits with other words keeps them: whoever posts last must not take the owner's letter away.
  if (waiting && (!waiting.letterId || !wanted || kept === waiting.letterId)) {
    if (occasion === 'mailbox-full') return false
    const letterId = (yield* letterToShow()) ?? (sent ? null : waiting.letterId)
    yield* reaim(parts, tx, waiting.id, kindOf(occasion, letterId), letterId)
    return false
  }
  // Whoever signs alone is told alone, though somebody mailed a letter in their name a moment ago.
  const alone = occasion === 'confirm' && !draft.letter && latest !== undefined
  const news = occasion === 'sign-again' || (wanted !== null && !kept) || alone
  const dueAt = nextMailAt(draft, held, news)
  if (!dueAt) return false
  const letterId = yield* letterToShow()
  const { signature } = parts.tables
  const mailed = { mails: held.mails + 1, mailedAt: dueAt }
  yield* run(tx.update(signature).set(mailed).where(isRow(parts, held)))
  const about = { kind: kindOf(occasion, letterId), campaignId: draft.campaignId, signatureId: id, letterId }
  yield* parts.database.insertOutgoing(tx, [outgoingRow(parts, about, dueAt, draft.at)])
  return true
}

/** A new row of the outbox. */
export function outgoingRow(
  { newId }: StoreParts,
  about: Pick<
    NewOutgoing,
    | 'kind'
    | 'campaignId'
    | 'signatureId'
    | 'letterId'
    | 'targetKey'
    | 'officeId'
    | 'updateId'
    | 'subscriberId'
    | 'organiserId'
  >,
  dueAt: Date,
  createdAt: Date,
): NewOutgoing {
  // What is spread stands last: first, it costs 2 µs more on Node 20, and each signature makes one.
  return { id: newId() as OutgoingId, state: 'queued', dueAt, attempts: 0, fence: 0, createdAt, ...about }
}

function kindOf(occasion: Occasion, letterId: LetterId | null): OutgoingKind {
  if (occasion === 'mailbox-full') return 'mailbox-full'
  if (occasion === 'already-signed') return letterId ? 'confirm-letter' : 'already-signed'
  return 'confirm'
}

/** When the mailbox may be mailed, or null where it may not, or has just been told the same. */
function nextMailAt({ at }: SignatureDraft, { mails, mailedAt }: Mailed, news: boolean): Date | null {
  if (mails >= mailsAtMost) return null
  const free = new Date(mailedAt.getTime() + mailEveryMs)
  if (!news && at < free) return null
  return free > at ? free : at
}

/** Whether a mailbox may be mailed once more now because somebody posted its address. */
export function mayBeMailedAt({ mails, mailedAt }: Pick<Mailed, 'mails' | 'mailedAt'>, at: Date): boolean {
  return mails < mailsAtMost && at.getTime() >= mailedAt.getTime() + mailEveryMs
}

function* lettersOf({ tables: { letter } }: StoreParts, tx: Session, id: SignatureId): Steps<LetterRecord[]> {
  return yield* all(tx.select().from(letter).where(eq(letter.signatureId, id)).orderBy(desc(letter.id)))
}

function isUnconfirmed(letter: LetterRecord): boolean {
  return (unconfirmedStates as readonly string[]).includes(letter.state)
}

/** What a mailbox is sent because somebody posted its address; what else waits for it says something of its own. */
const aboutPosts = [
  'confirm',
  'confirm-letter',
  'already-signed',
  'mailbox-full',
] as const satisfies readonly OutgoingKind[]

/** The first mail to this mailbox that no mailer has taken yet, and none takes before this transaction ends. */
function* waitingMail({ tables: { outgoing }, database }: StoreParts, tx: Session, id: SignatureId) {
  const query = tx
    .select({ id: outgoing.id, letterId: outgoing.letterId })
    .from(outgoing)
    .where(
      and(
        eq(outgoing.signatureId, id),
        eq(outgoing.state, 'queued'),
        eq(outgoing.attempts, 0),
        inArray(outgoing.kind, [...aboutPosts]),
      ),
    )
    .orderBy(asc(outgoing.id))
    .limit(1)
  return yield* first(database.locked(query))
}

/** Nobody has seen the link yet, so it may show another letter. */
function* reaim(
  { tables: { outgoing } }: StoreParts,
  tx: Session,
  id: OutgoingId,
  kind: OutgoingKind,
  letterId: LetterId | null,
): Steps<void> {
  yield* run(tx.update(outgoing).set({ letterId, kind }).where(eq(outgoing.id, id)))
}

/** The letter that a mail will show: the one stored with the same words, else a new one; null where none is wanted. */
function* storedLetter(
  parts: StoreParts,
  tx: Session,
  draft: SignatureDraft,
  id: SignatureId,
  wanted: LetterDraft | null,
  kept: LetterId | null,
): Steps<LetterId | null> {
  if (!wanted || kept) return kept
  yield* parts.database.insertLetters(tx, [letterRow(parts, draft, id, wanted)])
  return wanted.id
}

/** A new letter, not yet confirmed. */
export function letterRow(
  { keyring }: StoreParts,
  draft: Pick<SignatureDraft, 'campaignId' | 'version' | 'at'>,
  signatureId: SignatureId,
  { id, words, memberId, likeness, fingerprint }: LetterDraft,
): NewLetter {
  return {
    id,
    signatureId,
    campaignId: draft.campaignId,
    version: draft.version,
    state: 'unconfirmed',
    sealed: keyring.sealer(draft.campaignId).seal(words, 'letter.sealed', id),
    memberId,
    fingerprint: fingerprintBytes(fingerprint),
    likeness,
    writtenAt: draft.at,
  }
}

function sameWords({ keyring }: StoreParts, row: LetterRecord, wanted: LetterDraft): boolean {
  return JSON.stringify(toLetter(keyring, row).words) === JSON.stringify(wanted.words)
}
