import { z } from 'zod'
import type { Campaign } from '../campaign/campaign'
import { blanksIn } from '../letter/blanks'
import { Problem } from '../problem'
import { hidesNothing, isOneLine, subjectAtMost, tidied, withoutHidden } from '../text/typed-text'
import type { UpdateWords } from './campaign-update'

/** What an update may say of its reader and its campaign. */
export const updateBlanks = ['name', 'campaign', 'organisation'] as const
export type UpdateBlank = (typeof updateBlanks)[number]

/** What stands for a name where there is none: on the public page, and to whoever did not sign. */
export const namelessReader = 'friend'

const updateBodyAtMost = 20_000

const wordsSchema = z.object({
  subject: z
    .string()
    .trim()
    .min(1, 'Enter a subject')
    .max(subjectAtMost, `The subject must be ${subjectAtMost} characters or fewer`)
    .refine(isOneLine, 'The subject must be one line')
    .refine(hidesNothing, 'The subject has hidden characters in it. Please type it again'),
  body: z
    .string()
    .transform(text => withoutHidden(tidied(text)))
    .pipe(
      z
        .string()
        .min(1, 'Write the update')
        .max(updateBodyAtMost, 'The update must be 20,000 characters or fewer'),
    ),
})

/**
 * Checks what was typed; principles that the campaign does not have are dropped.
 * @throws Problem `invalid` with each wrong field
 */
export function checkUpdateWords(typed: UpdateWords, { text }: Pick<Campaign, 'text'>): UpdateWords {
  const problems: Record<string, string> = {}
  const checked = wordsSchema.safeParse(typed)
  for (const issue of checked.error?.issues ?? []) problems[String(issue.path[0])] ??= issue.message
  const unfilled = blankProblem('The subject', typed.subject) ?? null
  if (unfilled) problems.subject ??= unfilled
  const wrong = typed.body.split(/\r\n?|\n/).flatMap((line, at) => blankProblem(`Line ${at + 1}`, line) ?? [])
  if (wrong[0]) problems.body ??= wrong.join('. ')
  if (!checked.success || Object.keys(problems).length > 0)
    throw new Problem('invalid', 'There is a problem', problems)
  const { constituencies, principles } = typed.audience
  const known = principles.filter(slug => text.principles.some(one => one.slug === slug))
  return { ...checked.data, audience: { constituencies, principles: known } }
}

/** Null where every blank is known. */
function blankProblem(where: string, words: string): string | null {
  const [unknown] = blanksIn(words).filter(name => !isUpdateBlank(name))
  if (unknown === undefined) return null
  const known = updateBlanks.map(name => `{{${name}}}`).join(', ')
  return `${where}: {{${unknown}}} is no blank that an update has (known: ${known})`
}

function isUpdateBlank(name: string): name is UpdateBlank {
  return (updateBlanks as readonly string[]).includes(name)
}

/**
 * Fills the blanks of what was rendered already: a name is data, and no Markdown in it is read.
 * @param written how a value is written there, such as escaped for HTML
 */
export function fillUpdate(
  rendered: string,
  values: Readonly<Record<UpdateBlank, string>>,
  written: (value: string) => string = value => value,
): string {
  return rendered.replace(/\{\{([^{}]*)\}\}/g, (whole, inside: string) => {
    const name = inside.trim()
    return isUpdateBlank(name) ? written(values[name]) : whole
  })
}

/** As HTML writes it between tags. */
export function escapedForHtml(words: string): string {
  return words.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
}

/** What fills the blanks for a reader. */
export function updateValues({ text }: Pick<Campaign, 'text'>, name: string) {
  return { name, campaign: text.title, organisation: text.organisation.name }
}
