import type { CampaignText } from '../campaign/campaign'
import type { Paragraph } from '../campaign/principle'

/** One sentence of the letter's text, and where it stands in a campaign file. */
export interface LetterSentence {
  readonly path: readonly (string | number)[]
  readonly ways: readonly string[]
}

/** Every sentence that a letter of this campaign may hold, in the order of a campaign file. */
export function letterSentences({
  letter,
  principles = [],
}: Partial<Pick<CampaignText, 'letter' | 'principles'>>): readonly LetterSentence[] {
  return [
    ...(letter ? sentencesOfLetter(letter) : []),
    ...principles.flatMap(({ paragraph }, index) =>
      sentencesOf(['principles', index, 'paragraph'], paragraph),
    ),
  ]
}

function sentencesOfLetter({
  subjects,
  openings,
  closings,
  joinings = {},
  asks = {},
  chase = [],
}: CampaignText['letter']): readonly LetterSentence[] {
  return [
    { path: ['letter', 'subjects'], ways: subjects },
    ...sentencesOf(['letter', 'openings'], openings),
    ...sentencesOf(['letter', 'closings'], closings),
    ...Object.entries(joinings).map(([place, ways = []]) => ({ path: ['letter', 'joinings', place], ways })),
    ...Object.entries(asks).flatMap(([role, ask = []]) => sentencesOf(['letter', 'asks', role], ask)),
    ...sentencesOf(['letter', 'chase'], chase),
  ]
}

function sentencesOf(at: LetterSentence['path'], paragraph: Paragraph): readonly LetterSentence[] {
  return paragraph.map((ways, index) => ({ path: [...at, index], ways }))
}
