import { z } from 'zod'
import { blanksIn, fillBlanks } from '../letter/blanks'
import { hidesNothing, isOneLine, proseSchema } from '../text/typed-text'

/**
 * On what ground news is sent to a supporter: their consent, or a registered charity's own right to write to those who
 * support it (the charitable soft opt-in of PECR, in force since 5 February 2026).
 */
export const consentBases = ['consent', 'soft_opt_in'] as const
export type ConsentBasis = (typeof consentBases)[number]

/** What the wording of consent may leave open: a campaign that is copied then names its own title. */
const wordingBlanks = ['organisation', 'campaign']

function wordingSchema(longest: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine(isOneLine, 'must be one line')
    .refine(hidesNothing, 'has hidden characters in it: type it again')
    .refine(words => blanksIn(words).every(name => wordingBlanks.includes(name)) && !isTorn(words), {
      error: 'may hold {{organisation}} and {{campaign}}, and no other blank',
    })
}

function isTorn(words: string): boolean {
  return /[{}]/.test(words.replace(/\{\{[^{}]*\}\}/g, ''))
}

/** What an organisation says of consent in its own words; ours stand wherever it says nothing. */
export const consentSchema = z.strictObject({
  basis: z.enum(consentBases).optional(),
  /** Beside the box: recording a political opinion asks for explicit consent (UK GDPR Article 9(2)(a)). */
  words: wordingSchema(600).optional(),
  /** Above the Yes and No for updates. */
  updates: wordingSchema(600).optional(),
  /** Markdown, at the end of the privacy notice. */
  notice: proseSchema(10_000).optional(),
})

interface Named {
  readonly title: string
  readonly organisation: { readonly name: string }
}

/** The words with the organisation and the campaign named. */
export function fillWording(words: string, { title, organisation }: Named): string {
  return fillBlanks(words, { organisation: organisation.name, campaign: title })
}

/** Whether the words say who asks: consent to nobody in particular is none. */
export function namesOrganisation(words: string, { name }: Named['organisation']): boolean {
  return blanksIn(words).includes('organisation') || words.includes(name)
}
