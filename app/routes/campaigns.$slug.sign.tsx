import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { FormPage } from '../components/signature/FormPage'
import { StartPage } from '../components/signature/StartPage'
import { checkSignForm, readFields } from '../domain/signature/form'
import { sign } from '../domain/signature/sign'
import { campaignBySlug, requireOpen } from '../http/campaign'
import { hasForm, readForm } from '../http/form'
import { unstoredPage } from '../http/headers'
import { answering } from '../http/problems'
import { refused } from '../http/refusal'

export const headers = unstoredPage

export function loader({ request, params }: LoaderFunctionArgs) {
  return hasForm(request) ? null : redirect(`/campaigns/${encodeURIComponent(params.slug ?? '')}`, 303)
}

export const action = answering(async ({ request, params, context }: ActionFunctionArgs) => {
  const { ports, visitor, attempt } = context
  const campaign = await campaignBySlug(ports, params.slug)
  const fields = readFields(await readForm(request))
  try {
    if (attempt.kind === 'threw') throw attempt.thrown
    requireOpen(ports, campaign)
    const form = checkSignForm(fields, campaign, ports.tokens, ports.now(), ports.settings.formMinMs)
    await sign(ports, campaign, form, visitor)
  } catch (thrown) {
    return refused(context, campaign, fields, 'sign', thrown)
  }
  return redirect(`/campaigns/${campaign.slug}/check-your-email`, 303)
})

export default function Sign() {
  const page = useActionData<typeof action>()
  return page ? <FormPage {...page} /> : <StartPage />
}
