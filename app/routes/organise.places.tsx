import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { OperatorsOnly } from '../components/OperatorsOnly'
import { PlacesStatusPage } from '../components/PlacesStatusPage'
import { placesStatus } from '../domain/place-status'
import { operatorsPage } from '../http/headers'
import { isOperator } from '../http/operator'

export const headers = operatorsPage

export async function loader({ request, context }: LoaderFunctionArgs) {
  if (!(await isOperator(context, request)))
    return data({ status: null }, { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } })
  return data({ status: await placesStatus(context.ports) })
}

export default function Places() {
  const { status } = useLoaderData<typeof loader>()
  return status ? <PlacesStatusPage status={status} /> : <OperatorsOnly path="/organise/places" />
}
