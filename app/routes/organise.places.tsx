import { useLoaderData } from '@remix-run/react'
import { OperatorsOnly } from '../components/OperatorsOnly'
import { PlacesStatusPage } from '../components/PlacesStatusPage'
import { placesStatus } from '../domain/place-status'
import { operatorsPage } from '../http/headers'
import { forOperators } from '../http/operator'

export const headers = operatorsPage

export const loader = forOperators(({ context }) => placesStatus(context.ports))

export default function Places() {
  const { shown } = useLoaderData<typeof loader>()
  if (!shown) return <OperatorsOnly path="/organise/places" verbs={['places status']} />
  return <PlacesStatusPage status={shown} />
}
