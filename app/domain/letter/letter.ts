import type { Campaign } from '../campaign/campaign'
import type { LetterId, SignatureId } from '../id'
import type { Member } from '../place/place'
import { bodyOf, sayLetter } from './say'

export type LetterState =
  | 'unconfirmed' // waits for its writer to confirm it
  | 'queued'
  | 'sending'
  | 'accepted' // SMTP said 2yz
  | 'deferred' // SMTP said 4yz, or the relay was away: tried again later
  | 'bounced' // SMTP said 5yz
  | 'gave-up'
  | 'cancelled' // withdrawn in time
  | 'held' // someone must look
  | 'unknown' // the connection died inside DATA: never resent by itself

export interface PostalAddress {
  readonly address1: string
  readonly address2: string
  readonly town: string
}

/** A constituent's own words and where they live. Subject and body are fixed when they sign. */
export interface LetterWords {
  readonly subject: string
  readonly body: string
  readonly address: PostalAddress
}

export interface Letter {
  readonly id: LetterId
  readonly signatureId: SignatureId
  readonly campaignId: number
  /** The version of the campaign's text that its writer saw; whom it goes to is read there. */
  readonly version: number
  readonly state: LetterState
  /** Null once the words have been deleted. */
  readonly words: LetterWords | null
  /**
   * The MP at the time of writing, or the last one where nobody sat: if the words name them and somebody else sits, the letter
   * is held. Once it is accepted, the MP whom it went to. Null for one that goes to others alone.
   */
  readonly memberId: number | null
  /** The greatest likeness to an earlier letter of the campaign, 0 to 1. */
  readonly likeness: number | null
  readonly writtenAt: Date
  readonly queuedAt: Date | null
  readonly acceptedAt: Date | null
}

/** Where a suggested letter's supporter-dependent words come from. */
export interface Writer {
  readonly name: string
  readonly mailbox: string
  readonly constituency: string | null
  /** Slugs, in the supporter's order. */
  readonly principles: readonly string[]
}

/**
 * The letter suggested to a supporter: opening, a paragraph for each chosen principle in their order, closing; and to an MP
 * who is bound by their office, what can be asked of them.
 * The same supporter is always given the same words; another is given others, be it from the same mailbox.
 * @param mp whom `{{mp}}` names; a campaign that writes to others has no such blank
 */
export function composeLetter(
  campaign: Pick<Campaign, 'text' | 'id'>,
  writer: Writer,
  mp: Pick<Member, 'name' | 'role'> | null,
): { readonly subject: string; readonly body: string } {
  const said = sayLetter(campaign, writer, mp)
  return { subject: said.subject.words, body: bodyOf(said) }
}

/** The whole letter as it is sent and shown: salutation, words, sign-off, address. Supporter text is data, never a template. */
export function wholeLetter(
  words: LetterWords,
  writer: { readonly name: string; readonly postcode: string },
  salutation: string,
): string {
  return [`Dear ${salutation},`, words.body.trim(), signOff(words.address, writer)].join('\n\n')
}

/** What the server adds under the words. */
function signOff(
  address: PostalAddress,
  writer: { readonly name: string; readonly postcode: string },
): string {
  const lines = [writer.name, address.address1, address.address2, address.town, writer.postcode]
  return ['Yours sincerely,', '', ...lines.filter(line => line !== '')].join('\n')
}
