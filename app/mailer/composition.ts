import type { Mail } from '../../emails/mail'
import type { Campaign, CampaignText } from '../domain/campaign'
import type { Letter } from '../domain/letter'
import type { ClaimedPersonal, HoldReason } from '../domain/outbox'
import type { Seat } from '../domain/place'
import type { Ports } from '../domain/ports'
import type { Signature } from '../domain/signature'
import { bounceAddress, type Party, plainLine, type Sender } from './addressing'

/** A mail in its parts, before it becomes MIME. */
export interface ComposedMail extends Mail {
  readonly envelope: { readonly from: string; readonly to: string }
  readonly from: Party
  readonly to: Party
  /** Null where an answer goes to `from`. */
  readonly replyTo: Party | null
  readonly by: 'person' | 'program'
}

export type Composition =
  | { readonly kind: 'mail'; readonly mail: ComposedMail }
  | { readonly kind: 'hold'; readonly why: HoldReason }
  | { readonly kind: 'cancel' } // nobody wants it any more
  | { readonly kind: 'later' } // the register of places does not answer

/** What every kind of mail is composed from. */
export interface Occasion {
  readonly ports: Ports
  readonly sender: Sender
  readonly mail: ClaimedPersonal
  /** When it is first attempted; its links live from here, so that each attempt carries the same ones. */
  readonly date: Date
  readonly signature: Signature
  readonly campaign: Campaign
}

/** Addresses a rendered mail. */
export function addressed(
  { sender, mail }: Pick<Occasion, 'sender' | 'mail'>,
  parties: Pick<ComposedMail, 'from' | 'to' | 'replyTo' | 'by'>,
  rendered: Mail,
): Composition {
  return {
    kind: 'mail',
    mail: {
      ...parties,
      ...rendered,
      subject: plainLine(rendered.subject),
      envelope: { from: bounceAddress(mail.id, sender), to: parties.to.address },
    },
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
  return (await ports.store.campaignVersion(campaign.id, letter.version)) ?? campaign.text
}
