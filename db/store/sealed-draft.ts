import { inArray } from 'drizzle-orm'
import { standing } from '../../app/domain/campaign/campaign'
import type { SignatureDraft } from '../../app/domain/signature/signature'
import type { NewSignature, Session } from '../database'
import type { Keyring } from '../keyring'
import { all, type Steps } from '../steps'
import type { StoreParts } from './parts'
import { sealPerson } from './rows'

/** What signing needs to know of a campaign, as it stands inside the transaction. */
export interface SignedCampaign {
  readonly open: (at: Date) => boolean
  readonly numbers: ReadonlyMap<string, number>
}

export function* readCampaigns(
  { tables: { campaign, principle } }: StoreParts,
  tx: Session,
  drafts: readonly SignatureDraft[],
): Steps<ReadonlyMap<number, SignedCampaign>> {
  const ids = [...new Set(drafts.map(({ campaignId }) => campaignId))]
  const { id, state, opens, closes } = campaign
  const rows = yield* all(tx.select({ id, state, opens, closes }).from(campaign).where(inArray(id, ids)))
  const principles = yield* all(tx.select().from(principle).where(inArray(principle.campaignId, ids)))
  return new Map(
    rows.map(row => {
      const text = {
        ...(row.opens ? { opens: row.opens } : {}),
        ...(row.closes ? { closes: row.closes } : {}),
      }
      const own = principles.filter(({ campaignId }) => campaignId === row.id)
      return [
        row.id,
        {
          open: at => standing({ state: row.state, text }, at) === 'open',
          numbers: new Map(own.map(({ slug, number }) => [slug, number])),
        },
      ]
    }),
  )
}

/** A draft whose person and mailbox were sealed before it came to the transaction: in a thread that has time for it. */
export interface DraftSealedAhead extends SignatureDraft {
  readonly ahead: { readonly person: Uint8Array; readonly mailbox: Uint8Array }
}

export function sealAhead(keyring: Keyring, draft: SignatureDraft): DraftSealedAhead {
  const { campaignId, id, person, mailbox } = draft
  const ahead = {
    person: sealPerson(keyring, campaignId, id, person),
    mailbox: keyring.sealer(campaignId).mailboxIndex(mailbox),
  }
  return { ahead, ...draft }
}

function aheadOf(keyring: Keyring, draft: SignatureDraft | DraftSealedAhead): DraftSealedAhead['ahead'] {
  return 'ahead' in draft ? draft.ahead : sealAhead(keyring, draft).ahead
}

/** A draft and what its mailbox and person look like in the store. */
export interface SealedDraft {
  readonly draft: SignatureDraft
  readonly mailbox: Buffer
  /** The row that it becomes where nothing is held for its mailbox. */
  readonly row: NewSignature
}

/** Null where its campaign takes no signatures now. */
export function sealDraft(
  parts: StoreParts,
  campaigns: ReadonlyMap<number, SignedCampaign>,
  draft: SignatureDraft,
): SealedDraft | null {
  const campaign = campaigns.get(draft.campaignId)
  if (!campaign?.open(draft.at)) return null
  const ahead = aheadOf(parts.keyring, draft)
  const mailbox = Buffer.from(ahead.mailbox)
  const mailed = isMailed(draft)
  const row = {
    campaignId: draft.campaignId,
    id: draft.id,
    mailbox,
    slot: firstSlot,
    mails: mailed ? 1 : 0,
    mailedAt: mailed ? draft.at : neverMailed,
    ...columnsOf(draft, Buffer.from(ahead.person), campaign.numbers),
  }
  return { draft, mailbox, row }
}

/** Taken by whoever comes first, so a mailbox is held if and only if this slot of it is. */
const firstSlot = 1

/** So long ago that the next mail need not wait. */
const neverMailed = new Date(0)

export function isMailed(draft: SignatureDraft): boolean {
  return draft.verdict === 'person' && draft.mail === 'allowed'
}

/** What signing sets, the first time or again. */
function columnsOf(draft: SignatureDraft, sealed: Buffer, numbers: ReadonlyMap<string, number>) {
  const bot = draft.verdict === 'bot'
  return {
    version: draft.version,
    consentVersion: draft.consentVersion,
    state: bot ? ('invalidated' as const) : ('pending' as const),
    invalidReason: bot ? ('bot' as const) : null,
    country: draft.country,
    constituencyCode: draft.constituency?.code ?? null,
    constituencyBy: draft.constituency?.by ?? null,
    outward: draft.outward,
    domain: draft.mailDomain,
    principles: draft.principles.flatMap(slug => numbers.get(slug) ?? []).join(' '),
    updates: draft.updates ? ('yes' as const) : ('no' as const),
    source: draft.source,
    review: draft.review,
    sealed,
    network: draft.network && Buffer.from(draft.network),
    signedAt: draft.at,
    confirmedAt: null,
    number: null,
  }
}
