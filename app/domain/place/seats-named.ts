import { foldName } from './name'
import type { Seat } from './place'

type Named = Pick<Seat, 'name' | 'nameCy'> & { readonly member: { readonly name: string } | null }

/** In characters; the longest of 2024 has 42. Folding takes time with the square of a run of accents. */
export const longestName = 100

/** The seats whose name, Welsh name or member's name somebody typed, or some words of it. */
export function seatsNamed<One extends Named>(seats: readonly One[], typed: string): readonly One[] {
  return namedLike(seats, foldName(typed.slice(0, longestName)), ({ name, nameCy, member }) =>
    [name, nameCy, member?.name].flatMap(one => (one ? [foldName(one)] : [])),
  )
}

/**
 * Those with each word of a folded name, or the beginning of one; where there are none, those with its letters anywhere.
 * @param namesOf the names of each, folded
 */
export function namedLike<One>(
  all: readonly One[],
  name: string,
  namesOf: (one: One) => readonly string[],
): readonly One[] {
  const words = name.split(' ').filter(word => word !== '' && word !== 'and')
  if (words.length === 0) return []
  const known = all.map(one => ({ one, names: namesOf(one).map(each => ` ${each}`) }))
  const having = (before: string) =>
    known
      .filter(({ names }) => names.some(each => words.every(word => each.includes(before + word))))
      .map(({ one }) => one)
  const begun = having(' ')
  return begun.length > 0 ? begun : having('')
}
