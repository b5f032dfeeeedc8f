import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { SeatList } from '../components/SeatList'
import type { PublicRoute } from '../domain/revision'

export const handle: PublicRoute = { madeOf: ['places'], query: 'ignored' }

export async function loader({ context: { ports } }: LoaderFunctionArgs) {
  const seats = await ports.places.seats()
  const { state, election } = await ports.places.parliament()
  return {
    dissolution: state === 'dissolved' ? { election } : null,
    seats: seats.map(({ code, name, region, member, vacancy, byElection }) => ({
      ...{ code, name, region, vacancy, byElection },
      member: member && {
        ...{ name: member.name, party: member.party, role: member.role },
        hasEmail: member.email !== null,
      },
    })),
  }
}

export default function Constituencies() {
  return <SeatList {...useLoaderData<typeof loader>()} />
}
