import type { Campaign } from './campaign'
import { composeLetter } from './letter'
import { refuseBeyondHard } from './limit'
import { canonicalMailbox } from './mailbox'
import type { Located, MemberRole, Seat } from './place'
import { placeSupporter } from './placing'
import type { Ports } from './ports'
import { roleSpokenTo } from './role-words'
import type { SeatSearch } from './seat-search'
import { likenessOf, type Visitor } from './sign'
import type { WriterForm } from './sign-form'
import { type Reached, targetsFor } from './target'

/** The letter as it is shown before its writer sends it. Nothing is written. */
export interface LetterPreview {
  /** Null abroad. */
  readonly located: Located | null
  /** What came of the constituency that was typed. */
  readonly search: SeatSearch
  readonly seat: Seat | null
  /** Whom the campaign asks to be written to, and whether they can be. */
  readonly reached: readonly Reached[]
  /** What the server suggests; the writer's own edits take its place. */
  readonly suggested: { readonly subject: string; readonly body: string }
  /** In what role the words suggested speak to the MP. */
  readonly role: MemberRole
  /** How many earlier letters are much like this one; 0 while they are few. */
  readonly alike: number
}

/**
 * Finds whom a supporter would write to and composes the words suggested to them.
 * @param edited the words as edited so far, whose likeness is measured instead; null at first
 * @throws Problem `too-many`
 */
export async function previewLetter(
  ports: Ports,
  campaign: Campaign,
  writer: WriterForm,
  edited: string | null,
  visitor: Visitor,
): Promise<LetterPreview> {
  if (visitor.network)
    refuseBeyondHard(
      await ports.limits.take('lookup', Buffer.from(visitor.network).toString('hex'), ports.now()),
    )
  const { located, search, constituency } = await placeSupporter(ports, writer.postcode, writer.constituency)
  const seat = constituency && (await ports.places.seat(constituency.code))
  const reached = targetsFor(campaign, seat)
  const member = seat?.member ?? null
  const suggested = composeLetter(
    campaign,
    {
      name: writer.name,
      mailbox: canonicalMailbox(writer.email),
      constituency: seat?.name ?? null,
      principles: writer.principles,
    },
    member,
  )
  const { alike } = await likenessOf(ports, campaign, edited ?? suggested.body)
  const role = roleSpokenTo(campaign.text, member)
  return { located, search, seat, reached, suggested, role, alike: alike >= toldFrom ? alike : 0 }
}

/** Fewer would tell a stranger, who is given a supporter's own suggestion for their name, whether they have written. */
const toldFrom = 5
