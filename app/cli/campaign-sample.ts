import {
  type SampleLetter,
  type SampleLetters,
  sampleLetters,
  usualSamples,
} from '../domain/letter/sample-letters'
import { type GivenText, withText } from './campaign-text'
import { jsonText } from './json-text'
import { tenthsTable } from './tenths-table'
import { type Args, Misuse, type Verb } from './verb'

export const campaignSample: Verb = {
  words: 'campaign sample',
  takes: ['FILE|SLUG'],
  options: {
    letters: { shown: '--letters NUMBER', required: false },
    seed: { shown: '--seed NUMBER', required: false },
    json: { shown: '--json', required: false, takes: 'nothing' },
  },
  does: 'Composes a hundred sample letters, and says how alike they are',
  more: 'Strangers with some of the principles in some order, all to one MP. Three of the letters are printed, or as many as\n--letters says; another --seed makes others; --json has all of them.',
  async prepare({ given: [named = ''], options }) {
    const shown = wholeNumber('letters', options, 3, count)
    const seed = wholeNumber('seed', options, usualSamples.seed, 2 ** 31)
    return withText(named, async (given, io) => {
      const samples = sampleLetters(given.text, { count, seed })
      await io.out(options.json ? jsonText(samples) : samplesText(samples, given, shown))
    })
  },
}

const { count } = usualSamples

/** @throws Misuse for what is no number from 0 to the greatest */
function wholeNumber(name: string, options: Args['options'], unless: number, greatest: number): number {
  const given = options[name]
  if (given === undefined) return unless
  if (!/^\d+$/.test(given) || Number(given) > greatest)
    throw new Misuse(`--${name} must be a whole number up to ${greatest}, not ${given}`)
  return Number(given)
}

function samplesText(samples: SampleLetters, given: GivenText, shown: number): string {
  return [
    distributionText(samples),
    weakestText(samples, given),
    ...samples.letters.slice(0, shown).map(letterText),
  ].join('\n')
}

function distributionText({ tenths, median, overHalf }: SampleLetters): string {
  const pairs = tenths.reduce((sum, one) => sum + one, 0)
  return [
    `${count} letters to one MP, ${whole.format(pairs)} pairs\n\n`,
    tenthsTable(tenths, 'pairs'),
    `\nHalf of the pairs are more alike than ${median.toFixed(2)}, and ${percent(overHalf)} are above 0.5,\n`,
    'where WriteToThem refuses a letter as a copy.\n',
  ].join('')
}

function weakestText({ letters, weakest }: SampleLetters, { placeOf }: GivenText): string {
  if (!weakest) return 'No two letters share anything.\n'
  const { at, words, share, advice } = weakest
  return [
    `The weakest way is ${at}${at.startsWith('ours.') ? '' : ` (${placeOf(at.split('.'))})`}:\n`,
    `  ${words}\n`,
    `It is in ${weakest.letters} of ${letters.length} letters and makes ${percent(share)} of all likeness. ${advice}\n`,
  ].join('')
}

function letterText({ subject, body, principles }: SampleLetter): string {
  return `--- ${principles.join(', ')}\n${subject}\n\n${body}\n`
}

const whole = new Intl.NumberFormat('en-GB')

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`
}
