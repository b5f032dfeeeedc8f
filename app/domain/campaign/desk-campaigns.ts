import { dayAfter, inLondon, londonDay } from '../calendar/london'
import { countedOn, type DayCount, daysFrom, hoursOf } from '../dashboard/day-series'
import type { Organiser } from '../organiser/organiser'
import { allows } from '../organiser/role'
import type { Ports } from '../ports'
import type { CountedCampaign } from '../store'
import type { HourCount } from '../tally/tally'
import { type Standing, standing } from './campaign'
import { goalNow } from './goal'

/** A campaign as an organiser finds it on their desk. */
export interface DeskCampaign {
  readonly slug: string
  readonly title: string
  readonly standing: Standing
  readonly signatures: number
  readonly goal: number
  /** Fourteen days of London's, today the last. */
  readonly lately: readonly DayCount[]
  /** Letters that wait for somebody, and those of which nobody knows whether they arrived. */
  readonly held: number
  readonly unknown: number
  readonly mayModerate: boolean
}

const latelyDays = 14

/** Every campaign that an organiser may see: those that take signatures first, then by age, the newest first. */
export async function deskCampaigns(ports: Ports, { roles }: Organiser): Promise<readonly DeskCampaign[]> {
  const { store, now } = ports
  const seen = (await store.campaigns()).filter(({ id }) => allows(roles, 'see', id))
  const today = londonDay(now())
  const days = daysFrom(dayAfter(today, 1 - latelyDays), today)
  const hours = await store.countsInHours(hoursOf(days))
  const shown = await Promise.all(
    seen.map(async (campaign): Promise<DeskCampaign> => {
      const states = await store.countsBy(campaign.id, ['letters-by-state'])
      const inState = (state: string) => states.find(({ key }) => key === state)?.count ?? 0
      return {
        ...{ slug: campaign.slug, title: campaign.text.title },
        goal: goalNow(campaign.text, campaign.signatures),
        standing: standing(campaign, now()),
        signatures: campaign.signatures,
        lately: countedOn(days, byLondonDay(campaign, hours)),
        held: inState('held'),
        unknown: inState('unknown'),
        mayModerate: allows(roles, 'moderate', campaign.id),
      }
    }),
  )
  return shown.sort((one, other) => rank[one.standing] - rank[other.standing])
}

const rank: Readonly<Record<Standing, number>> = {
  open: 0,
  paused: 1,
  'not-yet-open': 2,
  draft: 3,
  closed: 4,
  'taken-down': 5,
}

function byLondonDay(
  { id }: Pick<CountedCampaign, 'id'>,
  hours: readonly HourCount[],
): ReadonlyMap<string, number> {
  const days = new Map<string, number>()
  for (const { campaignId, hour, count } of hours) {
    if (campaignId !== id) continue
    const { day } = inLondon(new Date(`${hour}:00:00Z`))
    days.set(day, (days.get(day) ?? 0) + count)
  }
  return days
}
