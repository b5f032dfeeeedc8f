import type { Deed } from '../audit/audit'
import type { Ports } from '../ports'
import { Problem } from '../problem'
import type { Campaign } from './campaign'

/** Taking a campaign off the site, where it is kept. */
export interface TakingDownStore {
  /** Nobody finds it any more, and its mail waits. */
  takeDown(campaignId: number, deed: Deed): Promise<'taken-down' | 'already' | 'not-found'>
  /** It comes back paused, or as closed as it was; `releasePutBack` lets its mail go on. */
  putBack(campaignId: number, deed: Deed): Promise<'put-back' | 'not-taken-down'>
  /** Lets the next mails go on that waited while their campaign was taken down, and no longer is. */
  releasePutBack(limit: number, at: Date): Promise<'more' | 'nothing-waits'>
}

export type TakeDownDeed = 'take-down' | 'put-back'

/** @throws Problem `not-open` where somebody else was quicker */
export async function turnCampaign(
  ports: Ports,
  { id }: Pick<Campaign, 'id'>,
  wanted: TakeDownDeed,
  deed: Deed,
): Promise<void> {
  const { store } = ports
  const outcome = wanted === 'take-down' ? await store.takeDown(id, deed) : await store.putBack(id, deed)
  if (outcome === 'put-back') await letGoOn(ports, pagesAtOnce)
  if (outcome === 'taken-down' || outcome === 'put-back') return
  const now = wanted === 'take-down' ? 'off the site already' : 'not taken off the site'
  throw new Problem('not-open', `This campaign is ${now}: look at it as it stands now.`)
}

/** Let go before the answer; the rest goes on behind it, also where this process ends now. */
const pagesAtOnce = 20

/** Mails let go in one transaction: as many as signatures are taken off, which takes as long. */
const mailsAtOnce = 200

/** Lets mail go on of campaigns that are back, and what a change of the places left waiting. @returns whether there may be more */
export async function letGoOn({ store, now }: Ports, pages: number): Promise<'more' | 'nothing-waits'> {
  for (let page = 0; page < pages; page++) {
    const back = await store.releasePutBack(mailsAtOnce, now())
    const placed = await store.releaseForPlaces(mailsAtOnce, now())
    if (back === 'nothing-waits' && placed === 'nothing-waits') return 'nothing-waits'
  }
  return 'more'
}
