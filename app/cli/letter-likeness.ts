import { campaignNamed } from '../domain/campaign/publish'
import { tenthWords } from '../domain/likeness/likeness'
import { type LikenessSpread, likenessSpread } from '../domain/likeness/spread'
import { jsonText } from './json-text'
import { tenthsTable } from './tenths-table'
import type { Verb } from './verb'

export const letterLikeness: Verb = {
  words: 'letter likeness',
  takes: ['SLUG'],
  options: { json: { shown: '--json', required: false, takes: 'nothing' } },
  does: 'Shows how alike a campaign’s letters are: how many are how like one that was written before',
  more: '0 is nothing shared, 1 the same words; WriteToThem refuses letters above 0.5. --json prints it for a program.',
  prepare:
    async ({ given: [slug = ''], options }) =>
    async (ports, io) => {
      const spread = await likenessSpread(ports, await campaignNamed(ports, slug))
      await io.out(options.json ? jsonText(spread) : spreadText(spread))
    },
}

function spreadText({ letters, tenths, muchAlike, medianTenth }: LikenessSpread): string {
  if (muchAlike === null || medianTenth === null) return 'No letter has been confirmed yet.\n'
  const half = `${percent.format(muchAlike)} of ${whole.format(letters)} are 0.5 or more`
  return `${tenthsTable(tenths, 'letters')}\n${half}; the one in the middle is ${tenthWords(medianTenth)}\n`
}

const whole = new Intl.NumberFormat('en-GB')
const percent = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 1 })
