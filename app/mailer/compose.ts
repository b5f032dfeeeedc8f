import type { Claimed, OutgoingKind } from '../domain/outbox'
import type { Ports } from '../domain/ports'
import type { Sender } from './addressing'
import { composeChaseMail } from './chase-mail'
import type { Composition, Occasion } from './composition'
import { composeLetterMail } from './letter-mail'
import {
  composeAlreadySigned,
  composeConfirm,
  composeConfirmLetter,
  composeMailboxFull,
  composeManage,
  composeReviseLetter,
} from './owner-mail'
import { composeSurvey } from './survey-mail'

/** The only way from a row of the outbox to a mail. */
const composers: Readonly<Partial<Record<OutgoingKind, (occasion: Occasion) => Promise<Composition>>>> = {
  confirm: composeConfirm,
  'confirm-letter': composeConfirmLetter,
  'already-signed': composeAlreadySigned,
  'mailbox-full': composeMailboxFull,
  'revise-letter': composeReviseLetter,
  manage: composeManage,
  letter: composeLetterMail,
  chase: composeChaseMail,
  survey: composeSurvey,
  'remind-survey': composeSurvey,
}

/** Composes a claimed mail from what is stored now, or says why it is not to be sent. */
export async function compose(ports: Ports, sender: Sender, mail: Claimed, date: Date): Promise<Composition> {
  const composer = composers[mail.kind]
  if (mail.signatureId === null || !composer) throw new Error(`nothing composes ${mail.kind}`)
  const signature = await ports.store.signature(mail.signatureId)
  const campaign = await ports.store.campaignById(mail.campaignId)
  if (!signature || !campaign) return { kind: 'cancel' } // erased
  return composer({ ports, sender, mail, date, signature, campaign })
}
