import { standing } from '../domain/campaign/campaign'
import { aligned } from './aligned'
import type { Verb } from './verb'

export const campaignList: Verb = {
  words: 'campaign list',
  takes: [],
  does: 'Lists the campaigns, newest first, with their confirmed signatures',
  prepare: async () => async (ports, io) => {
    const campaigns = await ports.store.campaigns()
    if (campaigns.length === 0) io.note('There is no campaign yet: campaign import FILE')
    const rows = campaigns.map(campaign => [
      `${campaign.id}`,
      campaign.slug,
      standing(campaign, ports.now()),
      `${campaign.signatures}`,
      `${campaign.version}`,
      campaign.text.title,
    ])
    await io.out(aligned([['id', 'slug', 'state', 'signatures', 'version', 'title'], ...rows]))
  },
}
