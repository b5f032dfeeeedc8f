import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { TakeDownPage } from '../components/campaign/TakeDownPage'
import { turnCampaign } from '../domain/campaign/take-down'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { backTo, doneOf, moderating, orRefused, readIntent, readReason } from '../http/moderating'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { campaign, desk } = await moderating(args, 'administer')
  return { desk, state: campaign.state, done: doneOf(args.request) }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const { ports, campaign, deed } = await moderating(args, 'administer')
  const form = await readForm(args.request)
  const intent = readIntent(form, ['take-down', 'put-back'])
  return orRefused({ intent, reason: form.get('reason') ?? '' }, async () => {
    await turnCampaign(ports, campaign, intent, deed(readReason(form)))
    return backTo(campaign, '/take-down', intent)
  })
})

export default function TakeDown() {
  const shown = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'problems' in answer ? { problems: answer.problems, ...answer.typed } : null
  return <TakeDownPage {...shown} refused={refused} />
}
