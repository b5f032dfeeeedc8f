import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ConflictPage } from '../components/ConflictPage'
import { EditPage } from '../components/EditPage'
import { publishDraft, savePart } from '../domain/draft'
import { isDraftPart } from '../domain/draft-fields'
import { isProblem } from '../domain/problem'
import { noSuchPart, readDraftForm } from '../http/draft-form'
import { addressOfNext, addressOfPublished, conflictPage, partPage } from '../http/draft-page'
import { deskPage } from '../http/headers'
import { requireForCampaign } from '../http/organiser'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'edit')
  const part = args.params.part ?? ''
  if (!isDraftPart(part)) throw noSuchPart()
  const done = new URL(args.request.url).searchParams.get('done')
  return { ...(await partPage(args.context.ports, organiser, campaign, part)), done }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const { organiser, campaign } = await requireForCampaign(args, 'edit')
  const { ports } = args.context
  const part = args.params.part ?? ''
  if (!isDraftPart(part)) throw noSuchPart()
  const form = await readDraftForm(args.request, part)
  const saved = await savePart(ports, campaign, form, organiser)
  if (saved.kind === 'conflict')
    return data(await conflictPage(ports, organiser, campaign, part, form.fields, saved), 409)
  const address = `/organise/campaigns/${campaign.slug}`
  switch (form.pressed) {
    case 'list':
      return redirect(`${address}/edit/${part}#${form.at}`, 303)
    case 'next':
      return redirect(await addressOfNext(ports, campaign, part), 303)
    case 'preview':
      return redirect(`${address}/preview`, 303)
    case 'publish':
      return redirect(await published(), 303)
    default:
      return redirect(`${address}/edit/${part}`, 303)
  }

  /** What is wrong in the draft is shown where it leads. */
  async function published(): Promise<string> {
    try {
      await publishDraft(ports, campaign, organiser)
      return addressOfPublished(campaign)
    } catch (thrown) {
      if (!isProblem(thrown)) throw thrown
      return `${address}/edit`
    }
  }
})

export default function EditPart() {
  const conflict = useActionData<typeof action>()
  const page = useLoaderData<typeof loader>()
  return conflict ? <ConflictPage {...conflict} /> : <EditPage {...page} />
}
