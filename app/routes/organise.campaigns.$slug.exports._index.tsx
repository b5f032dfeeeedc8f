import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ExportFormPage } from '../components/export/ExportFormPage'
import { ExportsPage } from '../components/export/ExportsPage'
import { exportPage, orderedExport } from '../http/exports'
import { readForm } from '../http/form'
import { deskPage } from '../http/headers'
import { requireForCampaign } from '../http/organiser'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => {
  const allowed = await requireForCampaign(args, 'export')
  return exportPage(args, allowed, new URL(args.request.url).searchParams)
})

/** Leads to the file, once it is written down who takes it and why. */
export const action = answering(async (args: ActionFunctionArgs) => {
  const allowed = await requireForCampaign(args, 'export')
  const ordered = await orderedExport(args, allowed, await readForm(args.request))
  return ordered.kind === 'file' ? redirect(ordered.path, 303) : data(ordered.page, ordered.init)
})

export default function Exports() {
  const loaded = useLoaderData<typeof loader>()
  const page = useActionData<typeof action>() ?? loaded
  return page.kind === 'list' ? <ExportsPage {...page} /> : <ExportFormPage {...page} />
}
