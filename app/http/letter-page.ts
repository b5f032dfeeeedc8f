import type { RequestContext } from '../context.server'
import { addressees, greeted, missedOf, wayTo } from '../domain/addressee'
import type { Campaign } from '../domain/campaign'
import { wholeLetter } from '../domain/letter'
import { previewLetter } from '../domain/preview'
import type { FieldProblems } from '../domain/problem'
import { seatChoice } from '../domain/seat-choice'
import { searchProblem } from '../domain/seat-search'
import { checkWriterForm, type SignFields } from '../domain/sign-form'
import { shownCampaign, withToken } from './campaign'

/**
 * Everything the letter's page shows: the words suggested, or those edited so far.
 * @throws Problem `invalid` where the writer's own details are wrong, `too-many`
 */
export async function letterPage(
  context: RequestContext,
  campaign: Campaign,
  fields: SignFields,
  problems: FieldProblems = {},
) {
  const { ports, visitor, demo } = context
  const writer = checkWriterForm(fields, campaign)
  const edited = fields.values.body.trim() === '' ? null : fields.values.body
  const preview = await previewLetter(ports, campaign, writer, edited, visitor)
  const asTyped = Object.keys(problems).length > 0
  const { subject, body } = asTyped ? fields.values : wordsOf(fields, preview.suggested)
  const register = preview.located?.kind === 'away' ? 'away' : 'answers'
  const written = addressees(preview.reached, await ports.places.parliament(), register)
  const salutation = greeted(written)
  const { address1, address2, town } = fields.values
  const words = { subject, body, address: { address1, address2, town } }
  const signer = { name: writer.name, postcode: writer.postcode?.full ?? '' }
  const onPaper = missedOf(written).find(one => wayTo(one) === 'post')?.member ?? null
  const unclear = searchProblem(preview.search, fields.values.constituency)
  return {
    kind: 'letter' as const,
    campaign: await shownCampaign(ports, campaign),
    fields: withToken(ports, campaign, { ...fields, values: { ...fields.values, subject, body } }),
    problems: unclear === null ? problems : { ...problems, constituency: unclear },
    addressees: written,
    constituency: preview.seat?.name ?? null,
    postcode: signer.postcode,
    salutation,
    /** As it will look; null until its writer has seen and sent back the words. */
    whole: edited !== null && salutation !== null ? wholeLetter(words, signer, salutation) : null,
    toPost: onPaper && {
      fullTitle: onPaper.fullTitle,
      whole: edited === null ? null : wholeLetter(words, signer, onPaper.salutation),
    },
    /** Null where the postcode settles the constituency. */
    choice:
      preview.located?.kind === 'found' ? null : await seatChoice(ports, signer.postcode, preview.located),
    role: preview.role,
    alike: preview.alike,
    demo: demo !== null,
  }
}

function wordsOf(
  { values }: SignFields,
  suggested: { readonly subject: string; readonly body: string },
): { readonly subject: string; readonly body: string } {
  return {
    subject: values.subject.trim() === '' ? suggested.subject : values.subject,
    body: values.body.trim() === '' ? suggested.body : values.body,
  }
}
