import { z } from 'zod'
import { dayAfter, londonInstant } from '../calendar/london'
import { consentSchema } from '../privacy/consent'
import { addressSchema } from '../signature/mailbox'
import { fixedTargetSchema } from '../target/target'
import { hidesNothing, isOneLine, proseSchema, subjectAtMost, titleSchema } from '../text/typed-text'
import { joiningsSchema, paragraphSchema, principleSchema, slugSchema, templateSchema } from './principle'

export type CampaignState = 'draft' | 'open' | 'paused' | 'closed' | 'taken-down' // nobody finds it, and its mail waits, until it is put back

/** What a visitor meets: the organiser's state and the dates together. */
export type Standing = CampaignState | 'not-yet-open'

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
  summary: proseSchema(500).default(''),
  url: webAddressSchema,
})

/** What the letter's page asks of its writer beside the words suggested; lengths in characters. */
const ownWordsSchema = z
  .strictObject({
    prompt: titleSchema(200).optional(),
    /** Above 0, a letter does not go without them. */
    min: z.int().min(0).max(500).optional(),
    max: z.int().min(100).max(2000).optional(),
  })
  .refine(({ min = 0, max = 1000 }) => min <= max, { path: ['min'], message: 'must not be above max' })

/** Markdown without raw HTML; the renderer escapes any that is there. */
const markdownSchema = proseSchema(50_000)

/** What is translated so far; what else a file has in another language is kept as it is. */
const translationSchema = z.record(z.string(), z.unknown()).superRefine((translation, context) => {
  const shape = z.object({
    title: titleSchema(200).optional(),
    summary: proseSchema(2000).optional(),
    statement: markdownSchema.optional(),
    conclusion: markdownSchema.optional(),
  })
  for (const { path, message } of shape.safeParse(translation).error?.issues ?? [])
    context.addIssue({ code: 'custom', path: [...path], message })
})

/** Each field of a campaign file by itself; `checkCampaignText` also sees where two contradict each other. */
export const campaignFieldsSchema = z.strictObject({
  slug: slugSchema,
  title: titleSchema(200),
  summary: proseSchema(2000).min(1),
  statement: markdownSchema.min(1),
  conclusion: markdownSchema.default(''),
  /** What came of it, shown once the campaign is closed. */
  outcome: markdownSchema.default(''),
  /** Shown with the thanks to whoever has confirmed. */
  thanks: markdownSchema.optional(),
  /** Why it is paused and until when, shown while it is. */
  paused: markdownSchema.optional(),
  organisation: z.strictObject({
    name: titleSchema(200),
    contact: addressSchema('must be an e-mail address such as name@example.org'),
    website: webAddressSchema.optional(),
    charity_number: z
      .string()
      .trim()
      .max(20)
      .refine(text => isOneLine(text) && hidesNothing(text), 'must be one line, without hidden characters')
      .optional(),
  }),
  goal: z.int().min(1).max(100_000_000).default(100),
  /** Whether the goal raises itself once it is reached: 100, 250, 500, 1,000, … */
  goal_steps: z.enum(['none', 'automatic']).optional(),
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
    /** What is asked, in place of the closings, of an MP who is bound by their office, or takes no seat. */
    asks: z
      .strictObject({
        speaker: paragraphSchema.optional(),
        minister: paragraphSchema.optional(),
        'does-not-sit': paragraphSchema.optional(),
      })
      .optional(),
    /** What leads from one paragraph to the next, in place of ours. */
    joinings: joiningsSchema.optional(),
    own_words: ownWordsSchema.optional(),
    /** Letters more alike than this to one before them wait until somebody has looked at them. */
    hold_above: z.number().min(0).max(1).optional(),
    /** When letters may reach an office: at any time, or in its working hours alone. */
    hours: z.enum(['any', 'office']).optional(),
    /** The short letter that reminds a silent target of the first, in place of ours. */
    chase: paragraphSchema.optional(),
  }),
  /** All may be chosen at once, and a form of ours has at most 60 fields (SEC-24). */
  principles: z.array(principleSchema).min(1).max(40),
  links: z.array(linkSchema).max(20).default([]),
  sources: z.array(slugSchema).max(50).default([]),
  /** Whether the breakdown by constituency is public below 100 signatures (small numbers reveal opinions). */
  small_counts: z.enum(['hidden', 'shown']).default('hidden'),
  /** Whether what came of the letters is public: letters, replies, days and positions, by MP. */
  replies: z.enum(['private', 'public']).optional(),
  /** How the organisation asks for consent, and on what ground it sends news. */
  consent: consentSchema.optional(),
  /** The same texts in other languages, by their code (ISO 639): `cy` for Welsh. */
  languages: z.record(z.string(), translationSchema).optional(),
})

/** Everything an organiser writes: the campaign file, checked and with its defaults filled. */
export type CampaignText = z.infer<typeof campaignFieldsSchema>

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
  if (closes && at.getTime() >= midnightOf(closes).endMs) return 'closed'
  if (campaign.state === 'paused') return 'paused'
  return opens && at.getTime() < midnightOf(opens).startMs ? 'not-yet-open' : 'open'
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
  return new Date(midnightOf(day).startMs)
}

export function endOfDay(day: string): Date {
  return new Date(midnightOf(day).endMs)
}

/** Asked with each signature: 2.5 µs where `Intl` was asked each time, 0.2 like this. As many as campaigns name. */
const midnights = new Map<string, { readonly startMs: number; readonly endMs: number }>()

function midnightOf(day: string) {
  const known = midnights.get(day)
  if (known) return known
  const [startMs, endMs] = [day, dayAfter(day)].map(one => londonInstant(one, 0).getTime()) as [
    number,
    number,
  ]
  const found = { startMs, endMs }
  midnights.set(day, found)
  return found
}
