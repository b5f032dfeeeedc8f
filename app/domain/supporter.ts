import type { Campaign } from './campaign'
import { idBytes, idFromBytes, type SignatureId } from './id'
import { refuseBeyondHard } from './limit'
import { canonicalMailbox, emailSchema } from './mailbox'
import type { Ports } from './ports'
import type { ConsentWording } from './privacy'
import { Problem } from './problem'
import type { Visitor } from './sign'
import { nameSchema } from './sign-form'
import type { HeldRecord } from './store'
import type { Tokens } from './token'

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

/** One campaign's worth of what is held. */
export interface HeldWithCampaign extends HeldRecord {
  readonly campaign: Campaign
  /** The words they consented to. */
  readonly consent: ConsentWording | null
}

/** Everything held for a mailbox: its canonical form, and each signature with its campaign. */
export type Holdings =
  | { readonly kind: 'held'; readonly mailbox: string; readonly records: readonly HeldWithCampaign[] }
  | { readonly kind: 'expired' | 'not-found' }

export async function readHoldings(ports: Ports, token: string): Promise<Holdings> {
  const answer = ports.tokens.read('manage', token, ports.now())
  if (answer.kind === 'expired') return { kind: 'expired' }
  if (answer.kind === 'forged' || answer.subject.length !== 16) return { kind: 'not-found' }
  const signature = await ports.store.signature(idFromBytes<SignatureId>(answer.subject))
  if (!signature) return { kind: 'not-found' }
  const mailbox = canonicalMailbox(signature.person.email)
  const records = await Promise.all(
    (await ports.store.heldForMailbox(mailbox)).map(async record => {
      const campaign = await ports.store.campaignById(record.signature.campaignId)
      const { campaignId, consentVersion } = record.signature
      const consent = await ports.store.consentWording(campaignId, consentVersion)
      return campaign ? [{ ...record, campaign, consent }] : []
    }),
  )
  return { kind: 'held', mailbox, records: records.flat() }
}

/** What a supporter may ask for on their own page; `id` must be one of their own signatures. */
export type SupporterWish =
  | { readonly kind: 'correct-name'; readonly id: SignatureId; readonly name: string }
  | { readonly kind: 'withdraw'; readonly id: SignatureId }
  | { readonly kind: 'unsubscribe'; readonly id: SignatureId }
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
    await ports.store.eraseMailbox(holdings.mailbox)
    for (const { campaign } of holdings.records) ports.earlierLetters.forget(campaign.id)
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
      campaign: {
        slug: campaign.slug,
        title: campaign.text.title,
        organisation: campaign.text.organisation.name,
      },
      ...signature,
      consent,
      letters,
      replies,
    })),
  }
}
