import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { OfficePage } from '../components/office/OfficePage'
import { requestOfficeLink } from '../domain/office/choice'
import { readForm } from '../http/form'
import { secretPage } from '../http/headers'
import { officeByToken } from '../http/office'
import { answering } from '../http/problems'

export const headers = secretPage

export const loader = answering(async ({ params, context: { ports } }: LoaderFunctionArgs) => {
  await officeByToken(ports, params.token)
  return null
})

export const action = answering(async ({ request, params, context: { ports } }: ActionFunctionArgs) => {
  await readForm(request)
  await requestOfficeLink(ports, await officeByToken(ports, params.token))
  return redirect('/office/check-your-email', 303)
})

export default function Office() {
  return <OfficePage />
}
