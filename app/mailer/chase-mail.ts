import { composeChase, targetToChase } from '../domain/reply/chase'
import { isUnanswered } from '../domain/reply/reply'
import type { Composition, Occasion } from './composition'
import { surveyNow } from './survey-mail'
import { toTarget } from './target-letter'

/**
 * The short letter that reminds of a first one. It goes nowhere once there was a reply, or where an MP sits who never got the
 * first.
 */
export async function composeChaseMail(occasion: Occasion): Promise<Composition> {
  const survey = await surveyNow(occasion)
  if (survey === 'away') return { kind: 'later' }
  if (!survey?.letter.words || !isUnanswered(survey.letter, survey.reply, occasion.ports.now()))
    return { kind: 'cancel' }
  const { letter, reached, text } = survey
  const target = targetToChase(
    reached.filter(({ key }) => key === occasion.mail.targetKey),
    letter,
  )
  if (!target) return { kind: 'cancel' }
  const { subject, whole } = composeChase(survey, survey.letter.words, target)
  const writtenAt = occasion.mail.createdAt
  return toTarget(occasion, target, { text, subject, words: whole, writtenAt, memberId: null })
}
