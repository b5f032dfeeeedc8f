import type { RequestContext } from '../context.server'
import type { Campaign } from '../domain/campaign/campaign'
import { checkLetter } from '../domain/letter/form'
import { previewLetter } from '../domain/letter/preview'
import { takeStep } from '../domain/letter/step'
import { checkWriterForm, type SignFields } from '../domain/signature/form'

/**
 * A letter as far as its writer has come: the form as their button changed it, whom it goes to, and its words once nothing is
 * wrong with them.
 * @throws Problem `invalid` where the writer's own details are wrong, `too-many`
 */
export async function draftLetter(
  { ports, visitor }: Pick<RequestContext, 'ports' | 'visitor'>,
  campaign: Campaign,
  sent: SignFields,
) {
  const stepped = takeStep(sent)
  const writer = checkWriterForm(stepped, campaign)
  const preview = await previewLetter(ports, campaign, writer, stepped.values, visitor)
  const values = { ...stepped.values, ...preview.words, suggested: preview.mark, step: '' }
  const problems: Record<string, string> = {}
  const words = checkLetter(values, campaign.text, problems)
  return {
    fields: { ...stepped, principles: writer.principles, values },
    signer: { name: writer.name, postcode: writer.postcode?.full ?? '' },
    ...{ preview, words, problems },
  }
}
