import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DeskUpdatePage } from '../components/update/DeskUpdatePage'
import { isProblem } from '../domain/problem'
import {
  isUpdateStep,
  publishUpdate,
  saveUpdate,
  takeStep,
  testUpdate,
  updateNumbered,
} from '../domain/update/write'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { requireForCampaign } from '../http/organiser'
import { answering, statusOf } from '../http/problems'
import { readTypedUpdate, updateWords } from '../http/update-form'
import { shownUpdate } from '../http/update-page'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'send')
  const { ports } = args.context
  const update = await updateNumbered(ports, campaign, args.params.number ?? '')
  return {
    ...(await shownUpdate(ports, organiser, campaign, update)),
    done: new URL(args.request.url).searchParams.get('done'),
  }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'send')
  const { ports } = args.context
  const update = await updateNumbered(ports, campaign, args.params.number ?? '')
  const form = await readForm(args.request)
  const intent = form.get('intent') ?? ''
  const deed = { ports, organiser, campaign, update }
  const page = `/organise/campaigns/${campaign.slug}/updates/${update.number}`
  const typed = readTypedUpdate(form)
  try {
    if (intent === 'save') {
      const saved = await saveUpdate(deed, typed.revision, await updateWords(ports, typed))
      if (saved === 'overtaken') return data({ problems: {}, refusal: null, typed, overtaken: true }, 409)
    } else if (isUpdateStep(intent)) await takeStep(deed, intent)
    else if (intent === 'publish' || intent === 'unpublish') await publishUpdate(deed, intent === 'publish')
    else if (intent === 'test') await testUpdate(deed)
  } catch (thrown) {
    if (!isProblem(thrown) || (thrown.code !== 'invalid' && thrown.code !== 'refused')) throw thrown
    const refusal = thrown.code === 'refused' ? thrown.message : null
    const kept = intent === 'save' ? typed : null
    return data({ problems: thrown.fields, refusal, typed: kept, overtaken: false }, statusOf(thrown))
  }
  return redirect(`${page}?done=${encodeURIComponent(intent)}`, 303)
})

export default function Update() {
  return (
    <DeskUpdatePage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>() ?? null} />
  )
}
