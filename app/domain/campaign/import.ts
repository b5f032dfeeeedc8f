import { replaceDraft, seenAs } from '../draft/draft'
import { fieldsOf } from '../draft/text'
import type { Organiser } from '../organiser/organiser'
import { allows } from '../organiser/role'
import type { Ports } from '../ports'
import { isProblem, Problem } from '../problem'
import type { Campaign } from './campaign'
import { type CampaignFile, parseCampaign } from './file'
import { createCampaign } from './new-campaign'

/**
 * Brings a campaign file in: as a new campaign, or as the draft of the one with its slug. Nothing is published by it.
 * @param source null for a file that is not in UTF-8
 * @throws Problem `invalid` by the field `file`, also for a campaign that this organiser may not edit or another has a draft of
 */
export async function importCampaign(
  ports: Ports,
  source: string | null,
  by: Organiser,
): Promise<{ readonly campaign: Campaign; readonly outcome: 'made' | 'imported' }> {
  const { text } = readFile(source)
  const there = await ports.store.campaign(text.slug)
  if (!there) {
    if (!allows(by.roles, 'edit', 0)) throw notTheirs()
    return { campaign: await createCampaign(ports, text, by), outcome: 'made' }
  }
  if (!allows(by.roles, 'edit', there.id)) throw notTheirs()
  const draft = await ports.store.campaignDraft(there.id)
  if (draft && draft.savedBy !== by.id) throw anothersDraft()
  await replaceDraft(ports, there, fieldsOf(text), seenAs(draft), by)
  return { campaign: there, outcome: 'imported' }
}

function readFile(source: string | null): CampaignFile {
  if (source === null)
    throw new Problem('invalid', 'The file is not right.', {
      file: 'It is not in UTF-8: save it as UTF-8 and try again',
    })
  if (source.trim() === '')
    throw new Problem('invalid', 'There is no file.', { file: 'Choose a campaign file, or paste all of it' })
  try {
    return parseCampaign(source, 'line')
  } catch (thrown) {
    if (!isProblem(thrown)) throw thrown
    const lines = thrown.message.split('\n').map(line => line.replace(/^line:(\d+): /, 'Line $1: '))
    throw new Problem('invalid', 'The file is not right.', { file: lines.slice(0, linesTold).join('; ') })
  }
}

/** Enough to begin with; the next try tells the rest. */
const linesTold = 10

function notTheirs(): Problem {
  return new Problem('invalid', 'That campaign is not yours.', {
    file: 'Its slug is that of a campaign which you may not edit: give it another',
  })
}

function anothersDraft(): Problem {
  return new Problem('invalid', 'Somebody else is writing at that campaign.', {
    file: 'Somebody else has a draft of that campaign: it must be published or discarded first',
  })
}
