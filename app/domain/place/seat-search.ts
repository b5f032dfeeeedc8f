import { foldName } from './name'
import type { Constituency } from './place'
import { isSeatCode } from './seat-code'
import { longestName, namedLike } from './seats-named'

/** A constituency as people choose it. */
export type SeatName = Pick<Constituency, 'code' | 'name' | 'nameCy' | 'region'>

/** What came of looking for the constituency that somebody typed or picked. */
export type SeatSearch =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'one'; readonly seat: SeatName }
  /** The first few that match, by name, and how many do; never taken, were it only one. */
  | { readonly kind: 'some'; readonly seats: readonly SeatName[]; readonly total: number }
  | { readonly kind: 'none' }

/** Looks among seats for a code, or for a name in English or Welsh, whole or by some of its words. */
export function findSeats(seats: readonly SeatName[], typed: string): SeatSearch {
  const asked = typed.trim()
  if (asked === '') return { kind: 'not-asked' }
  if (isSeatCode(asked)) return one(seats.filter(({ code }) => code === asked))
  const name = asked.length > longestName ? '' : foldName(asked)
  const whole = seats.filter(seat => namesOf(seat).includes(name))
  return whole.length === 1 ? one(whole) : some(seats, name)
}

/**
 * Of two answers to one question: a page shows a list to pick from beside the line to type in, and what was picked
 * outranks what was typed. Null where neither does.
 */
export function pickedOver(one: string, other: string): string | null {
  if (one.trim() === '' || other.trim() === '') return one + other
  if (isSeatCode(one) === isSeatCode(other)) return null
  return isSeatCode(one) ? one : other
}

/** What to say of a search that did not come to one seat; null where nothing is to be said. */
export function searchProblem(search: SeatSearch, typed: string): string | null {
  if (search.kind === 'none')
    return isSeatCode(typed.trim()) || typed.length > longestName
      ? 'Choose your constituency from the list'
      : `We know no constituency called “${typed.trim()}”. Check the spelling, or type a part of its name`
  if (search.kind !== 'some') return null
  const [first] = search.seats
  if (search.total === 1) return `Is ${first?.name} your constituency? Choose it, or type another name`
  const rest = search.total > search.seats.length ? ', or type more of its name to see others' : ''
  return `${search.total} constituencies match “${typed.trim()}”. Choose yours${rest}`
}

const shownAtMost = 12

function one([seat]: readonly SeatName[]): SeatSearch {
  return seat ? { kind: 'one', seat } : { kind: 'none' }
}

function some(seats: readonly SeatName[], name: string): SeatSearch {
  const found = namedLike(seats, name, namesOf)
  if (found.length === 0) return { kind: 'none' }
  const byName = found.toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB'))
  return { kind: 'some', seats: byName.slice(0, shownAtMost), total: found.length }
}

function namesOf({ name, nameCy }: SeatName): readonly string[] {
  return nameCy === null ? [foldName(name)] : [foldName(name), foldName(nameCy)]
}
