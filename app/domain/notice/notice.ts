import { dayAfter, inLondon, londonInstant } from '../calendar/london'
import { milestonesUpTo } from '../campaign/goal'
import type { OrganiserId } from '../id'
import type { Ports } from '../ports'

/** What an organiser is mailed of a campaign; nothing until they ask for it. */
export interface Notice {
  readonly organiserId: OrganiserId
  readonly campaignId: number
  readonly weekly: 'yes' | 'no'
  readonly milestones: 'yes' | 'no'
}

export interface Milestone {
  readonly count: number
  readonly reachedAt: Date
}

const monday = 1
const summaryHour = 8

/** The next Monday at eight by London's clocks, after an instant. */
export function nextSummaryAt(after: Date): Date {
  const { day, weekday } = inLondon(after)
  const thisWeek = londonInstant(dayAfter(day, (monday - weekday + 7) % 7), summaryHour)
  return thisWeek > after ? thisWeek : londonInstant(dayAfter(inLondon(thisWeek).day, 7), summaryHour)
}

/** Saves what an organiser wants to be mailed. */
export async function wishNotice(ports: Ports, notice: Notice): Promise<void> {
  const dueAt = notice.weekly === 'yes' ? nextSummaryAt(ports.now()) : null
  await ports.store.saveNotice(notice, dueAt)
}

/**
 * Gives what queues the mails that are due to organisers and notes milestones, each time it is called; it remembers the counts it has
 * looked at, so that a campaign at rest costs nothing. Signing waits for none of it.
 */
export function openNotices(ports: Ports): () => Promise<void> {
  const looked = new Map<number, string>()
  return async () => {
    const at = ports.now()
    await ports.store.queueSummaries(at, nextSummaryAt(at))
    for (const { id, signatures, version, state } of (await ports.store.revisions()).campaigns) {
      const sight = `${signatures}/${version}` // another version may have another goal
      if (state === 'draft' || looked.get(id) === sight) continue
      await noteMilestones(ports, id, signatures, at)
      looked.set(id, sight)
    }
  }
}

/**
 * Notes what a count has passed and nobody has noted: once for good, though the count goes down and up again. Confirming notes what it
 * passes itself; this finds what else makes a count grow, a goal that is lowered, and what two processes pass together.
 */
async function noteMilestones({ store }: Ports, campaignId: number, count: number, at: Date): Promise<void> {
  const campaign = await store.campaignById(campaignId)
  if (!campaign) return
  const noted = new Set((await store.milestones(campaignId)).map(one => one.count))
  const passed = milestonesUpTo(count, campaign.text.goal).filter(step => !noted.has(step))
  if (passed.length > 0) await store.reachMilestones(campaignId, passed, at)
}
