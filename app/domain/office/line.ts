import type { CampaignText } from '../campaign/campaign'
import type { OfficeId } from '../id'
import type { Place } from '../outbox/outbox'
import { nextDigest } from './digest'
import { officeOpens } from './hours'
import type { OfficeMode } from './office'
import { afterTurns, nextTurn, type Pace, turnsAt } from './pacing'

/** What a letter says of itself before the office it is to go to. */
export interface Passage {
  /** As `officeAddress` gives it. */
  readonly address: string
  readonly hours: NonNullable<CampaignText['letter']['hours']>
  readonly pace: Pace | null
  /** Fixed with it where it goes now for the first time. */
  readonly messageId: string
  readonly date: Date
  /** The member it reaches, where that is another than it was written to. */
  readonly memberId: number | null
}

/** What became of a letter before its office. */
export type Passed =
  | { readonly kind: 'goes'; readonly office: OfficeId }
  | { readonly kind: 'waits' } // in line, or for the office to open
  | { readonly kind: 'held' } // its office wants none for now
  | { readonly kind: 'cancelled' } // its writer withdrew meanwhile
  | { readonly kind: 'lease-lost' }

/** How an office stands as a letter comes. */
interface Door {
  readonly mode: OfficeMode
  /** As `pacing` keeps it. */
  readonly freeAt: Date
  /** When the next in line is let go, or the next digest made; null where nobody waits. */
  readonly nextAt: Date | null
}

/** What an office has a letter do, and what changes for the office by it. */
export type Step = { readonly office: Partial<Door> } & (
  | { readonly kind: 'goes' | 'in-line' | 'paused' }
  | { readonly kind: 'when-open'; readonly dueAt: Date }
)

/**
 * What a letter does before an office: the office's own wish counts first, then the hours of the letter's campaign, then how
 * many go. Whoever was let go out of the line does not wait behind it; if others went in their place, they stand there once
 * more.
 */
export function stepAt(
  { mode, freeAt, nextAt }: Door,
  { hours, pace, place }: Pick<Passage, 'hours' | 'pace'> & { readonly place: Place | null },
  at: Date,
): Step {
  if (mode === 'paused') return { kind: 'paused', office: {} }
  if (mode === 'daily') return standInLine(nextAt, nextDigest(at))
  const dueAt = hours === 'office' ? officeOpens(at) : at
  // The turn that such a letter was given goes to the next in line, and at once.
  if (dueAt > at)
    return { kind: 'when-open', dueAt, office: nextAt && place === 'let-go' ? { nextAt: at } : {} }
  if (nextAt && place !== 'let-go') return standInLine(nextAt, at)
  if (!pace) return { kind: 'goes', office: {} }
  if (turnsAt(pace, freeAt, at) === 0) return standInLine(nextAt, nextTurn(pace, freeAt))
  return { kind: 'goes', office: { freeAt: afterTurns(pace, freeAt, at) } }
}

/** @param first when it is looked at, where nobody stood there before */
function standInLine(nextAt: Date | null, first: Date): Step {
  return { kind: 'in-line', office: nextAt ? {} : { nextAt: first } }
}

/** A campaign that has letters in an office's line, and when it last had its turn there. */
export interface Waiting {
  readonly campaignId: number
  readonly turnAt: Date | null
}

/** Whose turn was longest ago is next; of those who never had one, the older campaign. */
export function inTurn(waiting: readonly Waiting[]): readonly Waiting[] {
  const since = ({ turnAt }: Waiting) => turnAt?.getTime() ?? 0
  return waiting.toSorted((one, other) => since(one) - since(other) || one.campaignId - other.campaignId)
}
