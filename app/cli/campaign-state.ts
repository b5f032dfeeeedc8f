import { type Campaign, type CampaignState, standing } from '../domain/campaign/campaign'
import { setCampaignState } from '../domain/campaign/publish'
import { operator } from '../domain/organiser/organiser'
import type { Verb } from './verb'

export const campaignOpen = stateVerb(
  'open',
  'open',
  'Lets people sign a campaign, also one that was paused or closed',
)
export const campaignPause = stateVerb(
  'pause',
  'paused',
  'Stops taking signatures for a while; the page says so',
)
export const campaignClose = stateVerb(
  'close',
  'closed',
  'Ends a campaign; the page stays, with what came of it',
)

function stateVerb(word: string, state: CampaignState, does: string): Verb {
  return {
    words: `campaign ${word}`,
    takes: ['SLUG'],
    does,
    prepare:
      async ({ given: [slug = ''] }) =>
      async (ports, io) => {
        const { campaign, outcome } = await setCampaignState(ports, slug, state, operator)
        const now = stateWords(campaign, ports.now())
        await io.out(`${slug}: ${outcome === 'already' ? 'already ' : ''}${now}\n`)
      },
  }
}

function stateWords(campaign: Campaign, at: Date): string {
  const stands = standing(campaign, at)
  if (stands === 'not-yet-open') return `open from ${campaign.text.opens}`
  return stands === 'open' && campaign.text.closes ? `open until ${campaign.text.closes}` : stands
}
