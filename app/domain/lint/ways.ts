import { agreed } from '../letter/agreement'
import { countLinks } from '../text/typed-text'
import { circularSigns } from './circular-words'

/** What is weak about a text, and what its author can do about it. */
export interface Weakness {
  readonly words: string
  readonly advice: string
}

type Check = (words: string) => Weakness | null

/** What is weak about one way of saying a sentence, whether it speaks of one principle or of several. */
export function weaknessesOfWay(template: string, kind: 'subject' | 'sentence'): readonly Weakness[] {
  const said = [...new Set([agreed(template, 'one'), agreed(template, 'several')])]
  const checks = kind === 'subject' ? everywhere : [...everywhere, ...ofSentences]
  return checks.flatMap(check => said.map(check).find(found => found !== null) ?? [])
}

const capitals: Check = words => {
  const shouted = words.replace(/\{\{[^}]*\}\}/g, '').match(/\p{Lu}[\p{Lu}'’]+/gu) ?? []
  const loud = shouted.find(
    word => emphatic.has(word) || (word.length >= shoutedFrom && !abbreviations.has(word)),
  )
  if (!loud) return null
  return {
    words: `has “${loud}” in capitals`,
    advice: 'Write it in small letters, or write an abbreviation out.',
  }
}

/** NHS, HMRC and their like are shorter, and read as what they are. */
const shoutedFrom = 5
const abbreviations: ReadonlySet<string> = new Set(
  'DEFRA OFCOM OFGEM OFSTED OFWAT RSPCA UNHCR UNICEF'.split(' '),
)
const emphatic: ReadonlySet<string> = new Set(
  'ALL ANY EVER EVERY MORE MUST NEVER NO NOT NOW ONLY OUR SAVE STOP THE THIS VERY YES YOU YOUR'.split(' '),
)

const links: Check = words =>
  countLinks(words) > 0 || /[\w.]@[\w-]+\.\w/.test(words)
    ? {
        words: 'holds a link or an address',
        advice:
          'Leave it out: mail with links is taken for spam, and the same link in each letter marks it as one of many.',
      }
    : null

const circular: Check = words => {
  const found = circularSigns.find(({ sign }) => sign.test(words))
  return found ? { words: `reads like a circular: it ${found.what}`, advice: found.advice } : null
}

const unended: Check = words =>
  /^['"‘“(]?[\p{Lu}\p{N}{]/u.test(words) && /[.?!…:]['"’”)]?$/u.test(words)
    ? null
    : {
        words: 'does not begin and end like a sentence',
        advice: 'Begin with a capital letter and end with a full stop or a question mark.',
      }

/** What is read in one breath; the longest of the demonstration has 35. */
const wordsOfSentence = 45

const tooLong: Check = words => {
  const count = countWords(words)
  return count > wordsOfSentence
    ? {
        words: `is ${count} words long`,
        advice: `Make two sentences of it: past ${wordsOfSentence} words a reader skips.`,
      }
    : null
}

const everywhere: readonly Check[] = [capitals, links, circular]
const ofSentences: readonly Check[] = [unended, tooLong]

export function countWords(words: string): number {
  return words.match(/\S+/g)?.length ?? 0
}
