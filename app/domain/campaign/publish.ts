import type { Organiser } from '../organiser/organiser'
import { askedRegisters } from '../place/source'
import type { Ports } from '../ports'
import { consentWording } from '../privacy/privacy'
import { Problem } from '../problem'
import type { SavedCampaign } from '../store'
import { type Campaign, type CampaignState, type CampaignText, standing } from './campaign'

/** Creates a campaign as a draft, or updates the one with its slug, with the consent wording that goes with it. */
export async function saveCampaign(
  ports: Ports,
  text: CampaignText,
  by: Pick<Organiser, 'id'>,
): Promise<SavedCampaign> {
  return ports.store.saveCampaign(text, consentWording(text, await askedRegisters(ports)), ports.now(), by)
}

/**
 * Stores the wording of consent as it is shown from now on, for every campaign: another release may word it otherwise,
 * and other settings or places may send postcodes elsewhere.
 */
export async function renewConsentWordings(ports: Ports): Promise<void> {
  const registers = await askedRegisters(ports)
  for (const { id, text } of await ports.store.campaigns())
    await ports.store.saveConsentWording(id, consentWording(text, registers), ports.now())
}

/** What an organiser may do to a campaign in each state. */
const nextCampaignStates: Readonly<Record<CampaignState, readonly CampaignState[]>> = {
  draft: ['open'],
  open: ['paused', 'closed'],
  paused: ['open', 'closed'],
  closed: ['open'], // opening it again
  'taken-down': [], // it is put back where it was taken down
}

/**
 * Opens, pauses or closes a campaign.
 * @throws Problem `not-found`, or `refused` where its state or its dates do not allow it
 */
export async function setCampaignState(
  ports: Ports,
  slug: string,
  state: CampaignState,
  by: Pick<Organiser, 'id'>,
): Promise<{ readonly campaign: Campaign; readonly outcome: 'set' | 'already' }> {
  const campaign = await campaignNamed(ports, slug)
  if (campaign.state === state) return { campaign, outcome: 'already' }
  if (!nextCampaignStates[campaign.state].includes(state))
    throw new Problem('refused', `${slug} ${whyNot(campaign)}`)
  if (state === 'open' && standing({ ...campaign, state }, ports.now()) === 'closed')
    throw new Problem(
      'refused',
      `${slug} closed on ${campaign.text.closes}: give its file a later closing date and import it, then open it`,
    )
  const set = await ports.store.setCampaignState(slug, state, ports.now(), by)
  if (!set) throw noCampaign(slug)
  return { campaign: set, outcome: 'set' }
}

function whyNot({ state }: Campaign): string {
  return state === 'taken-down' ? 'is taken off the site: put it back first' : 'is a draft: open it first'
}

/** @throws Problem `not-found` */
export async function campaignNamed(ports: Ports, slug: string): Promise<Campaign> {
  const campaign = await ports.store.campaign(slug)
  if (!campaign) throw noCampaign(slug)
  return campaign
}

function noCampaign(slug: string): Problem {
  return new Problem('not-found', `There is no campaign ${slug}`)
}
