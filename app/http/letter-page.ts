import type { RequestContext } from '../context.server'
import type { Campaign } from '../domain/campaign/campaign'
import { lettersByHand, mailtoLink } from '../domain/letter/by-hand'
import { letterFields } from '../domain/letter/form'
import { type LetterWords, wholeLetter } from '../domain/letter/letter'
import { ownWordsAsked } from '../domain/letter/own-words'
import { seatChoice } from '../domain/place/seat-choice'
import { searchProblem } from '../domain/place/seat-search'
import type { FieldProblems } from '../domain/problem'
import type { SignFields } from '../domain/signature/form'
import { addressees, greeted } from '../domain/target/addressee'
import { shownCampaign, withToken } from './campaign'
import { draftLetter } from './letter-draft'

type Draft = Awaited<ReturnType<typeof draftLetter>>

/**
 * Everything the letter's pages show: the editor; the letter as it goes, once its writer goes on and nothing is wrong with it;
 * or neither, where nobody can be written to.
 * @param refused what a form that was sent to be signed was refused for
 * @throws Problem `invalid` where the writer's own details are wrong, `too-many`
 */
export async function letterPage(
  context: RequestContext,
  campaign: Campaign,
  sent: SignFields,
  refused: FieldProblems = {},
) {
  const { ports, demo } = context
  const draft = await draftLetter(context, campaign, sent)
  const { preview, signer } = draft
  const register = preview.located?.kind === 'away' ? 'away' : 'answers'
  const written = addressees(preview.reached, await ports.places.parliament(), register)
  const salutation = greeted(written)
  const { words, problems } = goingOn(sent, draft, refused, salutation !== null)
  return {
    kind: 'letter' as const,
    campaign: await shownCampaign(ports, campaign),
    fields: withToken(ports, campaign, draft.fields),
    problems,
    addressees: written,
    constituency: preview.seat?.name ?? null,
    postcode: signer.postcode,
    salutation,
    /** Null while it is written. */
    sheet: words && salutation !== null ? sheetOf(draft, words, salutation) : null,
    asked: ownWordsAsked(campaign.text),
    /** Null where the postcode settles the constituency. */
    choice:
      preview.located?.kind === 'found' ? null : await seatChoice(ports, signer.postcode, preview.located),
    ...{ role: preview.role, edited: preview.edited, alike: preview.alike, mayWait: preview.mayWait },
    demo: demo !== null,
  }
}

/** What its writer came for decides what they see: the letter's words, once nothing is wrong with them, and what is wrong there. */
function goingOn(
  { values }: SignFields,
  { preview, fields, words, problems }: Draft,
  refused: FieldProblems,
  hasReader: boolean,
): { readonly words: LetterWords | null; readonly problems: FieldProblems } {
  const unclear = searchProblem(preview.search, fields.values.constituency)
  const where: FieldProblems = unclear === null ? {} : { constituency: unclear }
  const isRefused = Object.keys(refused).length > 0
  if (!hasReader) return { words: null, problems: { ...refused, ...where } }
  if (!isRefused && values.step !== 'check') return { words: null, problems: where }
  const wrong = { ...ofLetter(refused), ...problems, ...where }
  if (Object.keys(wrong).length === 0) return { words, problems: refused }
  const wantsLetter = !isRefused || values.letter === 'yes'
  return { words: null, problems: wantsLetter ? wrong : where }
}

function ofLetter(problems: FieldProblems): FieldProblems {
  const fields: readonly string[] = letterFields
  return Object.fromEntries(Object.entries(problems).filter(([field]) => fields.includes(field)))
}

/** The letter exactly as it goes, and what its writer needs to send it without us. */
function sheetOf({ preview, signer }: Draft, words: LetterWords, salutation: string) {
  const letters = lettersByHand(preview.reached, words, signer)
  return {
    subject: words.subject,
    whole: wholeLetter(words, signer, salutation),
    letters: letters.map(letter => ({ ...letter, mailto: mailtoLink(letter) })),
  }
}
