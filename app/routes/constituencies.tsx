import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { SeatList } from '../components/SeatList'
import type { PublicRoute } from '../domain/revision'

export const handle: PublicRoute = { madeOf: ['places'], query: 'ignored' }

export async function loader({ context: { ports } }: LoaderFunctionArgs) {
  const seats = await ports.places.seats()
  return {
    seats: seats.map(({ code, name, region, member }) => ({
      ...{ code, name, region },
      member: member && { name: member.name, party: member.party, hasEmail: member.email !== null },
    })),
  }
}

export default function Constituencies() {
  return <SeatList seats={useLoaderData<typeof loader>().seats} />
}
