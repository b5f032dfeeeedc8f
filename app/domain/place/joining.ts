import { areFictional } from './change'
import type { NamedConstituency } from './import'
import { foldName } from './name'
import type { Constituency } from './place'
import { countryOfSeat, regionCodeOf } from './regions'
import { memberRegisterName, type RegisteredSeat } from './register'
import { provisionalCode } from './seat-code'
import type { PlaceFacts } from './store'

type Known = Pick<Constituency, 'name' | 'registerId'>

/** Finds the constituency that a register means among those known; null where it is none of them, or it is not sure. */
export type Join<Seat> = (registered: Pick<RegisteredSeat, 'registerId' | 'name'>) => Seat | null

/**
 * Joins by the number in the Members API, else by the name, unless that is the name of two or of one with another
 * number: a name outlives its boundaries, a number does not.
 */
export function joinTo<Seat extends Known>(seats: readonly Seat[]): Join<Seat> {
  const numbered = new Map(seats.map(seat => [seat.registerId, seat]))
  const named = new Map<string, Seat | 'several'>()
  for (const seat of seats) {
    const name = foldName(seat.name)
    named.set(name, named.has(name) ? 'several' : seat)
  }
  return ({ registerId, name }) => {
    const same = registerId === null ? undefined : numbered.get(registerId)
    if (same) return same
    const namesake = named.get(foldName(name))
    if (!namesake || namesake === 'several') return null
    return namesake.registerId === null || registerId === null ? namesake : null
  }
}

/**
 * Whether the constituencies known are all there are, because a file named them: one that only a register knows is then of other
 * boundaries.
 */
export function areAllKnown(
  seats: readonly Pick<Constituency, 'code'>[],
  { sources }: Pick<PlaceFacts, 'sources'>,
): boolean {
  const source = sources.find(({ part }) => part === 'constituencies')
  return source !== undefined && source.name !== memberRegisterName && !areFictional(seats)
}

/** A constituency as far as a register tells of it; null where it gives neither a code nor a number. */
export function newConstituency(registered: RegisteredSeat): NamedConstituency | null {
  const { registerId, name } = registered
  const code = registered.code ?? (registerId === null ? null : provisionalCode(registerId))
  if (code === null) return null
  const country = registered.country ?? countryOfSeat(code) ?? ''
  const region = registered.region ?? country // only England has regions
  return {
    ...{ code, registerId, name, nameCy: null },
    ...{ region, regionCode: regionCodeOf(region) ?? region, country },
    ...{ byElection: null, latitude: null, longitude: null },
  }
}
