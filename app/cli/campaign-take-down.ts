import { byOperator } from '../domain/audit/audit'
import { campaignNamed } from '../domain/campaign/publish'
import { type TakeDownDeed, turnCampaign } from '../domain/campaign/take-down'
import { givenReason, reasonOption } from './reason'
import type { Verb } from './verb'

export const campaignTakeDown = takeDownVerb(
  'take-down',
  'taken off the site',
  'Takes a campaign off the site: nobody finds it or signs it, and its mail waits',
)

export const campaignPutBack = takeDownVerb(
  'put-back',
  'put back',
  'Puts a campaign back that was taken off the site: paused where it was open',
)

function takeDownVerb(wanted: TakeDownDeed, done: string, does: string): Verb {
  return {
    words: `campaign ${wanted}`,
    takes: ['SLUG'],
    options: { reason: reasonOption },
    does,
    more: 'The audit log keeps the reason.',
    async prepare({ given: [slug = ''], options }) {
      const reason = givenReason(options)
      return async (ports, io) => {
        const campaign = await campaignNamed(ports, slug)
        await turnCampaign(ports, campaign, wanted, byOperator(ports.now(), reason))
        await io.out(`${slug}: ${done}\n`)
      }
    },
  }
}
