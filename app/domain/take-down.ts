import type { Deed } from './audit'
import type { Campaign } from './campaign'
import type { Ports } from './ports'
import { Problem } from './problem'

/** Taking a campaign off the site, where it is kept. */
export interface TakingDownStore {
  /** Nobody finds it any more, and its mail waits. */
  takeDown(campaignId: number, deed: Deed): Promise<'taken-down' | 'already' | 'not-found'>
  /** It comes back paused, or as closed as it was, and its mail goes on. */
  putBack(campaignId: number, deed: Deed): Promise<'put-back' | 'not-taken-down'>
}

export type TakeDownDeed = 'take-down' | 'put-back'

/** @throws Problem `not-open` where somebody else was quicker */
export async function turnCampaign(
  { store }: Ports,
  { id }: Pick<Campaign, 'id'>,
  wanted: TakeDownDeed,
  deed: Deed,
): Promise<void> {
  const outcome = wanted === 'take-down' ? await store.takeDown(id, deed) : await store.putBack(id, deed)
  if (outcome === 'taken-down' || outcome === 'put-back') return
  const now = wanted === 'take-down' ? 'off the site already' : 'not taken off the site'
  throw new Problem('not-open', `This campaign is ${now}: look at it as it stands now.`)
}
