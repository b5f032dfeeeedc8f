import { z } from 'zod'

/** A lower-case name for URLs, forms and exports: letters, digits and single hyphens. */
export const slugSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case letters, digits and hyphens')
  .max(60)

/** One sentence of a letter: the ways it can be said, any of which fits. */
const sentenceSchema = z.array(z.string().trim().min(1).max(1000)).min(1).max(50)
export type Sentence = z.infer<typeof sentenceSchema>

/** A list of sentences, each a list of ways to say it. */
export const paragraphSchema = z.array(sentenceSchema).min(1).max(30)
export type Paragraph = z.infer<typeof paragraphSchema>

/** A statement that a supporter can stand for, and the paragraph it adds to their letter. */
export const principleSchema = z.strictObject({
  slug: slugSchema,
  title: z.string().trim().min(1).max(200),
  explanation: z.string().trim().max(2000).default(''),
  paragraph: paragraphSchema,
})
export type Principle = z.infer<typeof principleSchema>
