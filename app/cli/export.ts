import { csvProfiles, writeCsv } from '../domain/csv'
import { exportNames, exportPages } from '../domain/export'
import { campaignNamed } from '../domain/publish'
import { oneOf, type Verb } from './verb'

export const exportCsv: Verb = {
  words: 'export',
  takes: [exportNames.join('|'), 'SLUG'],
  options: { profile: { shown: '--profile machine|excel', required: false } },
  does: 'Prints CSV: what a campaign added up to, who signed, its letters, or the replies to them',
  more: 'signatures, letters and replies hold personal data. No cell begins with a character that a spreadsheet runs; excel adds\nthe mark by which Excel knows UTF-8, machine leaves every cell as it is.',
  async prepare({ given: [typed, slug = ''], options }) {
    const name = oneOf('The export', exportNames, typed)
    const profile = oneOf('--profile', csvProfiles, options.profile ?? 'spreadsheet')
    return async (ports, io) => {
      const campaign = await campaignNamed(ports, slug)
      for await (const chunk of writeCsv(exportPages(ports, campaign, name), profile)) await io.out(chunk)
    }
  },
}
