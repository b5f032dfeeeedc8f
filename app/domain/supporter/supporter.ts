import type { Campaign } from '../campaign/campaign'
import { idBytes, idFromBytes, type SignatureId, type SubscriberId } from '../id'
import { refuseBeyondHard } from '../limit'
import type { Ports } from '../ports'
import type { ConsentWording } from '../privacy/privacy'
import { Problem } from '../problem'
import { nameSchema } from '../signature/form'
import { canonicalMailbox, emailSchema } from '../signature/mailbox'
import type { Visitor } from '../signature/sign'
import type { HeldRecord } from '../store'
import type { Tokens } from '../token'
import type { Subscriber } from '../update/subscriber'

/** A link to what is held lives a day (SEC-16), and can be asked for again. */
const manageLifeMs = 24 * 3_600_000

/**
 * Mails a link to everything held about a mailbox. The answer is the same whether anything is held.
 * @throws Problem `invalid` for what is no address, `too-many`
 */
export async function requestManageLink(ports: Ports, typed: string, visitor: Visitor): Promise<void> {
  const email = emailSchema.safeParse(typed)
  if (!email.success)
    throw new Problem('invalid', 'There is a problem', {
      email: 'Enter an e-mail address in the form name@example.org',
    })
  if (visitor.network)
    refuseBeyondHard(
      await ports.limits.take('manage', Buffer.from(visitor.network).toString('hex'), ports.now()),
    )
  await ports.store.requestManageLink(canonicalMailbox(email.data), ports.now())
}

export function makeManageToken(tokens: Tokens, id: SignatureId, mailedAt: Date): string {
  return tokens.make('manage', idBytes(id), new Date(mailedAt.getTime() + manageLifeMs))
}

/** The same for whoever asked for updates alone: a byte longer, so that neither is ever read as the other. */
export function makeSubscriberManageToken(tokens: Tokens, id: SubscriberId, mailedAt: Date): string {
  const subject = Buffer.concat([idBytes(id), Buffer.from('n')])
  return tokens.make('manage', subject, new Date(mailedAt.getTime() + manageLifeMs))
}

/** One campaign's worth of what is held. */
export interface HeldWithCampaign extends HeldRecord {
  readonly campaign: Campaign
  /** The words they consented to. */
  readonly consent: ConsentWording | null
}

/** Updates that somebody asked for without signing. */
export interface HeldSubscription {
  readonly subscriber: Subscriber
  readonly campaign: Campaign
  /** The words they consented to. */
  readonly consent: ConsentWording | null
}

/** Everything held for a mailbox: its canonical form, each signature with its campaign, and each subscription. */
export type Holdings =
  | {
      readonly kind: 'held'
      readonly mailbox: string
      readonly records: readonly HeldWithCampaign[]
      readonly subscriptions: readonly HeldSubscription[]
    }
  | { readonly kind: 'expired' | 'not-found' }

export async function readHoldings(ports: Ports, token: string): Promise<Holdings> {
  const answer = ports.tokens.read('manage', token, ports.now())
  if (answer.kind === 'expired') return { kind: 'expired' }
  const email = answer.kind === 'forged' ? null : await addressOf(ports, answer.subject)
  if (email === null) return { kind: 'not-found' }
  const mailbox = canonicalMailbox(email)
  const records = await Promise.all(
    (await ports.store.heldForMailbox(mailbox)).map(async record => {
      const { campaignId, consentVersion } = record.signature
      const found = await campaignAndConsent(ports, campaignId, consentVersion)
      return found ? [{ ...record, ...found }] : []
    }),
  )
  const subscriptions = await Promise.all(
    (await ports.store.subscribersOfMailbox(mailbox)).map(async subscriber => {
      const { campaignId, consentVersion } = subscriber
      const found = await campaignAndConsent(ports, campaignId, consentVersion)
      return found ? [{ subscriber, ...found }] : []
    }),
  )
  return { kind: 'held', mailbox, records: records.flat(), subscriptions: subscriptions.flat() }
}

/** Whose link it is; null where nothing is held of them any more. */
async function addressOf({ store }: Ports, subject: Buffer): Promise<string | null> {
  if (subject.length === 16) {
    const signature = await store.signature(idFromBytes<SignatureId>(subject))
    return signature?.person.email ?? null
  }
  if (subject.length !== 17) return null
  const subscriber = await store.subscriber(idFromBytes<SubscriberId>(subject))
  return subscriber?.email ?? null
}

async function campaignAndConsent({ store }: Ports, campaignId: number, consentVersion: number) {
  const campaign = await store.campaignById(campaignId)
  return campaign && { campaign, consent: await store.consentWording(campaignId, consentVersion) }
}

/** What a supporter may ask for on their own page; `id` must be one of their own signatures. */
export type SupporterWish =
  | { readonly kind: 'correct-name'; readonly id: SignatureId; readonly name: string }
  | { readonly kind: 'withdraw'; readonly id: SignatureId }
  | { readonly kind: 'unsubscribe'; readonly id: SignatureId }
  | { readonly kind: 'forget-news'; readonly subscriber: SubscriberId }
  | { readonly kind: 'erase' }

/**
 * Does what a supporter asks for, to their own signatures alone.
 * @throws Problem `invalid` for a name that cannot be one, `not-found` for a signature that is not theirs
 */
export async function grantWish(
  ports: Ports,
  holdings: Holdings & { kind: 'held' },
  wish: SupporterWish,
): Promise<void> {
  if (wish.kind === 'erase') {
    await ports.store.eraseMailbox(holdings.mailbox, ports.now())
    for (const { campaign } of holdings.records) ports.earlierLetters.forget(campaign.id)
    return
  }
  if (wish.kind === 'forget-news') {
    if (!holdings.subscriptions.some(({ subscriber }) => subscriber.id === wish.subscriber))
      throw new Problem('not-found', 'There are no such updates.')
    await ports.store.forgetSubscriber(wish.subscriber, ports.now())
    return
  }
  if (!holdings.records.some(({ signature }) => signature.id === wish.id))
    throw new Problem('not-found', 'There is no such signature.')
  if (wish.kind === 'withdraw') await ports.store.withdrawSignature(wish.id, ports.now())
  if (wish.kind === 'unsubscribe') await ports.store.setUpdates(wish.id, false)
  if (wish.kind === 'correct-name') await correctName(ports, wish.id, wish.name)
}

async function correctName(ports: Ports, id: SignatureId, typed: string): Promise<void> {
  const name = nameSchema.safeParse(typed)
  if (!name.success)
    throw new Problem('invalid', 'There is a problem', {
      name: name.error.issues[0]?.message ?? 'Enter your full name',
    })
  await ports.store.correctName(id, name.data)
}

/** Everything held, as plain data for the supporter to keep (UK GDPR Articles 15 and 20). */
export function holdingsForDownload(holdings: Holdings & { kind: 'held' }, at: Date) {
  return {
    downloadedAt: at.toISOString(),
    mailbox: holdings.mailbox,
    signatures: holdings.records.map(({ signature, letters, replies, campaign, consent }) => ({
      campaign: namesOf(campaign),
      ...signature,
      consent,
      letters,
      replies,
    })),
    updates: holdings.subscriptions.map(({ subscriber, campaign, consent }) => ({
      campaign: namesOf(campaign),
      ...subscriber,
      consent,
    })),
  }
}

function namesOf({ slug, text }: Campaign) {
  return { slug, title: text.title, organisation: text.organisation.name }
}
