import type { CampaignText } from '../campaign/campaign'
import type { Paragraph } from '../campaign/principle'
import { agreed, agreementWith } from '../letter/agreement'
import { outlineLetter } from '../letter/outline'
import type { LetterSentence } from '../letter/sentences'
import type { LintWarning } from './campaign'
import { countWords } from './ways'

type Text = Pick<CampaignText, 'letter' | 'principles'>

/** A page and a half; offices read the first. */
const wordsAtMost = 700

export function overLong(text: Text): readonly LintWarning[] {
  const { typical, longest } = lengthOfLetter(text)
  if (typical <= wordsAtMost) return []
  return [
    {
      path: ['letter'],
      words: `with every principle chosen, has some ${typical} words, and up to ${longest}`,
      advice: `Shorten the principles or offer fewer: past ${wordsAtMost} words an office reads the first page.`,
    },
  ]
}

/** How many words a letter of every principle has: with sentences of middling length, and with the longest of each. */
function lengthOfLetter({ letter, principles }: Text): {
  readonly typical: number
  readonly longest: number
} {
  const slugs = principles.map(({ slug }) => slug)
  const counts = outlineLetter({ letter, principles }, slugs, 'member')
    .flat()
    .map(({ ways }) => ways.map(way => countWords(agreed(way, agreementWith(slugs.length)))))
  const sum = (of: (each: readonly number[]) => number) =>
    Math.round(counts.reduce((total, each) => total + of(each), 0))
  return {
    typical: sum(each => each.reduce((total, count) => total + count, 0) / each.length),
    longest: sum(each => Math.max(...each)),
  }
}

/** Whole paragraphs in three ways left 9 to 15 % of pairs more alike than half. */
const sentencesAtLeast = 3

export function wholeParagraphs({ principles }: Text): readonly LintWarning[] {
  return principles.flatMap(({ paragraph }, index) =>
    paragraph.length >= sentencesAtLeast
      ? []
      : [
          {
            path: ['principles', index, 'paragraph'],
            words: `has ${paragraph.length === 1 ? 'one sentence' : 'two sentences'}`,
            advice:
              'Make three or more of it, each with its ways: letters are put together sentence by sentence.',
          },
        ],
  )
}

/** The last sentence before the principles: what follows it may be about any of them. */
export function leadsNowhere({ letter: { openings } }: Text): readonly LintWarning[] {
  const last = openings.length - 1
  return openings.flatMap((ways, sentence) =>
    ways.flatMap((words, way) =>
      farewell.test(words) || (sentence === last && unfinished.test(words))
        ? [
            {
              path: ['letter', 'openings', sentence, way],
              words: 'cannot be followed by a principle',
              advice: 'End it with a full stop, and keep thanks and farewells for the closings.',
            },
          ]
        : [],
    ),
  )
}

const unfinished = /[^.?!:…'"’”)}]$/
const farewell =
  /\bthank(s| you) for (reading|your (time|attention))\b|\blook forward to (hearing|your reply)\b/i

export function asksNothing({ letter: { closings, asks = {} } }: Text): readonly LintWarning[] {
  const parts: readonly (readonly [readonly string[], Paragraph | undefined])[] = [
    [['letter', 'closings'], closings],
    ...Object.entries(asks).map(([role, ask]) => [['letter', 'asks', role], ask] as const),
  ]
  return parts.flatMap(([path, paragraph = []]) =>
    paragraph.some(ways => ways.every(words => ask.test(words)))
      ? []
      : [
          {
            path,
            words: 'need not ask for anything',
            advice: 'Let one sentence ask the MP to do something, in every one of its ways.',
          },
        ],
  )
}

const ask =
  /\?$|\bplease\b|\b(will|would|could|can) you\b|\b(ask|asking|request|urge)\b|\bhope (is )?that you\b|\bif you (could|would|put|took|raised|wrote|passed)\b|\b(grateful|glad) (if|for)\b/i

/** Openings and closings speak of the principles, of which there may be one or several. */
export function disagrees({ path, ways }: LetterSentence): readonly LintWarning[] {
  if (path[0] === 'principles' || path[1] === 'subjects' || path[1] === 'joinings' || path[1] === 'chase')
    return []
  return ways.flatMap((template, way) => {
    const wrong = [several.exec(agreed(template, 'one')), one.exec(agreed(template, 'several'))].flatMap(
      found => found?.[0] ?? [],
    )
    return wrong.map(said => ({
      path: [...path, way],
      words: `says “${said}”, however many principles were chosen`,
      advice: 'Give both, as in {{this point|these points}}, or count them: {{number}} {{point|points}}.',
    }))
  })
}

const nouns =
  'aim|change|concern|demand|idea|issue|measure|point|principle|proposal|question|reason|request|step|suggestion|thing'
const several = new RegExp(
  `\\b(these|those|both|two|three|four|five|six|seven|several) (\\w+ )?(${nouns})s\\b`,
  'i',
)
const one = new RegExp(`\\bthis (${nouns})\\b`, 'i')
