import { campaignNamed } from '../domain/campaign/publish'
import { writeCsv } from '../domain/csv'
import { csvProfileOf, exportNames, exportProfiles, readChoice } from '../domain/export/choice'
import { type FilterName, filterNames } from '../domain/export/filter'
import { beginExport, takeOut } from '../domain/export/order'
import { type Option, oneOf, type Verb } from './verb'

const filterOptions: Readonly<Record<FilterName, Option>> = {
  from: { shown: '--from DAY', required: false },
  to: { shown: '--to DAY', required: false },
  constituency: { shown: '--constituency CODE|none', required: false },
  state: { shown: '--state pending|confirmed', required: false },
  principle: { shown: '--principle SLUG', required: false },
  updates: { shown: '--updates yes|any', required: false },
}

export const exportCsv: Verb = {
  words: 'export',
  takes: [exportNames.join('|'), 'SLUG'],
  options: {
    profile: { shown: `--profile ${exportProfiles.slice(1).join('|')}`, required: false },
    part: { shown: '--part NUMBER', required: false },
    ...filterOptions,
  },
  does: 'Prints CSV: what a campaign added up to, who signed, its letters, or the replies to them',
  more: `signatures, letters and replies hold personal data. No cell begins with a character that a spreadsheet runs; excel adds
the mark by which Excel knows UTF-8, machine leaves every cell as it is. The other profiles are for the tools they name:
of the signatures those who asked for updates, or everyone with --updates any. Days are London's, both within.`,
  async prepare({ given: [typed, slug = ''], options }) {
    const name = oneOf('The export', exportNames, typed)
    const profile = oneOf('--profile', exportProfiles, options.profile ?? 'spreadsheet')
    const asked = [...filterNames, 'part' as const].map(one => [one, options[one] ?? ''])
    const choice = readChoice(name, new URLSearchParams([...asked, ['profile', profile]]))
    return async (ports, io) => {
      const campaign = await campaignNamed(ports, slug)
      const by = { actor: 'operator', reason: null } as const
      const id = await beginExport(ports, campaign, choice, by)
      let left = 0
      const pages = takeOut(ports, campaign, choice, by.actor, id, (_, leftOut) => {
        left = leftOut
      })
      for await (const chunk of writeCsv(pages, csvProfileOf(profile))) await io.out(chunk)
      if (left > 0) io.note(`${left} were left out: ${profile} would take their address wrongly.`)
    }
  },
}
