import { unchanged } from '../problem'
import type { NamedConstituency } from './import'
import { areAllKnown, joinTo, newConstituency } from './joining'
import type { Member, Seat } from './place'
import type { RegisteredMember, RegisteredMembers, RegisteredSeat } from './register'
import { isFictional } from './seat-code'
import type { PlaceFacts } from './store'

/** What a register of members tells, in codes that are known here. */
export interface Joined {
  /** Every constituency that stands; null where there is nothing new about them, or a file named them. */
  readonly constituencies: readonly NamedConstituency[] | null
  readonly members: readonly Member[]
  /** Names of those that nobody told of before. */
  readonly added: readonly string[]
  /** Names of those that are none of the ones a file named; who sits there is left out. */
  readonly strange: readonly string[]
}

/** A constituency as the register knows it, and as it is known here. */
interface Pair extends RegisteredSeat {
  readonly known: Seat | null
}

/**
 * Joins every constituency of a register to one that is known, or makes it known.
 * @throws Problem `refused` where its boundaries are not those that are known, or it contradicts itself
 */
export function joinMembers(
  registered: RegisteredMembers,
  seats: readonly Seat[],
  facts: Pick<PlaceFacts, 'sources'>,
): Joined {
  const known = seats.filter(({ code }) => !isFictional(code)) // the demonstration's give way
  const allKnown = areAllKnown(seats, facts)
  const pairs = pairUp(registered, known, allKnown)
  const fresh = pairs.filter(pair => !pair.known)
  const names = fresh.map(({ name }) => name)
  return {
    constituencies: allKnown ? null : standing(pairs, fresh, known),
    members: placeMembers(registered.members, pairs, allKnown),
    added: allKnown ? [] : names,
    strange: allKnown ? names : [],
  }
}

/** More than one in ten that the register does not name are no misspellings: it has other boundaries. */
const leftAtMost = 0.1

/**
 * By number or name, then those few that are left on both sides by who sits there. In this order: at an election under new
 * boundaries many a member moves to another constituency, whose voters are not those of the old one.
 */
function pairUp({ seats, members }: RegisteredMembers, known: readonly Seat[], allKnown: boolean): Pair[] {
  const join = joinTo(known)
  const pairs = seats.map(seat => ({ ...seat, known: join(seat) }))
  const taken = new Set(pairs.map(pair => pair.known))
  const left = known.filter(seat => !taken.has(seat) && seat.registerId === null)
  if (left.length > known.length * leftAtMost) {
    if (!allKnown) return pairs
    throw unchanged(
      `The register does not name ${left.length} of the ${known.length} constituencies known, such as ${left[0]?.name}: its boundaries are others.`,
    )
  }
  const seatOf = joinTo(pairs)
  const sitters = new Map(members.map(({ id, seat }) => [seatOf(seat), id]))
  return pairs.map(pair => {
    const sitter = pair.known ? undefined : sitters.get(pair)
    const same = sitter === undefined ? undefined : left.find(({ member }) => member?.id === sitter)
    return same ? { ...pair, known: same } : pair
  })
}

/** Those that stay, with their numbers, and those that are new; one whose number is gone has ended. */
function standing(
  pairs: readonly Pair[],
  fresh: readonly Pair[],
  known: readonly Seat[],
): readonly NamedConstituency[] | null {
  const numbers = new Map(pairs.map(pair => [pair.known?.code, pair.registerId]))
  const listed = new Set(pairs.map(({ registerId }) => registerId))
  const stay = known.filter(({ registerId }) => registerId === null || listed.has(registerId))
  const isNew = stay.some(({ code, registerId }) => registerId !== (numbers.get(code) ?? registerId))
  if (!isNew && fresh.length === 0 && stay.length === known.length) return null
  return [
    ...stay.map(({ since: _since, until: _until, member: _member, vacancy: _vacancy, ...row }) => ({
      ...row,
      registerId: numbers.get(row.code) ?? row.registerId,
    })),
    ...fresh.flatMap(seat => newConstituency(seat) ?? []),
  ]
}

function placeMembers(
  members: readonly RegisteredMember[],
  pairs: readonly Pair[],
  allKnown: boolean,
): Member[] {
  const pairOf = joinTo(pairs)
  return members.flatMap(({ seat, ...member }) => {
    const pair = pairOf(seat)
    if (!pair)
      throw unchanged(
        `The register names ${member.name} for ${seat.name}, which is none of its constituencies.`,
      )
    const constituency = pair.known ?? (allKnown ? null : newConstituency(pair))
    return constituency ? [{ ...member, constituencyCode: constituency.code }] : []
  })
}
