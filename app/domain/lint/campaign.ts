import type { CampaignText } from '../campaign/campaign'
import { type LetterSentence, letterSentences } from '../letter/sentences'
import { asksNothing, disagrees, leadsNowhere, overLong, wholeParagraphs } from './letter'
import { sharedRun, weaknessesOfSentence } from './sentences'
import { weaknessesOfWay } from './ways'

/** Something in a campaign's letter that an office would not read kindly. It is allowed. */
export interface LintWarning {
  /** Where in the campaign file, as its problems are placed: `letter.openings.0.2`. */
  readonly path: readonly (string | number)[]
  /** What is weak there, to be read after the place. */
  readonly words: string
  /** What its author can do. */
  readonly advice: string
}

/** What is weak about the letters of a campaign; nothing here refuses it. */
export function lintCampaign(text: Pick<CampaignText, 'letter' | 'principles'>): readonly LintWarning[] {
  return [
    ...[overLong, asksNothing, leadsNowhere, wholeParagraphs].flatMap(check => check(text)),
    ...letterSentences(text).flatMap(sentence => [
      ...weaknessesOfSentence(sentence.ways).map(weakness => ({ path: sentence.path, ...weakness })),
      ...disagrees(sentence),
      ...ofEachWay(sentence),
    ]),
  ]
}

function ofEachWay({ path, ways }: LetterSentence): readonly LintWarning[] {
  const kind = path[1] === 'subjects' ? 'subject' : 'sentence'
  return ways.flatMap((words, way) => {
    const shared = ways
      .slice(0, way)
      .map(earlier => sharedRun(earlier, words))
      .find(run => run !== null)
    return [
      ...weaknessesOfWay(words, kind),
      ...(shared
        ? [
            {
              words: `is much like a way before it: “${shared}”`,
              advice: 'Say it in other words: letters with the one or the other count as alike.',
            },
          ]
        : []),
    ].map(weakness => ({ path: [...path, way], ...weakness }))
  })
}
