import type { Deed } from '../audit/audit'
import type { Campaign, CampaignText } from '../campaign/campaign'
import type { LetterId } from '../id'
import type { HoldReason } from '../outbox/outbox'
import { heldWords } from '../place/words'
import type { Ports } from '../ports'
import { Problem } from '../problem'

/** A letter that waits, as whoever decides about it is told: nothing of its writer but where they live. */
export interface HeldLetter {
  readonly id: LetterId
  readonly queuedAt: Date
  /** Its constituency's name; null where it has none. */
  readonly constituency: string | null
  readonly likeness: number | null
  readonly why: HoldReason
}

export const everyHoldReason = Object.keys(heldWords) as HoldReason[]

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

/** Every letter of a campaign that is held, a page at a time. */
export async function* heldLetters(
  { store }: Ports,
  campaign: Pick<Campaign, 'id'>,
): AsyncGenerator<readonly HeldLetter[]> {
  let after: LetterId | null = null
  do {
    const page: readonly HeldLetter[] = await store.heldLetters(campaign.id, after, pageSize)
    if (page.length > 0) yield page
    after = page.length < pageSize ? null : (page.at(-1)?.id ?? null)
  } while (after)
}

const pageSize = 1000

/** What an organiser decides about a letter that waits for them. */
export type Decision = 'release' | 'refuse'

/**
 * Lets a letter go on, or gives up on it for good.
 * @throws Problem `not-found`, or `refused` where it does not wait for an organiser
 */
export async function decideLetter(
  ports: Ports,
  id: LetterId,
  decision: Decision,
  deed: Deed,
): Promise<void> {
  const outcome = await decide(ports, id, decision, deed)
  if (outcome === 'not-found') throw new Problem('not-found', `There is no letter ${id}`)
  if (outcome === 'not-held')
    throw new Problem(
      'refused',
      `${id} does not wait for you: it went on, was withdrawn, or waits for something else`,
    )
}

/** Decides alike about every letter of a campaign that waits for an organiser; gives how many those were. */
export async function decideLetters(
  ports: Ports,
  campaign: Campaign,
  decision: Decision,
  deed: Deed,
): Promise<number> {
  let decided = 0
  for await (const page of heldLetters(ports, campaign))
    for (const { id, why } of page)
      if (why === forOrganiser && isDone(await decide(ports, id, decision, deed))) decided++
  return decided
}

function decide({ store }: Ports, id: LetterId, decision: Decision, deed: Deed) {
  return decision === 'release' ? store.releaseLetter(id, deed) : store.refuseLetter(id, deed)
}

function isDone(outcome: Awaited<ReturnType<typeof decide>>): boolean {
  return outcome === 'released' || outcome === 'refused'
}
