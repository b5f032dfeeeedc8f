import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { OrganisePage } from '../components/OrganisePage'
import { ReasonForm } from '../components/ReasonForm'
import { deskPage } from '../http/headers'
import { moderating } from '../http/moderating'
import { requireFreshProof } from '../http/organiser'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { desk } = await moderating(args, 'export-personal')
  await requireFreshProof(args)
  return desk
})

export default function PaperExport() {
  const desk = useLoaderData<typeof loader>()
  return (
    <OrganisePage heading="Take signatures on paper out" {...desk}>
      <p className="lead">
        A file (CSV) with a line for each signature on paper: name, address, postcode, constituency, the day
        it was signed and what it counts as. Keep it no longer than you need it.
      </p>
      <ReasonForm
        intent="export"
        button="Download the file"
        action={`/organise/campaigns/${desk.campaign.slug}/paper/export.csv`}
      />
    </OrganisePage>
  )
}
