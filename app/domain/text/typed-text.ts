import { z } from 'zod'

/** One line that somebody typed, its blanks tidied; what no honest line needs is refused in its own words. */
export function lineSchema(what: string, longest: number) {
  return z
    .string()
    .trim()
    .refine(isOneLine, `${what} must be one line`)
    .refine(hidesNothing, `${what} has hidden characters in it. Please type it again`)
    .overwrite(line => line.replace(/\s+/g, ' '))
    .max(longest, `${what} must be ${longest} characters or fewer`)
}

/** One line of what an organiser writes: it may stand in a subject, a greeting or a heading. */
export function titleSchema(longest: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(longest, `must be ${inFigures(longest)} characters or fewer`)
    .refine(isOneLine, 'must be one line')
    .refine(hidesNothing, 'has hidden characters in it: type it again')
}

/** Paragraphs of what an organiser writes, such as Markdown; what is pasted brings characters that nobody sees, and an XML feed takes none. */
export function proseSchema(longest: number) {
  return z
    .string()
    .overwrite(text => withoutHidden(tidied(text)))
    .max(longest)
}

export function isOneLine(text: string): boolean {
  return !/[\t\n\v\f\r\u0085\u2028\u2029]/.test(text)
}

export const subjectAtMost = 150

/** Long enough for anything an office will read (SEC-18). */
export const bodyAtMost = 5000
const linksAtMost = 3

/** A letter's own words, whatever they were pasted from. */
export const bodySchema = z
  .string()
  .overwrite(tidied)
  .min(1, 'Write your letter')
  .max(bodyAtMost, `Your letter must be ${inFigures(bodyAtMost)} characters or fewer`)
  .superRefine((body, context) => {
    const message = hiddenProblem(body, 'Your letter has')
    if (message !== null) context.addIssue({ code: 'custom', message })
  })
  .refine(
    body => countLinks(body) <= linksAtMost,
    `Your letter must hold ${linksAtMost} links or fewer, so that it is not taken for spam`,
  )

/** A count as people read it: 5,000. */
export function inFigures(count: number): string {
  return count.toLocaleString('en-GB')
}

/** How many links a mail reader would find: web addresses, and names of hosts that look like one. */
export function countLinks(text: string): number {
  return text.normalize('NFKC').match(link)?.length ?? 0
}

const topLevel =
  'com|org|net|info|biz|io|xyz|ru|cn|top|site|online|uk|eu|ly|co|app|dev|link|click|shop|store|club'
/** Whole links, and never two quantifiers over the same characters, so that time grows with length alone (SEC-29). */
const link = new RegExp(
  `(?:https?:|:\\/\\/|\\bwww\\.|[\\w-]\\.(?:${topLevel})\\b|[\\w-]\\.[a-z]{2,24}\\/)[^\\s,;<>"]*`,
  'gi',
)

/** Every way of ending a line made one, and marks that only say where a word may break taken out. */
export function tidied(body: string): string {
  return body
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
    .trim()
}

/** Reads fields by a schema; null where it has named the first thing wrong with each. */
export function checkFields<Value>(
  schema: z.ZodType<Value>,
  values: unknown,
  problems: Record<string, string>,
): Value | null {
  const answer = schema.safeParse(values)
  if (answer.success) return answer.data
  for (const { path, message } of answer.error.issues) problems[String(path[0])] ??= message
  return null
}

export function hidesNothing(text: string): boolean {
  return findHidden(text) < 0
}

/** Where the first control character stands, or one that turns the direction of text or hides in it; -1 where none does. */
function findHidden(text: string): number {
  return text.replace(flag, match => '.'.repeat(match.length)).search(hidden)
}

/** What somebody pasted, without the characters that nobody sees: mail is full of them. */
export function withoutHidden(text: string): string {
  const unseen = new RegExp(`(${flag.source})|${hidden.source}`, 'gu')
  return text.replace(unseen, (_, whole: string | undefined) => whole ?? '')
}

/**
 * The joiners and variation selectors that Persian, Japanese and emoji are written with are no tricks; half a character, and what is
 * none for good, no letter, link or feed can carry.
 */
const hidden =
  /(?![\t\n\u200c-\u200d]|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}])[\p{Cc}\p{DI}\p{Surrogate}\ufff9-\ufffb\ufffe\uffff]/u

/** The flags of England, Scotland and Wales: a black flag and their letters as hidden characters (UTS 51, annex C). */
const flag = /\u{1f3f4}[\u{e0061}-\u{e007a}]{5}\u{e007f}/gu

/** Where several lines hide a character that nobody sees; null where they hide none. @param whose such as "Your letter has" */
export function hiddenProblem(text: string, whose: string): string | null {
  const at = findHidden(text)
  if (at < 0) return null
  const words = [...text.slice(0, at).trim()].slice(-60).join('').split(/\s+/).slice(-5).join(' ')
  const where = words === '' ? 'at its beginning' : `after “${words}”`
  return `${whose} hidden characters ${where}. Please type those words again`
}
