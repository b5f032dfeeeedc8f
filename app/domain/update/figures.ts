import type { Campaign } from '../campaign/campaign'
import type { SignatureId } from '../id'
import type { Ports } from '../ports'
import type { Count } from '../tally/tally'
import { othersTurn } from '../timer'
import { type CampaignUpdate, isForEverybody, type UpdateAudience } from './campaign-update'

/** How many people an update goes to. A mailbox that two of them share gets one copy. */
export interface AudienceSize {
  /** Supporters who asked; only `at-most` where principles narrow them down, which no tally counts together with that. */
  readonly supporters: number
  readonly is: 'counted' | 'at-most'
  /** Who asked without signing; none where it is not for everybody. */
  readonly subscribers: number
}

/** From tallies alone: counting a million signatures for a page would take longer than anybody waits for one. */
export async function audienceSize(
  { store }: Ports,
  { id }: Pick<Campaign, 'id'>,
  audience: UpdateAudience,
): Promise<AudienceSize> {
  const counts = await store.countsBy(id, ['updates-by-constituency', 'by-principle', 'subscribers'])
  const { constituencies, principles } = audience
  const lives = (code: string) => constituencies.length === 0 || constituencies.includes(code)
  const asked = sum(counts, ({ measure, key }) => measure === 'updates-by-constituency' && lives(key))
  const subscribers = isForEverybody(audience) ? sum(counts, ({ measure }) => measure === 'subscribers') : 0
  if (principles.length === 0) return { supporters: asked, is: 'counted', subscribers }
  const chose = sum(counts, ({ measure, key }) => {
    const [slug = '', code = ''] = key.split('|')
    return measure === 'by-principle' && principles.includes(slug) && lives(code)
  })
  return { supporters: Math.min(asked, chose), is: 'at-most', subscribers }
}

/** The same where principles narrow it down, counted one by one: a second or less for a million signatures. */
export async function countedAudience(
  ports: Ports,
  campaign: Pick<Campaign, 'id'>,
  audience: UpdateAudience,
): Promise<AudienceSize> {
  let supporters = 0
  let reached: SignatureId | null = null
  do {
    const page = await ports.store.countAudience(campaign.id, audience, reached)
    supporters += page.supporters
    reached = page.reached
    await othersTurn()
  } while (reached)
  return { supporters, is: 'counted', subscribers: 0 }
}

/** How far an update is. What a relay puts off is still waiting. */
export interface UpdateProgress {
  readonly queued: number
  readonly accepted: number
  readonly failed: number
  /** Whose reader left before it went. */
  readonly cancelled: number
  readonly waiting: number
}

export async function updateProgress(
  { store }: Ports,
  { id, campaignId, queued }: Pick<CampaignUpdate, 'id' | 'campaignId' | 'queued'>,
): Promise<UpdateProgress> {
  const counts = await store.countsBy(campaignId, ['update-mails'])
  const [accepted = 0, failed = 0, cancelled = 0] = ['accepted', 'failed', 'cancelled'].map(fate =>
    sum(counts, ({ key }) => key === `${id}|${fate}`),
  )
  return { queued, accepted, failed, cancelled, waiting: Math.max(0, queued - accepted - failed - cancelled) }
}

/** That an update was under way in a backup which was restored. */
export interface RestoredUpdate {
  readonly backupMadeAt: Date
  /** How many people may have had it since then, and get a second copy once it goes on. */
  readonly atMost: number
}

/** Events of the log that are looked through for its pause. */
const looked = 200

/** Null for one that was not paused by a restore, or has gone on since. */
export async function restoredUpdate(
  { store }: Ports,
  { id, campaignId, state }: Pick<CampaignUpdate, 'id' | 'campaignId' | 'state'>,
  { supporters, subscribers }: AudienceSize,
  { queued, waiting }: UpdateProgress,
): Promise<RestoredUpdate | null> {
  if (state !== 'paused') return null
  const events = await store.auditBefore(campaignId, null, looked)
  const madeAt = events.find(({ object }) => object === `update:${id}`)?.detail.backup_made_at
  if (typeof madeAt !== 'string') return null
  return {
    backupMadeAt: new Date(madeAt),
    atMost: Math.max(0, supporters + subscribers - (queued - waiting)),
  }
}

/** Whether its mails go out, or will within moments. */
export function isUnderWay(
  { state, sendAt }: Pick<CampaignUpdate, 'state' | 'sendAt'>,
  { waiting }: Pick<UpdateProgress, 'waiting'>,
  at: Date,
): boolean {
  if (state === 'scheduled') return sendAt !== null && sendAt <= at
  return state === 'sending' || (state !== 'paused' && waiting > 0)
}

function sum(counts: readonly Count[], which: (count: Count) => boolean): number {
  return counts.filter(which).reduce((total, { count }) => total + count, 0)
}
