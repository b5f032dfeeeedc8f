import type { Campaign } from '../domain/campaign/campaign'
import { compareFields } from '../domain/draft/compare-texts'
import { editedCampaign, replaceDraft, seenAs } from '../domain/draft/draft'
import type { DraftFields } from '../domain/draft/fields'
import { fieldsOf } from '../domain/draft/text'
import type { Organiser } from '../domain/organiser/organiser'
import type { Ports } from '../domain/ports'
import { Problem } from '../domain/problem'
import { deskCampaign, namesOfOrganisers } from './draft-page'

/** Every text that the campaign had, the latest first. */
export async function versionsPage(ports: Ports, organiser: Organiser, campaign: Campaign) {
  const versions = await ports.store.campaignVersions(campaign.id)
  const nameOf = await namesOfOrganisers(ports)
  return {
    organiser,
    campaign: deskCampaign(campaign),
    current: campaign.version,
    hasDraft: (await ports.store.campaignDraft(campaign.id)) !== null,
    versions: versions.map(({ version, savedAt, savedBy }) => ({
      version,
      savedAt,
      savedBy: nameOf(savedBy),
    })),
  }
}

/** Two texts of a campaign, each a version's number or `draft`. @throws Problem `not-found` */
export async function comparisonPage(
  ports: Ports,
  organiser: Organiser,
  campaign: Campaign,
  { from, to }: { readonly from: string; readonly to: string },
) {
  const [before, after] = await Promise.all([from, to].map(which => fieldsAt(ports, campaign, which)))
  return {
    organiser,
    campaign: deskCampaign(campaign),
    from,
    to,
    differences: compareFields(before ?? {}, after ?? {}),
    seen: seenAs(await ports.store.campaignDraft(campaign.id)),
  }
}

/**
 * Makes a former version the draft, over the one that whoever does so has seen.
 * @throws Problem `not-found`; `invalid` where somebody has changed the draft since
 */
export async function restoreVersion(
  ports: Ports,
  campaign: Campaign,
  { version, seen }: { readonly version: string; readonly seen: string },
  by: Pick<Organiser, 'id'>,
): Promise<void> {
  const fields = await fieldsAt(ports, campaign, version)
  await replaceDraft(ports, campaign, fields, seen, by)
}

async function fieldsAt(ports: Ports, campaign: Campaign, which: string): Promise<DraftFields> {
  if (which === 'draft') return (await editedCampaign(ports, campaign)).fields
  const version = /^\d{1,6}$/.test(which) ? Number(which) : 0
  const text = await ports.store.campaignVersion(campaign.id, version)
  if (!text) throw new Problem('not-found', 'There is no such version.')
  return fieldsOf(text)
}
