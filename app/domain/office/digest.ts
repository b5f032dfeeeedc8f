import { dayAfter, inLondon, londonInstant } from '../calendar/london'
import type { LetterId, OutgoingId } from '../id'
import type { PersonalOutgoing } from '../outbox/outbox'
import type { Office } from './office'

/** Before an office opens, so that the letters of the day before lie there when its people come. */
const goesAt = 7

/** When the next digest goes: at seven in London, today or tomorrow. */
export function nextDigest(after: Date): Date {
  const { day, hour } = inLondon(after)
  return londonInstant(hour < goesAt ? day : dayAfter(day), goesAt)
}

/** Letters of one mail: an office that gets more a day than this would read no more in two mails. The rest wait for the next day. */
export const lettersAtMost = 500

/**
 * Bytes of one mail, with its two parts encoded: many a mail server takes 10 MB and no more (Postfix 10,240,000 unless told
 * otherwise). 500 letters of the greatest length come to 6 MB in English, and to 38 in Gurmukhi.
 */
export const bytesAtMost = 8_000_000

/** What the outbox knows of a digest while its mailer composes it. */
export interface Digest {
  readonly office: Office
  /** Oldest first. */
  readonly letters: readonly PersonalOutgoing[]
  /** How many more stand in the office's line. */
  readonly waiting: number
}

/** What becomes of a digest's letters as it is composed. */
export interface SortedDigest {
  /** Those that do not go with it after all. */
  readonly leave: readonly OutgoingId[]
  /** The members that letters reach who were written to others. */
  readonly readers: ReadonlyMap<LetterId, number>
}
