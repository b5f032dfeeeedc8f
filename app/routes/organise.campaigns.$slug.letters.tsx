import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LettersReportPage } from '../components/letter/LettersReportPage'
import { lettersReport } from '../domain/letter/report'
import { deskPage } from '../http/headers'
import { requireViewerOf } from '../http/organiser'
import { answering } from '../http/problems'

export const headers = deskPage

/** Of a draft too: its letters are sampled before anybody can sign. */
export const loader = answering(async (args: LoaderFunctionArgs) => {
  const { organiser, campaign } = await requireViewerOf(args)
  return { organiser, report: await lettersReport(args.context.ports, campaign) }
})

export default function Letters() {
  return <LettersReportPage {...useLoaderData<typeof loader>()} />
}
