import { type LintWarning, lintCampaign } from '../domain/lint/campaign'
import { withText } from './campaign-text'
import { jsonText } from './json-text'
import type { Verb } from './verb'

export const campaignLint: Verb = {
  words: 'campaign lint',
  takes: ['FILE|SLUG'],
  options: { json: { shown: '--json', required: false, takes: 'nothing' } },
  does: 'Names what an office would not read kindly in the letters of a campaign',
  more: 'Each line says where, what, and what to do about it. None of it refuses a campaign: the exit code is 0. A file needs no\ninstallation around it.',
  prepare: async ({ given: [named = ''], options }) =>
    withText(named, async ({ text, placeOf }, io) => {
      const warnings = lintCampaign(text)
      if (options.json) return io.out(jsonText(warnings))
      if (warnings.length === 0) io.note(`${named}: nothing to warn of`)
      await io.out(warnings.map(warning => `${warningLine(placeOf(warning.path), warning)}\n`).join(''))
    }),
}

/** @param place a file and its line, or a campaign */
export function warningLine(place: string, { path, words, advice }: LintWarning): string {
  return `${place}: ${path.join('.')} ${words}. ${advice}`
}
