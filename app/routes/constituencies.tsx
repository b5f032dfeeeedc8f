import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { SeatList } from '../components/place/SeatList'
import type { PublicRoute } from '../domain/campaign/revision'
import { seatsNamed } from '../domain/place/seats-named'
import { placesOrigin } from '../domain/place/source'

export const handle: PublicRoute = { madeOf: ['places'], query: 'answered' }

export async function loader({ request, context: { ports } }: LoaderFunctionArgs) {
  const { search, searchParams } = new URL(request.url)
  const typed = (searchParams.get('q') ?? '').trim()
  if (typed === '' && search !== '') throw redirect('/constituencies') // the one that is kept
  const seats = await ports.places.seats()
  return {
    typed,
    total: seats.length,
    vacant: seats.filter(({ vacancy }) => vacancy === 'vacant').length,
    parliament: await ports.places.parliament(),
    seats: (typed === '' ? seats : seatsNamed(seats, typed)).map(
      ({ code, name, nameCy, region, byElection, vacancy, member }) => ({
        ...{ code, name, nameCy, region, byElection, vacancy },
        member: member && {
          ...{ name: member.name, party: member.party, role: member.role },
          hasEmail: member.email !== null,
        },
      }),
    ),
    origin: typed === '' ? await placesOrigin(ports) : null,
  }
}

export default function Constituencies() {
  return <SeatList {...useLoaderData<typeof loader>()} />
}
