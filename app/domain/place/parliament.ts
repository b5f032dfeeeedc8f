import { dayOf } from '../calendar/day'
import type { Ports } from '../ports'
import { Problem, unchanged } from '../problem'
import { foldName } from './name'
import type { Parliament, Seat } from './place'

/**
 * Says that there are no members: letters to them wait, and names still count.
 * @param since the day it was dissolved; null for today, or as it was said before
 * @param election the day of the general election, where it is known
 * @throws Problem `refused` for days that cannot be
 */
export async function dissolveParliament(
  ports: Ports,
  since: string | null,
  election: string | null,
): Promise<Parliament> {
  const at = ports.now()
  const before = await ports.store.parliament()
  const dissolved = since ?? before.dissolved ?? dayOf(at)
  if (dissolved > dayOf(at)) throw unchanged(`${dissolved} has not come yet: say so on that day.`)
  if (election !== null && election <= dissolved)
    throw unchanged(`The general election comes after the dissolution, which was on ${dissolved}.`)
  const parliament = { state: 'dissolved', dissolved, election, by: 'operator' } as const
  await ports.store.setParliament(parliament, at)
  return parliament
}

/**
 * Says that there are members again: letters that waited go to whoever sits now.
 * @param members those elected, or, where Parliament was not dissolved after all, those of before
 * @throws Problem `refused` while those known are the ones of before the election: no letter may go to them
 */
export async function seatParliament(
  ports: Ports,
  members: 'elected' | 'as-before',
): Promise<'sitting' | 'already'> {
  const before = await ports.store.parliament()
  if (before.state === 'sitting') return 'already'
  if (members === 'elected') await requireElected(ports, before)
  const sitting = { state: 'sitting', dissolved: null, election: null, by: 'operator' } as const
  await ports.store.setParliament(sitting, ports.now())
  return 'sitting'
}

async function requireElected(ports: Ports, { dissolved, election }: Parliament): Promise<void> {
  const { sources } = await ports.store.placeFacts()
  const known = sources.find(({ part }) => part === 'members')
  const lastDay = election ?? dissolved ?? dayOf(ports.now()) // nobody is elected before the polls close
  if (known && dayOf(known.readAt) <= lastDay)
    throw unchanged(
      `The members known were brought in on ${dayOf(known.readAt)}, and are those of before. Bring in those elected first; letters wait until then.`,
    )
}

/**
 * Says that nobody sits for a constituency any more; its letters wait.
 * @param named its code or its name, however that is written
 * @param byElection the day of it, where it is called
 * @throws Problem `not-found`, `refused` for a name that two share or a day that has passed
 */
export async function vacateSeat(ports: Ports, named: string, byElection: string | null): Promise<Seat> {
  const at = ports.now()
  if (byElection !== null && byElection < dayOf(at)) throw unchanged(`${byElection} has passed.`)
  const seat = seatNamed(await ports.store.seats(), named)
  const outcome = await ports.store.vacateSeat(seat.code, byElection, at)
  if (outcome === 'not-found') throw unknownSeat(named)
  return seat
}

/** By its code, or by a name that it alone has. */
function seatNamed(seats: readonly Seat[], named: string): Seat {
  const name = foldName(named)
  const found = seats.filter(
    seat => seat.code === named || foldName(seat.name) === name || foldName(seat.nameCy ?? '') === name,
  )
  const [seat, ...others] = found
  if (!seat) throw unknownSeat(named)
  if (others.length === 0) return seat
  throw unchanged(`${found.map(({ code, name }) => `${code} is ${name}`).join(', ')}: give the code.`)
}

function unknownSeat(named: string): Problem {
  return new Problem('not-found', `There is no constituency ${named}.`)
}
