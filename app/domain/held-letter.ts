import type { CampaignText } from './campaign'
import type { LetterId } from './id'
import type { HoldReason } from './outbox'

/** A letter that waits, as whoever decides about it is told: nothing of its writer but where they live. */
export interface HeldLetter {
  readonly id: LetterId
  readonly queuedAt: Date
  /** Its constituency's name; null where it has none. */
  readonly constituency: string | null
  readonly likeness: number | null
  readonly why: HoldReason
}

/** What an organiser alone can let go, or refuse. */
export const forOrganiser: HoldReason = 'too-alike'

/**
 * Whether a letter waits for an organiser once it is confirmed.
 * @param text as its writer saw it: nobody's letter is held by a limit that was set later
 */
export function isHeldBack(text: Pick<CampaignText, 'letter'>, likeness: number | null): boolean {
  const { hold_above: limit } = text.letter
  return limit !== undefined && likeness !== null && likeness > limit
}

/** Stands where a mail system's last words would, of a letter that an organiser refused. */
export const refusedReply = 'not sent: an organiser refused it'
