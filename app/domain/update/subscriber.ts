import { type Campaign, standing } from '../campaign/campaign'
import { idBytes, idFromBytes, type SubscriberId } from '../id'
import { refuseBeyondHard } from '../limit'
import type { Ports } from '../ports'
import { Problem } from '../problem'
import { readFormToken } from '../signature/form-token'
import { canonicalMailbox, emailSchema, mailDomain } from '../signature/mailbox'
import type { Visitor } from '../signature/sign'
import type { Tokens } from '../token'

/** Whoever asks for a campaign's updates without signing it: confirmed by mail, under a consent of its own. */
export type SubscriberState = 'pending' | 'confirmed' | 'unsubscribed'

export interface Subscriber {
  readonly id: SubscriberId
  readonly campaignId: number
  readonly state: SubscriberState
  readonly email: string
  readonly consentVersion: number
  readonly askedAt: Date
  readonly confirmedAt: Date | null
}

/** The form that asks for updates alone, as it was typed. */
export const newsFields = ['email', 'news', 'form', 'website'] as const
export type NewsFields = Readonly<Record<(typeof newsFields)[number], string>>

/** A link to confirm lives as long as one to confirm a signature. */
const confirmLifeMs = 7 * 86_400_000

/**
 * Asks for a campaign's updates. What it answers is the same for everybody, whatever is held for that mailbox (SEC-12).
 * @param honeypot whether the form came with its trap, and empty
 * @throws Problem `not-open` for a draft, `too-many`, `invalid`
 */
export async function askForNews(
  ports: Ports,
  campaign: Campaign,
  fields: NewsFields,
  honeypot: 'empty' | 'filled' | 'missing',
  visitor: Visitor,
): Promise<void> {
  const at = ports.now()
  const { email, consentVersion } = checkNewsForm(ports, campaign, fields, at)
  if (visitor.network) {
    const network = Buffer.from(visitor.network).toString('hex')
    refuseBeyondHard(await ports.limits.take('sign', `${campaign.id}/${network}`, at))
  }
  if (honeypot !== 'empty') return // a program: the same answer, and nothing is kept
  const mailbox = canonicalMailbox(email)
  const withheld = (await ports.limits.peek('mail', mailbox, at)).kind === 'hard'
  const asked = await ports.store.askForNews({
    id: ports.newId<SubscriberId>(),
    campaignId: campaign.id,
    ...{ consentVersion, email, mailbox, at },
    mailDomain: mailDomain(email),
    mail: withheld ? 'withheld' : 'allowed',
  })
  if (asked === 'mailed') await ports.limits.take('mail', mailbox, at)
}

function checkNewsForm(ports: Ports, campaign: Campaign, fields: NewsFields, at: Date) {
  if (standing(campaign, at) === 'draft') throw new Problem('not-open', 'This campaign is not public yet.')
  const problems: Record<string, string> = {}
  const email = emailSchema.safeParse(fields.email)
  if (!email.success) problems['news-email'] = 'Enter an e-mail address in the form name@example.org'
  if (fields.news !== 'yes') problems.news = 'Tick the box to agree: without it we may not write to you'
  const shown = readFormToken(ports.tokens, fields.form, campaign, at, ports.settings.formMinMs)
  if (typeof shown === 'string') problems.form = shown
  if (!email.success || typeof shown === 'string' || Object.keys(problems).length > 0)
    throw new Problem('invalid', 'There is a problem', problems)
  return { email: email.data, consentVersion: shown.consentVersion }
}

export function makeNewsToken(tokens: Tokens, id: SubscriberId, mailedAt: Date): string {
  return tokens.make('news', idBytes(id), new Date(mailedAt.getTime() + confirmLifeMs))
}

/** What the link in the mail leads to. */
export type Subscribing =
  | {
      readonly kind: 'to-confirm' | 'confirmed'
      readonly subscriber: Subscriber
      readonly campaign: Campaign
    }
  | { readonly kind: 'expired' | 'not-found' }

export async function readSubscribing(ports: Ports, token: string): Promise<Subscribing> {
  const answer = ports.tokens.read('news', token, ports.now())
  if (answer.kind === 'expired') return { kind: 'expired' }
  if (answer.kind === 'forged' || answer.subject.length !== 16) return { kind: 'not-found' }
  const subscriber = await ports.store.subscriber(idFromBytes<SubscriberId>(answer.subject))
  const campaign = subscriber && (await ports.store.campaignById(subscriber.campaignId))
  if (!campaign) return { kind: 'not-found' } // erased
  return { kind: subscriber.state === 'confirmed' ? 'confirmed' : 'to-confirm', subscriber, campaign }
}

/** Confirms what the link shows. Their mailbox is theirs: it was mailed to them. */
export async function confirmNews({ store, now }: Ports, { id }: Pick<Subscriber, 'id'>): Promise<void> {
  await store.confirmSubscriber(id, now())
}
