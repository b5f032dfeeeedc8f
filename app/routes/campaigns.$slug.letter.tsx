import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { FormPage } from '../components/signature/FormPage'
import { StartPage } from '../components/signature/StartPage'
import { readFields } from '../domain/signature/form'
import { campaignBySlug, requireOpen } from '../http/campaign'
import { hasForm, readForm } from '../http/form'
import { keptForBack } from '../http/headers'
import { letterPage } from '../http/letter-page'
import { answering } from '../http/problems'
import { refused } from '../http/refusal'

export const headers = keptForBack

export function loader({ request, params }: LoaderFunctionArgs) {
  return hasForm(request) ? null : redirect(`/campaigns/${encodeURIComponent(params.slug ?? '')}`, 303)
}

export const action = answering(async ({ request, params, context }: ActionFunctionArgs) => {
  const campaign = await campaignBySlug(context.ports, params.slug)
  const fields = readFields(await readForm(request))
  try {
    requireOpen(context.ports, campaign)
    const page = await letterPage(context, campaign, fields)
    return data(page, Object.keys(page.problems).length > 0 ? 422 : 200)
  } catch (thrown) {
    return refused(context, campaign, fields, 'letter', thrown)
  }
})

export default function Letter() {
  const page = useActionData<typeof action>()
  return page ? <FormPage {...page} /> : <StartPage />
}
