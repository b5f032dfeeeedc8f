import type { HoldReason, OutgoingState, Place } from '../outbox/outbox'
import type { TargetKey } from '../target/target'

/** How far a letter is on its way to one of its targets. */
export interface LetterMail {
  readonly targetKey: TargetKey
  readonly state: OutgoingState
  /** Why it is held; and kept where an organiser refused what was held for it. */
  readonly holdReason: HoldReason | null
  readonly place: Place | null
  /** When it is looked at next; null where nothing is to be done. */
  readonly dueAt: Date | null
  /** Whether it was sent and reported as failed later, where it is `bounced`. */
  readonly cameBack: boolean
}

/** Why a letter never got to a target. */
export type WhyReturned =
  | 'refused' // by their mail system, when it was offered
  | 'came-back' // it was sent, and a report of its failure came later
  | 'not-reached' // in all the days that it was tried
  | 'not-sent' // an organiser decided so

/** Null while it is on its way, or once it was accepted or cancelled. */
export function whyReturned({
  state,
  holdReason,
  cameBack,
}: Pick<LetterMail, 'state' | 'holdReason' | 'cameBack'>): WhyReturned | null {
  if (state === 'bounced') return cameBack ? 'came-back' : 'refused'
  if (state === 'gave-up') return holdReason === 'too-alike' ? 'not-sent' : 'not-reached'
  return null
}

/** Stands before the words of the report about a mail that was accepted first, so that the two can be told apart. */
const mark = 'came back: '

export function replyOfReturned(reply: string): string {
  return mark + reply
}

export function hasComeBack(lastReply: string | null): boolean {
  return lastReply?.startsWith(mark) ?? false
}
