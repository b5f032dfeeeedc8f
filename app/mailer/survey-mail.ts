import { remindSurvey, survey as surveyMail } from '../../emails/survey'
import { dayInWords } from '../domain/calendar/day-in-words'
import { makeSurveyToken, type Survey, surveyOf } from '../domain/reply/survey'
import { type Composition, type Occasion, seatNow } from './composition'
import { greeting, toOwner } from './owner-mail'

/** Asks a letter's writer whether there was a reply, unless they have told, have chased it, or nothing is asked any more. */
export async function composeSurvey(occasion: Occasion): Promise<Composition> {
  const { ports, mail, date } = occasion
  const survey = await surveyNow(occasion)
  if (survey === 'away') return { kind: 'later' }
  if (!survey || survey.reply || (await ports.store.chase(survey.letter.id))) return { kind: 'cancel' }
  const words = mail.kind === 'survey' ? surveyMail : remindSurvey
  return toOwner(
    occasion,
    words({
      ...greeting(occasion),
      sentTo: survey.sentTo,
      sentOn: dayInWords(survey.acceptedAt),
      url: `${ports.settings.publicOrigin}/survey/${makeSurveyToken(ports.tokens, survey.letter.id, date)}`,
    }),
  )
}

/** What is asked of the letter's writer as things stand; null where nothing is. */
export async function surveyNow(occasion: Occasion): Promise<Survey | null | 'away'> {
  const { ports, mail, campaign, signature } = occasion
  const letter = mail.letterId && (await ports.store.letter(mail.letterId))
  if (!letter) return null
  const seat = await seatNow(occasion)
  return seat === 'away' ? seat : surveyOf(ports, { campaign, signature, letter, seat })
}
