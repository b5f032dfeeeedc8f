import { z } from 'zod'
import type { CampaignText } from '../campaign/campaign'
import {
  bodyAtMost,
  bodySchema,
  checkFields,
  countLinks,
  inFigures,
  lineSchema,
  subjectAtMost,
} from '../text/typed-text'
import type { LetterWords } from './letter'
import { ownWordsAsked, ownWordsProblem, withOwnWords } from './own-words'

/** A letter's own words, as its writer sends them. */
export const wordsSchema = z.object({
  subject: withoutLink('The subject', subjectAtMost).min(1, 'Enter a subject'),
  body: bodySchema,
})

/** The words with where their writer lives. */
const letterSchema = wordsSchema
  .extend({
    address1: withoutLink('The first line of your address', 100).min(
      1,
      'Enter the first line of your address',
    ),
    address2: withoutLink('The second line of your address', 100),
    town: withoutLink('Your town', 100).min(1, 'Enter your town or city'),
  })
  .transform(({ subject, body, ...address }) => ({ subject, body, address }))

/** The fields of the form that make a letter, in the order of its page. */
export const letterFields = ['own', 'subject', 'body', 'address1', 'address2', 'town'] as const
type LetterFields = Readonly<Record<(typeof letterFields)[number], string>>

/**
 * The letter that these fields make, its writer's own words among the others; whatever holds for a letter's words holds for
 * all of them together. Null where it has named the first thing wrong with a field.
 */
export function checkLetter(
  fields: LetterFields,
  text: Pick<CampaignText, 'letter'>,
  problems: Record<string, string>,
): LetterWords | null {
  const wrong = ownWordsProblem(fields.own, ownWordsAsked(text))
  if (wrong !== null) problems.own = wrong
  const body = wrong === null ? withOwnWords(fields.body, fields.own) : fields.body
  const letter = checkFields(letterSchema, { ...fields, body }, problems)
  if (fields.own !== '' && wrong === null && body.length > bodyAtMost)
    problems.body = `Your letter must be ${inFigures(bodyAtMost)} characters or fewer. With your own words it has ${inFigures(body.length)}`
  return wrong === null ? letter : null
}

/** A line that goes out with the letter: the links of its words are counted, so none may hide beside them. */
function withoutLink(what: string, longest: number) {
  return lineSchema(what, longest).refine(line => countLinks(line) === 0, `${what} must not contain a link`)
}
