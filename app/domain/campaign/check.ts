import type { z } from 'zod'
import { agreed } from '../letter/agreement'
import { type BlankValues, blanksIn, fillBlanks } from '../letter/blanks'
import { outlineLetter } from '../letter/outline'
import { letterSentences } from '../letter/sentences'
import { type MemberRole, memberRoles } from '../place/place'
import { namesOrganisation } from '../privacy/consent'
import { writesToMpAlone } from '../target/role-words'
import { bodySchema, subjectAtMost } from '../text/typed-text'
import { type CampaignText, campaignFieldsSchema } from './campaign'

/** What is wrong in a campaign's text, and where. */
export interface TextProblem {
  readonly path: readonly (string | number)[]
  readonly words: string
}

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

/** @throws RangeError that names the first thing wrong: for texts of our own, which must be right */
export function readCampaignText(data: unknown): CampaignText {
  const { text, problems } = checkCampaignText(data)
  if (problems) throw new RangeError(`${problems[0]?.path.join('.')} ${problems[0]?.words}`)
  return text
}

/** What no single field can see: repeated slugs, dates the wrong way round, blanks that nobody can fill. */
function contradictions(text: Partial<CampaignText>): TextProblem[] {
  const { principles = [], sources = [], target = ['constituency-mp'], opens, closes } = text
  return [
    ...repeated(principles.map(({ slug }) => slug)).map(index => ({
      path: ['principles', index, 'slug'],
      words: 'repeats the slug of an earlier principle',
    })),
    ...repeated(sources).map(index => ({ path: ['sources', index], words: 'is listed twice' })),
    ...repeated(target.map(one => (one === 'constituency-mp' ? one : one.name))).map(index => ({
      path: ['target', index],
      words: 'is listed twice',
    })),
    ...(opens && closes && closes < opens
      ? [{ path: ['closes'], words: 'is before the day the campaign opens' }]
      : []),
    ...(writesToMpAlone({ target }) ? [] : [...namesTheMp(text), ...asksTheMp(text)]),
    ...consentProblems(text),
    ...notSendable(text),
  ]
}

/** Consent is given to somebody by name, and only a registered charity may write without it. */
function consentProblems({ consent, organisation }: Partial<CampaignText>): TextProblem[] {
  if (!consent || !organisation) return []
  const nameless = (['words', 'updates'] as const).filter(
    which => consent[which] !== undefined && !namesOrganisation(consent[which], organisation),
  )
  return [
    ...nameless.map(which => ({
      path: ['consent', which],
      words: 'must say who asks: put {{organisation}} in it',
    })),
    ...(consent.basis === 'soft_opt_in' && !organisation.charity_number
      ? [{ path: ['consent', 'basis'], words: 'is open to a registered charity alone: give its number' }]
      : []),
  ]
}

function repeated(values: readonly string[]): number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []))
}

/** A letter that goes to several is the same for each, so it cannot name one of them. */
function namesTheMp(text: Partial<CampaignText>): TextProblem[] {
  return letterSentences(text)
    .filter(({ path }) => path[1] !== 'asks') // which are the MP's alone
    .flatMap(({ path, ways }) => ways.map((words, way) => ({ path: [...path, way], words })))
    .filter(({ words }) => blanksIn(words).includes('mp'))
    .map(({ path }) => ({
      path,
      words: '{{mp}} is filled only where the MP alone is written to; this campaign names other targets',
    }))
}

/** Nor can it ask one of them for something else. */
function asksTheMp({ letter }: Partial<CampaignText>): TextProblem[] {
  if (!letter?.asks) return []
  return [
    {
      path: ['letter', 'asks'],
      words: 'are for where the MP alone is written to; this campaign names other targets',
    },
  ]
}

/** What the form refuses must not be suggested: the longest subject and the longest letter have to pass it. */
function notSendable(text: Partial<CampaignText>): TextProblem[] {
  const { letter, principles = [] } = text
  if (!letter) return []
  const longest = longestWay(longNames(text))
  return [
    ...letter.subjects.flatMap((words, index) =>
      longest([words]).length > subjectAtMost
        ? [{ path: ['letter', 'subjects', index], words: `may be longer than ${subjectAtMost} characters` }]
        : [],
    ),
    ...(longestRefusals({ ...text, letter, principles }, longest)[0] ?? []).map(message => ({
      path: ['letter'],
      words: `with every principle chosen, it could not be sent: ${message}`,
    })),
  ]
}

/** For each role of an MP whose longest letter is refused, why. */
function longestRefusals(
  text: Pick<CampaignText, 'letter' | 'principles'> & Partial<CampaignText>,
  longest: (ways: readonly string[]) => string,
): readonly (readonly string[])[] {
  const { target = ['constituency-mp'] } = text
  const roles: readonly MemberRole[] = writesToMpAlone({ target }) ? memberRoles : ['member']
  return roles
    .map(role => {
      const outline = outlineLetter(
        text,
        text.principles.map(({ slug }) => slug),
        role,
      )
      const paragraphs = outline.map(lines => lines.map(({ ways }) => longest(ways)).join(' '))
      const body = bodySchema.safeParse(paragraphs.join('\n\n'))
      return (body.error?.issues ?? []).map(({ message }) => message)
    })
    .filter(refused => refused.length > 0)
}

/** The longest wording of a sentence, of one principle or of several. */
function longestWay(values: BlankValues): (ways: readonly string[]) => string {
  return ways =>
    ways
      .flatMap(way => [agreed(way, 'one'), agreed(way, 'several')])
      .map(way => fillBlanks(way, values))
      .reduce((one, other) => (other.length > one.length ? other : one), '')
}

/** Longer than nearly every name of a person, and than every constituency's but a few. */
const longName = 'N'.repeat(40)

function longNames({ organisation, title }: Partial<CampaignText>): BlankValues {
  return {
    mp: longName,
    name: longName,
    constituency: longName,
    organisation: organisation?.name ?? longName,
    campaign: title ?? longName,
    number: 'twelve',
  }
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
  if (origin !== 'array' && origin !== 'string')
    return which === 'more' ? `must be ${count} or more` : `must be ${count} or less`
  if (which === 'more') return 'must not be empty' // of no list or text is more asked than that
  return origin === 'array' ? `must hold at most ${count}` : `must be ${count} characters or fewer`
}

function list(words: readonly string[]): string {
  return words.length === 1 ? `${words[0]}` : `one of ${words.join(', ')}`
}
