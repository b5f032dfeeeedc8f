import type { LetterId } from '../id'
import type { LetterMail } from '../letter/mail'

/** What came of a letter, as its writer says. */
export const replyAnswers = [
  'answered',
  'acknowledged', // they say that they got it, and no more
  'none',
  'not-expected', // by its writer, who is not asked again
] as const
export type ReplyAnswer = (typeof replyAnswers)[number]

/** Where a reply puts its sender, as its reader understood it. */
export const replyPositions = ['agrees', 'agrees-in-part', 'disagrees', 'takes-none'] as const
export type ReplyPosition = (typeof replyPositions)[number]

/** What a letter's writer told; they may change it. */
export interface Reply {
  readonly letterId: LetterId
  readonly answer: ReplyAnswer
  /** Of an answer alone. */
  readonly position: ReplyPosition | null
  /** Whole days from acceptance to the reply, in London; null where there was none. */
  readonly days: number | null
  /** The reply itself where it was pasted: for the organiser alone. Sealed in the store. */
  readonly words: string | null
  readonly answeredAt: Date
}

/** The short second letter about one that had no reply; there is one at most. */
export interface Chase {
  /** How far it is. */
  readonly mail: LetterMail
  readonly askedAt: Date
}

/** How long an office has to reply before a letter's writer is asked whether it did, and may remind it, in ms. */
export const replyWithinMs = 14 * 86_400_000

/** Whether a letter's reader may be reminded of it: they are silent as far as is known, and had time to reply. */
export function isUnanswered(
  letter: { readonly acceptedAt: Date | null },
  reply: Pick<Reply, 'answer'> | null,
  at: Date,
): boolean {
  if (reply) return reply.answer === 'none'
  return letter.acceptedAt !== null && at.getTime() - letter.acceptedAt.getTime() >= replyWithinMs
}
