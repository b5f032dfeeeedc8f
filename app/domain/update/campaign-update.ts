import type { CampaignUpdateId, OrganiserId } from '../id'

/** A mail to those who asked for it; it may be a public page too. */
export type UpdateState = 'draft' | 'scheduled' | 'sending' | 'paused' | 'sent' | 'cancelled'

const nextStates: Readonly<Record<UpdateState, readonly UpdateState[]>> = {
  draft: ['scheduled', 'cancelled'],
  scheduled: ['draft', 'sending', 'cancelled'], // back to a draft to be changed, on to sending when its time comes
  sending: ['paused', 'sent', 'cancelled'],
  paused: ['sending', 'cancelled'],
  sent: [],
  cancelled: [],
}

export function mayBecome(from: UpdateState, to: UpdateState): boolean {
  return nextStates[from].includes(to)
}

/** To whom an update goes: everybody who asked for updates, or those of some constituencies or principles. */
export interface UpdateAudience {
  /** Their codes; all where it is empty. */
  readonly constituencies: readonly string[]
  /** Their slugs: whoever chose one of them; all where it is empty. */
  readonly principles: readonly string[]
}

/** Whoever did not sign has neither a constituency nor principles: only an update to everybody reaches them. */
export function isForEverybody({ constituencies, principles }: UpdateAudience): boolean {
  return constituencies.length === 0 && principles.length === 0
}

export function isInAudience(
  { constituencies, principles }: UpdateAudience,
  supporter: { readonly constituencyCode: string | null; readonly principles: readonly string[] },
): boolean {
  const lives = constituencies.length === 0 || constituencies.includes(supporter.constituencyCode ?? '')
  const stands = principles.length === 0 || supporter.principles.some(slug => principles.includes(slug))
  return lives && stands
}

/** What its writer typed. */
export interface UpdateWords {
  /** One line: a mail's subject and a page's heading. */
  readonly subject: string
  /** Markdown. */
  readonly body: string
  readonly audience: UpdateAudience
}

export interface CampaignUpdate extends UpdateWords {
  readonly id: CampaignUpdateId
  readonly campaignId: number
  /** From 1 in each campaign; its public page is found by it. */
  readonly number: number
  readonly state: UpdateState
  /** Grows with each save, so that none writes over another unseen. */
  readonly revision: number
  readonly createdBy: OrganiserId | null
  readonly createdAt: Date
  readonly savedAt: Date
  readonly sendAt: Date | null
  /** How many of its mails are in the outbox or were. */
  readonly queued: number
  readonly startedAt: Date | null
  readonly endedAt: Date | null
  /** Since when it is a public page; in the future where it becomes one as it is sent. */
  readonly publishedAt: Date | null
}

export function isPublished({ publishedAt }: Pick<CampaignUpdate, 'publishedAt'>, at: Date): boolean {
  return publishedAt !== null && publishedAt <= at
}
