import { fieldsOf } from '../draft/text'
import type { Organiser } from '../organiser/organiser'
import type { Ports } from '../ports'
import { Problem } from '../problem'
import type { Campaign, CampaignState } from './campaign'
import { readCampaignText } from './check'
import { saveCampaign, setCampaignState } from './publish'
import { unfilledPlaces } from './unfilled'

/** What visitors are told of a campaign that is paused or closed. */
export type StandstillWords = 'paused' | 'outcome'

/**
 * Opens, pauses or closes a campaign for its organiser, with what visitors are told meanwhile.
 * @param words Markdown; null leaves what was said
 * @throws Problem `refused`; `invalid` while something in its text is still to be written
 */
export async function changeState(
  ports: Ports,
  campaign: Campaign,
  state: CampaignState,
  words: string | null,
  by: Pick<Organiser, 'id'>,
): Promise<Campaign> {
  if (state === 'open') requireWritten(campaign)
  if (words !== null && state === 'paused') await say(ports, campaign, 'paused', words, by)
  if (words !== null && state === 'closed') await say(ports, campaign, 'outcome', words, by)
  return (await setCampaignState(ports, campaign.slug, state, by)).campaign
}

function requireWritten({ text }: Campaign): void {
  const [first] = unfilledPlaces(fieldsOf(text))
  if (first)
    throw new Problem('invalid', `It cannot open yet. ${first.words}`, {
      state: `It cannot open yet. ${first.words}`,
    })
}

/** The words are published at once, and a draft that is under way has them too. */
async function say(
  ports: Ports,
  campaign: Campaign,
  which: StandstillWords,
  words: string,
  by: Pick<Organiser, 'id'>,
): Promise<void> {
  const said = words.trim()
  if ((campaign.text[which] ?? '') === said) return
  const { [which]: _former, ...text } = campaign.text
  const saved = await saveCampaign(ports, readCampaignText(said ? { ...text, [which]: said } : text), by)
  const draft = await ports.store.campaignDraft(campaign.id)
  if (!draft) return
  const basis = draft.basis === campaign.version ? saved.campaign.version : draft.basis
  const fields = { ...draft.fields, [which]: said }
  await ports.store.saveDraft({ ...draft, fields, basis, savedBy: by.id, savedAt: ports.now() }, draft)
}
