import { z } from 'zod'
import { type BlankValues, blanksIn, fillBlanks } from './blanks'
import { addressSchema } from './mailbox'
import { type Paragraph, paragraphSchema, principleSchema, slugSchema, templateSchema } from './principle'
import { fixedTargetSchema } from './target'
import { bodySchema, isOneLine, subjectAtMost, titleSchema } from './typed-text'

export type CampaignState = 'draft' | 'open' | 'paused' | 'closed'

/** What a visitor meets: the organiser's state and the dates together. */
export type Standing = 'draft' | 'not-yet-open' | 'open' | 'paused' | 'closed'

/** A day of this millennium's calendar (RFC 3339 full-date); the last one still has a day after it to end on. */
const dateSchema = z.iso
  .date('must be a date such as 2026-01-31')
  .refine(day => day >= '2000-01-01' && day < '9999-12-31', 'must be a date such as 2026-01-31')

const webAddressSchema = z.url({
  protocol: /^https?$/,
  error: 'must be a web address that begins with https:// or http://',
})

const linkSchema = z.strictObject({
  kind: z.enum(['related', 'donate', 'news']),
  title: titleSchema(200),
  summary: z.string().trim().max(500).default(''),
  url: webAddressSchema,
})

/** Markdown without raw HTML; the renderer escapes any that is there. */
const markdownSchema = z.string().trim().max(50_000)

/** Each field of a campaign file by itself; `checkCampaignText` also sees where two contradict each other. */
export const campaignFieldsSchema = z.strictObject({
  slug: slugSchema,
  title: titleSchema(200),
  summary: z.string().trim().min(1).max(2000),
  statement: markdownSchema.min(1),
  conclusion: markdownSchema.default(''),
  /** What came of it, shown once the campaign is closed. */
  outcome: markdownSchema.default(''),
  organisation: z.strictObject({
    name: titleSchema(200),
    contact: addressSchema('must be an e-mail address such as name@example.org'),
    website: webAddressSchema.optional(),
    charity_number: z.string().trim().max(20).refine(isOneLine, 'must be one line').optional(),
  }),
  goal: z.int().min(1).max(100_000_000).default(100),
  opens: dateSchema.optional(),
  closes: dateSchema.optional(),
  target: z
    .union([
      z.literal('constituency-mp'),
      z
        .array(z.union([z.literal('constituency-mp'), fixedTargetSchema]))
        .min(1)
        .max(10),
    ])
    .transform(target => (target === 'constituency-mp' ? [target] : target))
    .default(['constituency-mp']),
  letter: z.strictObject({
    subjects: z.array(templateSchema(subjectAtMost).refine(isOneLine, 'must be one line')).min(1).max(50),
    openings: paragraphSchema,
    closings: paragraphSchema,
  }),
  /** All may be chosen at once, and a form of ours has at most 60 fields (SEC-24). */
  principles: z.array(principleSchema).min(1).max(40),
  links: z.array(linkSchema).max(20).default([]),
  sources: z.array(slugSchema).max(50).default([]),
  /** Whether the breakdown by constituency is public below 100 signatures (small numbers reveal opinions). */
  small_counts: z.enum(['hidden', 'shown']).default('hidden'),
  languages: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
})

/** A transform, since a refinement would also be asked about fields that are wrong by themselves. */
export const campaignTextSchema = campaignFieldsSchema.transform((text, context) => {
  for (const { path, words } of contradictions(text))
    context.addIssue({ code: 'custom', path: [...path], message: words })
  return text
})

/** Everything an organiser writes: the campaign file, checked and with its defaults filled. */
export type CampaignText = z.infer<typeof campaignTextSchema>

export interface Campaign {
  /** The public petition number: the highest plus one when it was created. */
  readonly id: number
  readonly slug: string
  /** The version of the text, from 1; a signature remembers the one it signed. */
  readonly version: number
  /** Which wording of consent and privacy notice goes with it. */
  readonly consentVersion: number
  readonly state: CampaignState
  readonly text: CampaignText
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly openedAt: Date | null
  readonly closedAt: Date | null
}

/** How long a confirmation link still counts after the campaign has closed. */
export const lateConfirmationMs = 24 * 3_600_000

export function standing(
  campaign: { readonly state: CampaignState; readonly text: Pick<CampaignText, 'opens' | 'closes'> },
  at: Date,
): Standing {
  if (campaign.state !== 'open' && campaign.state !== 'paused') return campaign.state
  const { opens, closes } = campaign.text
  if (closes && at >= endOfDay(closes)) return 'closed'
  if (campaign.state === 'paused') return 'paused'
  return opens && at < startOfDay(opens) ? 'not-yet-open' : 'open'
}

/** The instant the campaign stopped taking signatures, or null while it has not. */
export function closedSince(campaign: Pick<Campaign, 'state' | 'text' | 'closedAt'>, at: Date): Date | null {
  const byDate = campaign.text.closes ? endOfDay(campaign.text.closes) : null
  const byHand = campaign.state === 'closed' ? campaign.closedAt : null
  const earliest = [byDate, byHand].filter(instant => instant !== null).sort((a, b) => +a - +b)[0]
  return earliest && earliest <= at ? earliest : null
}

/** A day of the campaign begins and ends at midnight in London, where its readers are. */
export function startOfDay(day: string): Date {
  const utc = new Date(`${day}T00:00:00Z`)
  const hour = Number(londonHour.format(utc)) // 0 in winter, 1 while clocks are forward
  return new Date(utc.getTime() - hour * 3_600_000)
}

export function endOfDay(day: string): Date {
  return startOfDay(new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10))
}

const londonHour = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: 'numeric',
  hourCycle: 'h23',
})

/** What is wrong in a campaign's text, and where. */
export interface TextProblem {
  readonly path: readonly (string | number)[]
  readonly words: string
}

/** What no single field can see: repeated slugs, dates the wrong way round, blanks that nobody can fill. */
export function contradictions(text: Partial<CampaignText>): TextProblem[] {
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
    ...(target.length === 1 && target[0] === 'constituency-mp' ? [] : namesTheMp(text)),
    ...notSendable(text),
  ]
}

function repeated(values: readonly string[]): number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []))
}

/** A letter that goes to several is the same for each, so it cannot name one of them. */
function namesTheMp(text: Partial<CampaignText>): TextProblem[] {
  return letterStrings(text)
    .filter(({ words }) => blanksIn(words).includes('mp'))
    .map(({ path }) => ({
      path,
      words: '{{mp}} is filled only where the MP alone is written to; this campaign names other targets',
    }))
}

/** What the form refuses must not be suggested: the longest subject and the longest letter have to pass it. */
function notSendable(text: Partial<CampaignText>): TextProblem[] {
  const { letter, principles = [] } = text
  if (!letter) return []
  const values = longNames(text)
  const longest = (ways: readonly string[]) =>
    ways.map(way => fillBlanks(way, values)).reduce((one, other) => (other.length > one.length ? other : one))
  const say = (paragraph: Paragraph) => paragraph.map(longest).join(' ')
  const paragraphs = [letter.openings, ...principles.map(({ paragraph }) => paragraph), letter.closings]
  const body = bodySchema.safeParse(paragraphs.map(say).join('\n\n'))
  return [
    ...letter.subjects.flatMap((words, index) =>
      fillBlanks(words, values).length > subjectAtMost
        ? [{ path: ['letter', 'subjects', index], words: `may be longer than ${subjectAtMost} characters` }]
        : [],
    ),
    ...(body.error?.issues ?? []).map(({ message }) => ({
      path: ['letter'],
      words: `with every principle chosen, it could not be sent: ${message}`,
    })),
  ]
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
  }
}

/** Every string of the letter's templates with its place in the file. */
function letterStrings({ letter, principles = [] }: Partial<CampaignText>): TextProblem[] {
  const inParagraph = (paragraph: Paragraph, ...at: (string | number)[]) =>
    paragraph.flatMap((ways, s) => ways.map((words, w) => ({ path: [...at, s, w], words })))
  return [
    ...(letter?.subjects ?? []).map((words, index) => ({ path: ['letter', 'subjects', index], words })),
    ...inParagraph(letter?.openings ?? [], 'letter', 'openings'),
    ...inParagraph(letter?.closings ?? [], 'letter', 'closings'),
    ...principles.flatMap((principle, index) =>
      inParagraph(principle.paragraph, 'principles', index, 'paragraph'),
    ),
  ]
}
