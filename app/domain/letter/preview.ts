import type { Campaign } from '../campaign/campaign'
import { refuseBeyondHard } from '../limit'
import type { Located, MemberRole, Seat } from '../place/place'
import { placeSupporter } from '../place/placing'
import type { SeatSearch } from '../place/seat-search'
import type { Ports } from '../ports'
import type { WriterForm } from '../signature/form'
import { canonicalMailbox } from '../signature/mailbox'
import { likenessOf, type Visitor } from '../signature/sign'
import { roleSpokenTo } from '../target/role-words'
import { type Reached, targetsFor } from '../target/target'
import { composeLetter } from './letter'
import { withOwnWords } from './own-words'
import { markOf, type SentWords, type Suggestion, wordsNow } from './suggestion'

/** The letter as it is shown before its writer sends it. Nothing is written. */
export interface LetterPreview {
  /** Null abroad. */
  readonly located: Located | null
  /** What came of the constituency that was typed. */
  readonly search: SeatSearch
  readonly seat: Seat | null
  /** Whom the campaign asks to be written to, and whether they can be. */
  readonly reached: readonly Reached[]
  /** What the server suggests, with whatever its writer has changed in it. */
  readonly words: Suggestion
  /** Whether the body is its writer's by now, and no longer as suggested. */
  readonly edited: boolean
  /** For the form to carry, so that words nobody touched are known when they come back. */
  readonly mark: string
  /** In what role the words suggested speak to the MP. */
  readonly role: MemberRole
  /** How many earlier letters are much like this one; 0 while they are few. */
  readonly alike: number
  /** Whether its likeness may hold it until somebody has looked at it. */
  readonly mayWait: boolean
}

/**
 * Finds whom a supporter would write to and composes the words suggested to them.
 * @param sent the words as they came back, their writer's own beside them; their likeness is measured together
 * @throws Problem `too-many`
 */
export async function previewLetter(
  ports: Ports,
  campaign: Campaign,
  writer: WriterForm,
  sent: SentWords & { readonly own: string },
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
  const suggestion = composeLetter(
    campaign,
    {
      name: writer.name,
      mailbox: canonicalMailbox(writer.email),
      constituency: seat?.name ?? null,
      principles: writer.principles,
    },
    member,
  )
  const words = wordsNow(sent, suggestion)
  return {
    ...{ located, search, seat, reached, words },
    edited: words.body !== suggestion.body,
    mark: markOf(suggestion),
    role: roleSpokenTo(campaign.text, member),
    ...(await likenessTold(ports, campaign, withOwnWords(words.body, sent.own))),
  }
}

/**
 * Fewer would tell a stranger, who is given a supporter's own suggestion for their name, whether they have written. For the
 * same reason nothing is said of the one letter that is most like this, though it is what holds it: a stranger would see the
 * answer change with the supporter's letter. So it is said that a letter may wait, and only where it is much like several.
 */
const toldFrom = 5

async function likenessTold(ports: Ports, campaign: Campaign, body: string) {
  const { alike } = await likenessOf(ports, campaign, body)
  const told = alike >= toldFrom
  return { alike: told ? alike : 0, mayWait: told && campaign.text.letter.hold_above !== undefined }
}
