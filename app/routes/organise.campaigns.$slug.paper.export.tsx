import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ReasonForm } from '../components/form/ReasonForm'
import { ReasonPage, typedAgain } from '../components/page/ReasonPage'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { moderating, orRefused, readReason } from '../http/moderating'
import { requireFreshProof } from '../http/organiser'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { desk } = await moderating(args, 'export-personal')
  await requireFreshProof(args)
  return desk
})

/** A page answers with no file: where the reason is one, the browser posts the same form to the file itself (307, RFC 9110 section 15.4.8). */
export const action = answering(async (args: ActionFunctionArgs) => {
  const { campaign } = await moderating(args, 'export-personal')
  await requireFreshProof(args)
  const form = await readForm(args.request)
  return orRefused({ intent: 'export', reason: form.get('reason') ?? '' }, async () => {
    readReason(form)
    return redirect(`/organise/campaigns/${campaign.slug}/paper/export.csv`, 307)
  })
})

export default function PaperExport() {
  const desk = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer && 'problems' in answer ? { problems: answer.problems, ...answer.typed } : null
  return (
    <ReasonPage heading="Take signatures on paper out" {...{ desk, refused }} done={null} doneWords={{}}>
      <p className="lead">
        A file (CSV) with a line for each signature on paper: name, address, postcode, constituency, the day
        it was signed and what it counts as. Keep it no longer than you need it.
      </p>
      <ReasonForm intent="export" button="Download the file" {...typedAgain(refused, 'export')} />
      <p>
        <a href={`/organise/campaigns/${desk.campaign.slug}/paper`}>All sheets</a>
      </p>
    </ReasonPage>
  )
}
