import { z } from 'zod'
import { templateProblems } from '../letter/agreement'
import { hidesNothing, proseSchema, titleSchema } from '../text/typed-text'

/** A lower-case name for URLs, forms and exports: letters, digits and single hyphens. */
export const slugSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters, digits and hyphens')
  .max(60)

/** Words of a letter, in which every `{{blank}}` must be one that somebody fills, every choice one of two wordings. */
export function templateSchema(longest: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine(hidesNothing, 'has hidden characters in it: type it again')
    .superRefine((words, context) => {
      for (const message of templateProblems(words)) context.addIssue({ code: 'custom', message })
    })
}

/** One sentence of a letter: the ways it can be said, any of which fits. */
const sentenceSchema = z.array(templateSchema(1000)).min(1).max(50)

/** A list of sentences, each a list of ways to say it. */
export const paragraphSchema = z.array(sentenceSchema).min(1).max(30)
export type Paragraph = z.infer<typeof paragraphSchema>

/** What stands before a principle's paragraph, by its place among those chosen: ways to say one sentence, none for no sentence. */
export const joiningsSchema = z.strictObject({
  only: z.array(templateSchema(300)).max(50).optional(),
  first: z.array(templateSchema(300)).max(50).optional(),
  middle: z.array(templateSchema(300)).max(50).optional(),
  last: z.array(templateSchema(300)).max(50).optional(),
})
export type JoiningPlace = keyof z.infer<typeof joiningsSchema>

/** A statement that a supporter can stand for, and the paragraph it adds to their letter. */
export const principleSchema = z.strictObject({
  slug: slugSchema,
  title: titleSchema(200),
  explanation: proseSchema(2000).default(''),
  paragraph: paragraphSchema,
})
