import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SurveyingPage } from '../components/reply/SurveyingPage'
import { isProblem } from '../domain/problem'
import { chaseOnce } from '../domain/reply/chase'
import { readReplyFields } from '../domain/reply/form'
import { answerSurvey, readSurvey } from '../domain/reply/survey'
import { readForm } from '../http/form'
import { secretPage } from '../http/headers'
import { answering } from '../http/problems'
import { shownSurveying } from '../http/survey'

export const headers = secretPage

export const loader = answering(async ({ request, params, context: { ports, demo } }: LoaderFunctionArgs) => {
  const surveying = await readSurvey(ports, params.token ?? '')
  const done = new URL(request.url).searchParams.get('done')
  return data(
    { page: await shownSurveying(ports, surveying, demo !== null), done },
    deadStatuses[surveying.kind],
  )
})

export const action = answering(async ({ request, params, context: { ports } }: ActionFunctionArgs) => {
  const form = await readForm(request)
  const survey = await readSurvey(ports, params.token ?? '')
  if (survey.kind !== 'to-answer') return null // the loader tells what it is
  const fields = readReplyFields(form)
  try {
    const page = `/survey/${params.token}`
    if (form.get('intent') === 'chase') {
      await chaseOnce(ports, survey)
      return redirect(`${page}#chase-title`, 303)
    }
    await answerSurvey(ports, survey, fields)
    return redirect(`${page}?done=answer`, 303)
  } catch (thrown) {
    if (!isProblem(thrown) || thrown.code !== 'invalid') throw thrown
    return data({ problems: thrown.fields, fields }, 422)
  }
})

export default function Survey() {
  const { page, done } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>() ?? null
  return <SurveyingPage {...page} done={done === 'answer'} refused={refused} />
}

const deadStatuses = { 'to-answer': 200, 'not-asked': 200, expired: 410, 'not-found': 404 } as const
