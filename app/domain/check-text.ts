import type { z } from 'zod'
import { type CampaignText, campaignFieldsSchema, contradictions, type TextProblem } from './campaign'

export type CheckedText =
  | { readonly text: CampaignText; readonly problems: null }
  | { readonly text: null; readonly problems: readonly TextProblem[] }

/** Reads a campaign's text and fills its defaults, or says everything that is wrong with it at once, in plain words. */
export function checkCampaignText(data: unknown): CheckedText {
  const answer = campaignFieldsSchema.safeParse(data, { error: plainWords })
  const wrongFields = answer.success ? [] : answer.error.issues.flatMap(textProblems)
  const problems = [...wrongFields, ...contradictions(answer.success ? answer.data : soundFields(data))]
  return answer.success && problems.length === 0
    ? { text: answer.data, problems: null }
    : { text: null, problems }
}

/** The fields that are right by themselves, so that one wrong field does not hide what contradicts what. */
function soundFields(data: unknown): Partial<CampaignText> {
  if (typeof data !== 'object' || data === null) return {}
  const given = data as Readonly<Record<string, unknown>>
  const sound = Object.entries(campaignFieldsSchema.shape).flatMap(([field, schema]) => {
    const answer = schema.safeParse(given[field])
    return answer.success && answer.data !== undefined ? [[field, answer.data]] : []
  })
  return Object.fromEntries(sound) as Partial<CampaignText>
}

type Issue = z.core.$ZodIssue

function textProblems(issue: Issue): TextProblem[] {
  const path = issue.path.map(step => (typeof step === 'number' ? step : String(step)))
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key => ({ path: [...path, key], words: 'is no field of a campaign file' }))
  const meant = issue.code === 'invalid_union' ? meantChoice(issue.errors) : null
  if (!meant) return [{ path, words: issue.message }]
  return meant.flatMap(textProblems).map(problem => ({ ...problem, path: [...path, ...problem.path] }))
}

/** Of a union's choices, the one whose shape was given but not rightly filled in. */
function meantChoice(choices: readonly (readonly Issue[])[]): readonly Issue[] | null {
  return choices.find(issues => issues.every(isWithin)) ?? null
}

function isWithin(issue: Issue): boolean {
  if (issue.code === 'unrecognized_keys' || issue.code === 'too_small' || issue.code === 'too_big')
    return true
  return issue.path.length > 0
}

/** What zod found, as a person would say it after the field's name; undefined where the schema has its own words. */
function plainWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined) return 'is required'
  if (issue.input === null) return 'must not be empty'
  switch (issue.code) {
    case 'invalid_type':
      return wrongKind(issue.expected, issue.input)
    case 'too_small':
      return beyond(issue.origin, Number(issue.minimum), 'more')
    case 'too_big':
      return beyond(issue.origin, Number(issue.maximum), 'fewer')
    case 'invalid_value':
      return `must be ${list(issue.values.map(String))}`
    case 'invalid_union':
      return 'must be constituency-mp, or a list of targets, each constituency-mp or a name, salutation and email'
    default:
      return undefined
  }
}

function wrongKind(expected: string, given: unknown): string {
  if (expected === 'string')
    return typeof given === 'object' ? 'must be text' : 'must be text: put quotation marks around it'
  if (expected === 'array') return 'must be a list'
  if (expected === 'int' || expected === 'number') return 'must be a whole number'
  return 'must hold named fields'
}

function beyond(origin: string, limit: number, which: 'more' | 'fewer'): string {
  const count = limit.toLocaleString('en-GB')
  if (origin === 'array')
    return which === 'more' ? `must hold at least ${count}` : `must hold at most ${count}`
  if (origin === 'string')
    return which === 'more' ? 'must not be empty' : `must be ${count} characters or fewer`
  return which === 'more' ? `must be ${count} or more` : `must be ${count} or less`
}

function list(words: readonly string[]): string {
  return words.length === 1 ? `${words[0]}` : `one of ${words.join(', ')}`
}
