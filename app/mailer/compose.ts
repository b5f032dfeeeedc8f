import type { Campaign } from '../domain/campaign/campaign'
import {
  type Claimed,
  type ClaimedForSubscriber,
  type ClaimedOffice,
  type ClaimedPersonal,
  goesToTarget,
  type OfficeKind,
  type OrganiserKind,
  type OutgoingKind,
  type SubscriberKind,
} from '../domain/outbox/outbox'
import type { Ports } from '../domain/ports'
import type { UpdateReader } from '../domain/update/subscriber-store'
import type { Sender } from './addressing'
import { composeChaseMail } from './chase-mail'
import type {
  Composition,
  Occasion,
  OfficeOccasion,
  OrganiserOccasion,
  SubscriberOccasion,
} from './composition'
import { composeDigest } from './digest-mail'
import { composeLetterMail } from './letter-mail'
import { composeMilestone, composeSummary } from './notice-mail'
import { composeOfficeLink } from './office-mail'
import {
  composeAlreadySigned,
  composeConfirm,
  composeConfirmLetter,
  composeMailboxFull,
  composeManage,
  composeReviseLetter,
} from './owner-mail'
import { composeRecover } from './recover-mail'
import { composeLetterReturned } from './returned-mail'
import { composeSurvey } from './survey-mail'
import { composeTestLetter } from './test-letter-mail'
import {
  composeConfirmNews,
  composeManageNews,
  composeNews,
  composeUpdate,
  composeUpdateTest,
} from './update-mail'

type Composer<Kind> = (occasion: Kind) => Promise<Composition>

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
  update: composeUpdate,
}

const officeComposers: Readonly<Record<OfficeKind, Composer<OfficeOccasion>>> = {
  digest: occasion =>
    composeDigest(occasion, mail => compose(occasion.ports, occasion.sender, mail, occasion.date)),
  'office-link': composeOfficeLink,
}

const subscriberComposers: Readonly<Record<SubscriberKind, Composer<SubscriberOccasion>>> = {
  'confirm-news': composeConfirmNews,
  news: composeNews,
  'manage-news': composeManageNews,
}

const organiserComposers: Readonly<Partial<Record<OrganiserKind, Composer<OrganiserOccasion>>>> = {
  recover: composeRecover,
  'update-test': composeUpdateTest,
  summary: composeSummary,
  milestone: composeMilestone,
  'test-letter': composeTestLetter,
}

/** Composes a claimed mail from what is stored now, or says why it is not to be sent. */
export async function compose(ports: Ports, sender: Sender, mail: Claimed, date: Date): Promise<Composition> {
  switch (mail.kind) {
    case 'digest':
    case 'office-link':
      return composeForOffice(ports, sender, mail, date)
    case 'confirm-news':
    case 'news':
    case 'manage-news':
      return composeForSubscriber(ports, sender, mail, date)
    case 'recover':
    case 'update-test':
    case 'test-letter':
    case 'summary':
    case 'milestone':
      return composed(mail.kind, organiserComposers[mail.kind]?.({ ports, sender, mail, date }))
    default:
      return composeForSupporter(ports, sender, mail, date)
  }
}

async function composeForOffice(
  ports: Ports,
  sender: Sender,
  mail: ClaimedOffice,
  date: Date,
): Promise<Composition> {
  const office = mail.officeId && (await ports.store.office(mail.officeId))
  return office ? officeComposers[mail.kind]({ ports, sender, mail, date, office }) : { kind: 'cancel' }
}

/** Whoever asks what is held about them is told, whatever became of the campaign or of their mailbox. */
const aboutHoldings: readonly OutgoingKind[] = ['manage', 'manage-news']

/** What is not to go to its reader, or not yet. Letters go to targets, whatever became of their writer's mailbox. */
async function stopped(
  { store }: Ports,
  { state }: Pick<Campaign, 'state'>,
  kind: OutgoingKind,
  reader: UpdateReader,
): Promise<Composition | null> {
  if (aboutHoldings.includes(kind)) return null
  if (state === 'taken-down') return { kind: 'hold', why: 'taken-down' }
  if (goesToTarget(kind)) return null
  return (await store.isBlocked(reader)) ? { kind: 'cancel' } : null
}

async function composeForSupporter(
  ports: Ports,
  sender: Sender,
  mail: ClaimedPersonal,
  date: Date,
): Promise<Composition> {
  const signature = await ports.store.signature(mail.signatureId)
  const campaign = await ports.store.campaignById(mail.campaignId)
  if (!signature || !campaign) return { kind: 'cancel' } // erased
  const reader = { kind: 'supporter', id: signature.id } as const
  return (
    (await stopped(ports, campaign, mail.kind, reader)) ??
    composed(mail.kind, composers[mail.kind]?.({ ports, sender, mail, date, signature, campaign }))
  )
}

async function composeForSubscriber(
  ports: Ports,
  sender: Sender,
  mail: ClaimedForSubscriber,
  date: Date,
): Promise<Composition> {
  const subscriber = await ports.store.subscriber(mail.subscriberId)
  const campaign = await ports.store.campaignById(mail.campaignId)
  if (!subscriber || !campaign) return { kind: 'cancel' } // erased
  const reader = { kind: 'subscriber', id: subscriber.id } as const
  return (
    (await stopped(ports, campaign, mail.kind, reader)) ??
    subscriberComposers[mail.kind]({ ports, sender, mail, date, subscriber, campaign })
  )
}

function composed(kind: OutgoingKind, composition: Promise<Composition> | undefined): Promise<Composition> {
  if (!composition) throw new Error(`nothing composes ${kind}`)
  return composition
}
