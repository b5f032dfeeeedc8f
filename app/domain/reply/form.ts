import { z } from 'zod'
import { daysBetween, isDay } from '../calendar/day'
import { dayInWords } from '../calendar/day-in-words'
import { dayAfter, inLondon } from '../calendar/london'
import { Problem } from '../problem'
import { tidied, withoutHidden } from '../text/typed-text'
import { type Reply, replyAnswers, replyPositions } from './reply'

/** What a letter's writer tells of what came of it, as their form sends it; '' for what is not there. */
export interface ReplyFields {
  readonly answer: string
  readonly position: string
  /** A day such as 2026-12-07. */
  readonly when: string
  /** The reply itself, pasted. */
  readonly words: string
}

export function readReplyFields(form: URLSearchParams): ReplyFields {
  const [answer = '', position = '', when = '', words = ''] = ['answer', 'position', 'when', 'words'].map(
    name => form.get(name) ?? '',
  )
  return { answer, position, when, words }
}

/** The form as it stands before anything is typed: what was told last, and today for a reply that is told now. */
export function replyFields(reply: Reply | null, acceptedAt: Date, at: Date): ReplyFields {
  const accepted = inLondon(acceptedAt).day
  return {
    answer: reply?.answer ?? '',
    position: reply?.position ?? '',
    when: reply?.days == null ? inLondon(at).day : dayAfter(accepted, reply.days),
    words: reply?.words ?? '',
  }
}

/** In UTF-16 units: longer than nearly every letter an office writes. */
export const replyAtMost = 10_000

const answerSchema = z.enum(replyAnswers, { error: 'Say whether there was a reply' })
const positionSchema = z.enum(replyPositions, { error: 'Choose what the reply says' })
const wordsSchema = z
  .string()
  .overwrite(words => withoutHidden(tidied(words)))
  .max(
    replyAtMost,
    `The reply must be ${replyAtMost.toLocaleString('en-GB')} characters or fewer. You can leave some of it out`,
  )

/**
 * What was told, without what does not belong to its answer: a position and words are an answer's, a day is an answer's or an
 * acknowledgement's.
 * @throws Problem `invalid`
 */
export function checkReply(
  fields: ReplyFields,
  acceptedAt: Date,
  at: Date,
): Pick<Reply, 'answer' | 'position' | 'days' | 'words'> {
  const problems: Record<string, string> = {}
  const read = <Value>(name: keyof ReplyFields, schema: z.ZodType<Value>): Value | null => {
    const answer = schema.safeParse(fields[name])
    if (answer.error) problems[name] = answer.error.issues[0]?.message ?? 'Look at this again'
    return answer.data ?? null
  }
  const answer = read('answer', answerSchema)
  const came = answer === 'answered' || answer === 'acknowledged'
  const told = {
    position: answer === 'answered' ? read('position', positionSchema) : null,
    days: came ? read('when', daysSchema(inLondon(acceptedAt).day, inLondon(at).day)) : null,
    words: (answer === 'answered' && read('words', wordsSchema)) || null,
  }
  if (answer === null || Object.keys(problems).length > 0)
    throw new Problem('invalid', 'There is a problem', problems)
  return { answer, ...told }
}

/** Whole days after acceptance; both days are in London, where offices and most writers are. */
function daysSchema(accepted: string, today: string) {
  return z
    .string()
    .refine(isDay, { error: 'Give the day it came, such as 2026-01-31', abort: true })
    .refine(
      day => day >= accepted && day <= today,
      `The day must be between ${dayInWords(accepted)}, when your letter went, and today`,
    )
    .transform(day => daysBetween(accepted, day))
}
