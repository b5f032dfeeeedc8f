import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { lettersAsText, lettersByHand } from '../domain/letter/by-hand'
import { Problem } from '../domain/problem'
import { readFields } from '../domain/signature/form'
import { campaignBySlug } from '../http/campaign'
import { readForm } from '../http/form'
import { draftLetter } from '../http/letter-draft'
import { textAnswer, textFile } from '../http/text-file'

export function loader({ params }: LoaderFunctionArgs) {
  return redirect(`/campaigns/${encodeURIComponent(params.slug ?? '')}`, 303)
}

/** The letter that a form holds, for its writer to keep. Nothing is written; a campaign that has closed gives its words out too. */
export const action = textAnswer(async ({ request, params, context }: ActionFunctionArgs) => {
  const campaign = await campaignBySlug(context.ports, params.slug)
  const { preview, words, signer, problems } = await draftLetter(
    context,
    campaign,
    readFields(await readForm(request)),
  )
  if (!words) throw new Problem('invalid', 'Something is wrong with this letter.', problems)
  return textFile(lettersAsText(lettersByHand(preview.reached, words, signer)), 'letter.txt')
})
