import { saveCampaign } from '../domain/campaign/publish'
import { lintCampaign } from '../domain/lint/campaign'
import { operator } from '../domain/organiser/organiser'
import type { SavedCampaign } from '../domain/store'
import { readCampaignFile } from './campaign-file'
import { warningLine } from './campaign-lint'
import type { Verb } from './verb'

export const campaignImport: Verb = {
  words: 'campaign import',
  takes: ['FILE'],
  does: 'Creates a campaign, or updates the one with its slug, from a file in YAML or JSON',
  more: 'Everything wrong in the file is named with its line, and nothing is saved. What is only weak in its letter is named too,\nand saved. A new campaign is a draft until it\nis opened. Each change makes a new version;\neach signature keeps the one it signed.',
  async prepare({ given: [file = ''] }) {
    const { text, lineOf } = await readCampaignFile(file)
    return async (ports, io) => {
      for (const warning of lintCampaign(text))
        io.note(warningLine(`${file}:${lineOf(warning.path)}`, warning))
      const saved = await saveCampaign(ports, text, operator)
      await io.out(`${text.slug}: ${outcomeWords(saved)}\n`)
      if (saved.campaign.state === 'draft') io.note(`To let people sign it: campaign open ${text.slug}`)
    }
  },
}

function outcomeWords({ outcome, campaign }: SavedCampaign): string {
  switch (outcome) {
    case 'created':
      return `created as a draft, campaign ${campaign.id}`
    case 'unchanged':
      return `unchanged, it already has this text (version ${campaign.version})`
    case 'new-version':
      return `updated as version ${campaign.version}`
  }
}
