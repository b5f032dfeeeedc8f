import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ConflictPage } from '../components/draft/ConflictPage'
import { EditPage } from '../components/draft/EditPage'
import { publishDraft } from '../domain/draft/draft'
import { isProblem } from '../domain/problem'
import { addressOfNext, addressOfPublished, conflictPage, partPage } from '../http/draft-page'
import { editedPart, savedPart } from '../http/edited-part'
import { deskPage } from '../http/headers'
import { doneOf } from '../http/moderating'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { ports, organiser, campaign, part } = await editedPart(args)
  return { ...(await partPage(ports, organiser, campaign, part)), done: doneOf(args.request) }
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const { ports, organiser, campaign, part, form, saved } = await savedPart(args)
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
