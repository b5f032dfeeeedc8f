import type { Deed } from '../audit/audit'
import type { LetterId, SignatureId } from '../id'
import type { HeldLetter } from '../letter/held-letter'
import type { LetterState } from '../letter/letter'
import type { HoldReason } from '../outbox/outbox'

/** What waits for a person, by what they are to do. */
export type ToDoKind =
  | 'too-alike' // let it go, or not
  | 'cannot-compose' // mend the campaign's text, and try again
  | 'unknown' // nobody knows whether it arrived
  | 'bounced' // it is back with its writer: to be known
  | 'gave-up' // the same, after days of trying
  | 'review' // signed from a busy network

export interface ToDo {
  readonly kind: ToDoKind
  /** No more than `countedAtMost`, which stands for that many and more. */
  readonly count: number
  readonly oldest: Date
}

/** Nobody needs to know whether it is more; counting on would cost a page more the worse things are. */
export const countedAtMost = 250

/** Why letters are held until a person sees to them; for anything else they go on by themselves. */
export const heldForPerson: readonly HoldReason[] = ['too-alike', 'cannot-compose']

/** Where letters have come to a stop. */
export const stoppedStates = ['unknown', 'bounced', 'gave-up'] as const satisfies readonly LetterState[]

/** A letter that came to a stop; nothing of its writer but where they live. */
export interface StoppedLetter {
  readonly id: LetterId
  readonly state: (typeof stoppedStates)[number]
  readonly queuedAt: Date
  readonly constituency: string | null
  /** The mail system's last words. */
  readonly lastReply: string | null
}

/** A signature that was marked, as whoever looks at it is told of it first. */
export interface MarkedSignature {
  readonly id: SignatureId
  readonly signedAt: Date
  readonly constituency: string | null
}

/** What a person decides about a letter that has come to a stop. */
export const settlings = ['arrived', 'send-again', 'give-back', 'seen'] as const
export type Settling = (typeof settlings)[number]

/** What waits for a person, where it is kept: found by indexes that hold nothing else. */
export interface ToDoStore {
  /** Each kind of which there is any, and since when. */
  toDo(campaignId: number): Promise<readonly ToDo[]>
  /** Held until a person sees to them; the oldest first. */
  lettersForPerson(campaignId: number, limit: number): Promise<readonly HeldLetter[]>
  /** Stopped, and not yet seen to; the oldest first. */
  stoppedLetters(campaignId: number, limit: number): Promise<readonly StoppedLetter[]>
  /** Marked for review, and counting or waiting for their mailbox; the oldest first. */
  markedSignatures(campaignId: number, limit: number): Promise<readonly MarkedSignature[]>
  /** Does what was decided, to each of the letter's mails that has come to a stop. */
  settleLetter(id: LetterId, settling: Settling, deed: Deed): Promise<'settled' | 'not-waiting' | 'not-found'>
  /** Deletes the words of a reply that a writer pasted; what they told of it stays counted. */
  takeDownReply(id: LetterId, deed: Deed): Promise<'taken-down' | 'no-words'>
}
