import type { Claimed, OfficeKind, OutgoingKind } from '../domain/outbox'
import type { Ports } from '../domain/ports'
import type { Sender } from './addressing'
import { composeChaseMail } from './chase-mail'
import type { Composition, Occasion, OfficeOccasion } from './composition'
import { composeDigest } from './digest-mail'
import { composeLetterMail } from './letter-mail'
import { composeOfficeLink } from './office-mail'
import {
  composeAlreadySigned,
  composeConfirm,
  composeConfirmLetter,
  composeMailboxFull,
  composeManage,
  composeReviseLetter,
} from './owner-mail'
import { composeLetterReturned } from './returned-mail'
import { composeSurvey } from './survey-mail'

type Composer<Kind extends Occasion | OfficeOccasion> = (occasion: Kind) => Promise<Composition>

/** The only ways from a row of the outbox to a mail. */
const composers: Readonly<Partial<Record<OutgoingKind, Composer<Occasion>>>> = {
  confirm: composeConfirm,
  'confirm-letter': composeConfirmLetter,
  'already-signed': composeAlreadySigned,
  'mailbox-full': composeMailboxFull,
  'revise-letter': composeReviseLetter,
  'letter-returned': composeLetterReturned,
  manage: composeManage,
  letter: composeLetterMail,
  chase: composeChaseMail,
  survey: composeSurvey,
  'remind-survey': composeSurvey,
}

const officeComposers: Readonly<Record<OfficeKind, Composer<OfficeOccasion>>> = {
  digest: occasion =>
    composeDigest(occasion, mail => compose(occasion.ports, occasion.sender, mail, occasion.date)),
  'office-link': composeOfficeLink,
}

/** Composes a claimed mail from what is stored now, or says why it is not to be sent. */
export async function compose(ports: Ports, sender: Sender, mail: Claimed, date: Date): Promise<Composition> {
  if (mail.signatureId === null) {
    const office = mail.officeId && (await ports.store.office(mail.officeId))
    return office ? officeComposers[mail.kind]({ ports, sender, mail, date, office }) : { kind: 'cancel' }
  }
  const composer = composers[mail.kind]
  if (!composer) throw new Error(`nothing composes ${mail.kind}`)
  const signature = await ports.store.signature(mail.signatureId)
  const campaign = await ports.store.campaignById(mail.campaignId)
  if (!signature || !campaign) return { kind: 'cancel' } // erased
  return composer({ ports, sender, mail, date, signature, campaign })
}
