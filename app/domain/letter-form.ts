import { z } from 'zod'
import { bodySchema, countLinks, lineSchema, subjectAtMost } from './typed-text'

/** A letter's own words, as its writer sends them. */
export const wordsSchema = z.object({
  subject: withoutLink('The subject', subjectAtMost).min(1, 'Enter a subject'),
  body: bodySchema,
})

/** The words with where their writer lives. */
export const letterSchema = wordsSchema
  .extend({
    address1: withoutLink('The first line of your address', 100).min(
      1,
      'Enter the first line of your address',
    ),
    address2: withoutLink('The second line of your address', 100),
    town: withoutLink('Your town', 100).min(1, 'Enter your town or city'),
  })
  .transform(({ subject, body, ...address }) => ({ subject, body, address }))

/** A line that goes out with the letter: the links of its words are counted, so none may hide beside them. */
function withoutLink(what: string, longest: number) {
  return lineSchema(what, longest).refine(line => countLinks(line) === 0, `${what} must not contain a link`)
}
