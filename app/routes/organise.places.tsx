import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PlacesStatusPage } from '../components/place/PlacesStatusPage'
import { placesStatus } from '../domain/place/status'
import { deskPage } from '../http/headers'
import { requireViewer } from '../http/organiser'
import { answering } from '../http/problems'

export const headers = deskPage

export const loader = answering(async (args: LoaderFunctionArgs) => ({
  organiser: await requireViewer(args),
  status: await placesStatus(args.context.ports),
}))

export default function Places() {
  return <PlacesStatusPage {...useLoaderData<typeof loader>()} />
}
