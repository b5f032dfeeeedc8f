import type { Campaign } from '../domain/campaign/campaign'
import type { Ports } from '../domain/ports'
import { Problem } from '../domain/problem'
import { petitionState } from '../domain/public-data/public-data'

/** Beyond what a database's integer holds there is no campaign. */
const idAtMost = 2_147_483_647

/**
 * The campaign behind a public petition number.
 * @throws Problem `unreadable` for what is no integer, `not-found` also for a campaign that is not public yet, `gone` for one that
 * was taken off the site
 */
export async function petitionById(ports: Ports, typed: string): Promise<Campaign> {
  if (!/^-?\d+$/.test(typed)) throw new Problem('unreadable', 'A petition is named by an integer.')
  const id = Number(typed)
  const campaign = id >= 1 && id <= idAtMost ? await ports.store.campaignById(id) : null
  if (campaign?.state === 'taken-down') throw new Problem('gone', 'This petition is not here at the moment.')
  if (!campaign || petitionState(campaign, ports.now()) === null)
    throw new Problem('not-found', 'There is no such petition.')
  return campaign
}
