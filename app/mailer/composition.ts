import type { Mail } from '../../emails/mail'
import type { Campaign, CampaignText } from '../domain/campaign/campaign'
import type { Letter } from '../domain/letter/letter'
import type { Office } from '../domain/office/office'
import { bounceAddress } from '../domain/outbox/bounce-address'
import type {
  Claimed,
  ClaimedForOrganiser,
  ClaimedForSubscriber,
  ClaimedOffice,
  ClaimedPersonal,
  HoldReason,
} from '../domain/outbox/outbox'
import type { Seat } from '../domain/place/place'
import type { Ports } from '../domain/ports'
import type { Signature } from '../domain/signature/signature'
import type { Target } from '../domain/target/target'
import type { Subscriber } from '../domain/update/subscriber'
import { type Party, plainLine, type Sender } from './addressing'

/** A mail in its parts, before it becomes MIME. */
export interface ComposedMail extends Mail {
  readonly envelope: { readonly from: string; readonly to: string }
  readonly from: Party
  readonly to: Party
  /** Null where an answer goes to `from`. */
  readonly replyTo: Party | null
  readonly by: 'person' | 'program'
  /** Only of what goes to everybody who asked for it: which list it is, and how to leave it. */
  readonly list?: { readonly id: string; readonly unsubscribeUrl: string }
}

export type Composition =
  | { readonly kind: 'mail'; readonly mail: ComposedMail }
  | { readonly kind: 'letter'; readonly letter: TargetLetter } // its office says whether it goes now
  | { readonly kind: 'hold'; readonly why: HoldReason }
  | { readonly kind: 'cancel' } // nobody wants it any more
  | { readonly kind: 'later' } // the register of places does not answer

/** A letter to a target: as it goes by itself, or with others in a digest. */
export interface TargetLetter {
  readonly occasion: Occasion
  readonly target: Target
  readonly parties: Parties
  readonly subject: string
  /** From the salutation to the address. */
  readonly words: string
  /** The campaign's text, as its writer saw it. */
  readonly text: CampaignText
  readonly writtenAt: Date
  /** The member that it reaches, where that is another than it was written to. */
  readonly memberId: number | null
}

type Parties = Pick<ComposedMail, 'from' | 'to' | 'replyTo' | 'by' | 'list'>

/** What every kind of mail about a signature is composed from. */
export interface Occasion extends Attempt {
  readonly mail: ClaimedPersonal
  readonly signature: Signature
  readonly campaign: Campaign
}

/** What every kind of mail to an office is composed from. */
export interface OfficeOccasion extends Attempt {
  readonly mail: ClaimedOffice
  readonly office: Office
}

/** What every kind of mail to whoever asked for updates without signing is composed from. */
export interface SubscriberOccasion extends Attempt {
  readonly mail: ClaimedForSubscriber
  readonly subscriber: Subscriber
  readonly campaign: Campaign
}

/** What every kind of mail to an organiser is composed from. */
export interface OrganiserOccasion extends Attempt {
  readonly mail: ClaimedForOrganiser
}

interface Attempt {
  readonly ports: Ports
  readonly sender: Sender
  readonly mail: Claimed
  /** When it is first attempted; its links live from here, so that each attempt carries the same ones. */
  readonly date: Date
}

/** Addresses a rendered mail. */
export function addressed(attempt: Attempt, parties: Parties, rendered: Mail): Composition {
  return { kind: 'mail', mail: withEnvelope(attempt, parties, rendered) }
}

/** A rendered mail between its parties, and where what comes back of it goes to. */
export function withEnvelope({ sender, mail }: Attempt, parties: Parties, rendered: Mail): ComposedMail {
  return {
    ...parties,
    ...rendered,
    subject: plainLine(rendered.subject),
    envelope: { from: bounceAddress(mail.id, sender), to: parties.to.address },
  }
}

/** The supporter's seat as it stands today; `away` where its register does not answer. */
export async function seatNow({ ports, signature }: Occasion): Promise<Seat | null | 'away'> {
  if (!signature.constituencyCode) return null
  try {
    return await ports.places.seat(signature.constituencyCode)
  } catch {
    return 'away'
  }
}

/** The text that a letter's writer saw: whom it goes to is read there, whatever the campaign says by now. */
export async function textOf({ ports, campaign }: Occasion, letter: Letter): Promise<CampaignText> {
  if (letter.version === campaign.version) return campaign.text
  return (await ports.store.campaignVersion(campaign.id, letter.version)) ?? campaign.text
}
