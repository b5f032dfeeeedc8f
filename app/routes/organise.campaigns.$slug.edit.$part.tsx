import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ConflictPage } from '../components/ConflictPage'
import { EditPage } from '../components/EditPage'
import { publishDraft } from '../domain/draft'
import { isProblem } from '../domain/problem'
import { conflictPage, partPage } from '../http/draft-page'
import { editedPart, savedPart } from '../http/edited-part'
import { deskPage } from '../http/headers'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { ports, organiser, campaign, part } = await editedPart(args)
  return partPage(ports, organiser, campaign, part)
})

export const action = answering(async (args: ActionFunctionArgs) => {
  const { ports, organiser, campaign, part, form, saved } = await savedPart(args)
  if (saved.kind === 'conflict')
    return data(await conflictPage(ports, organiser, campaign, part, form.fields, saved), 409)
  const address = `/organise/campaigns/${campaign.slug}`
  switch (form.pressed) {
    case 'list':
      return redirect(`${address}/edit/${part}#${form.at}`, 303)
    case 'preview':
      return redirect(`${address}/preview`, 303)
    case 'publish':
      return redirect(`${address}/edit${await published()}`, 303)
    default:
      return redirect(`${address}/edit/${part}`, 303)
  }

  /** What is wrong in the draft is shown where it leads. */
  async function published(): Promise<string> {
    try {
      await publishDraft(ports, campaign, organiser)
      return '?done=published'
    } catch (thrown) {
      if (!isProblem(thrown)) throw thrown
      return ''
    }
  }
})

export default function EditPart() {
  const conflict = useActionData<typeof action>()
  const page = useLoaderData<typeof loader>()
  return conflict ? <ConflictPage {...conflict} /> : <EditPage {...page} />
}
