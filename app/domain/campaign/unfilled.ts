import { type DraftFields, type DraftPart, draftParts, fieldKind } from '../draft/fields'
import type { FieldNote } from '../draft/problems'

/** A place that a starter text leaves to be written: `[[what belongs here]]`. */
const place = /\[\[([^[\]]*)\]\]/

/** Fields in which something is left to be written, each with what belongs there. */
export function unfilledPlaces(fields: DraftFields): readonly FieldNote[] {
  return Object.entries(fields).flatMap(([field, words]) => {
    const kind = fieldKind(field)
    const [, wanted] = place.exec(words) ?? []
    return kind && wanted !== undefined
      ? [{ field, part: kind.part, words: `${kind.label} is not written yet: ${wanted}` }]
      : []
  })
}

/** The part to go on to from one of them, in their order and round again, in which something is left to be written; null where nothing is. */
export function nextUnwritten(fields: DraftFields, from: DraftPart): DraftPart | null {
  const order = Object.keys(draftParts) as DraftPart[]
  const here = order.indexOf(from)
  const others = [...order.slice(here + 1), ...order.slice(0, here)]
  const unwritten = new Set(unfilledPlaces(fields).map(({ part }) => part))
  return others.find(part => unwritten.has(part)) ?? null
}
